import { now } from '../../platform/clock.ts';
import { subscribe } from '../../platform/events.ts';
import { defineJob, repeatJob } from '../../platform/jobs/index.ts';
import { decideAgain, decideSession } from './deciding.service.ts';
import { measureAgain } from './measuring.service.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'completion.measureAgain': Record<string, never>;
  }
}

/** Called once when the system starts: completion is decided again whenever a fact of it may have changed. */
export function startCompletion(): void {
  const afterOwnWork = ({ enrolment }: { enrolment: string }) => decideAgain(enrolment, now());
  const afterOthers = ({ enrolment }: { enrolment: string }) => decideAgain(enrolment, now(), false);
  subscribe('learner.admitted', 'completion.decide', afterOthers);
  subscribe('lesson.read', 'completion.decide', afterOwnWork);
  subscribe('quiz.submitted', 'completion.decide', afterOwnWork);
  subscribe('submission.sent', 'completion.decide', afterOwnWork);
  subscribe('submission.marked', 'completion.decide', afterOthers);
  defineJob('completion.measureAgain', { work: () => measureAgain(), leaseSeconds: 120 });
  repeatJob('completion.measureAgain', 86_400);
  subscribe('attendance.recorded', 'completion.decide', (event) => decideSession(event, now()));
}
