import { now } from '../../platform/clock.ts';
import { subscribe } from '../../platform/events.ts';
import { defineJob, repeatJob } from '../../platform/jobs/index.ts';
import { submitExpired, submitRunning } from './submission.service.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'quizzes.submitExpired': Record<string, never>;
  }
}

/** Called once when the system starts. */
export function startQuizzes(): void {
  defineJob('quizzes.submitExpired', { work: () => submitExpired(now()), leaseSeconds: 120 });
  repeatJob('quizzes.submitExpired', 30);
  subscribe('cohort.ended', 'quizzes.submit', ({ cohort }) => submitRunning(cohort, now()));
}
