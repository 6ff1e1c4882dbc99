import { now } from '../../platform/clock.ts';
import { subscribe } from '../../platform/events.ts';
import { decideAgain, decideCohort } from './deciding.service.ts';

/** Called once when the system starts: completion is decided again whenever a fact of it may have changed. */
export function startCompletion(): void {
  const again = ({ enrolment }: { enrolment: string }) => decideAgain(enrolment, now());
  subscribe('learner.admitted', 'completion.decide', again);
  subscribe('lesson.read', 'completion.decide', again);
  subscribe('quiz.submitted', 'completion.decide', again);
  subscribe('submission.sent', 'completion.decide', again);
  subscribe('submission.marked', 'completion.decide', again);
  subscribe('attendance.recorded', 'completion.decide', ({ cohort }) => decideCohort(cohort, now()));
}
