import { now } from '../../platform/clock.ts';
import { subscribe } from '../../platform/events.ts';
import { decideAgain, decideSession } from './deciding.service.ts';

/** Called once when the system starts: completion is decided again whenever a fact of it may have changed. */
export function startCompletion(): void {
  const afterOwnWork = ({ enrolment }: { enrolment: string }) => decideAgain(enrolment, now());
  const afterOthers = ({ enrolment }: { enrolment: string }) => decideAgain(enrolment, now(), false);
  subscribe('learner.admitted', 'completion.decide', afterOthers);
  subscribe('lesson.read', 'completion.decide', afterOwnWork);
  subscribe('quiz.submitted', 'completion.decide', afterOwnWork);
  subscribe('submission.sent', 'completion.decide', afterOwnWork);
  subscribe('submission.marked', 'completion.decide', afterOthers);
  subscribe('attendance.recorded', 'completion.decide', (event) => decideSession(event, now()));
}
