/** Letters are written by a job, so that no decision waits for them. Who gave no e-mail address reads the status page. */
import { now } from '../../platform/clock.ts';
import { subscribe } from '../../platform/events.ts';
import { defineJob } from '../../platform/jobs/index.ts';
import { holdNamesWhile } from '../accounts/index.ts';
import type { ApplicationNews } from './admissions.mail.ts';
import { noteCompletion } from './enrolment.service.ts';
import { tellApplicant, tellVerifiers } from './notification.service.ts';
import { isUnderReview } from './reading.service.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'admissions.tell': { application: string; news: ApplicationNews };
    'admissions.tellVerifiers': { programme: string };
  }
}

/** Called once when the system starts. */
export function startAdmissions(): void {
  holdNamesWhile(isUnderReview);
  subscribe('learner.completed', 'admissions.noteCompletion', ({ enrolment }) => noteCompletion(enrolment, now()));
  defineJob('admissions.tell', { work: ({ application, news }) => tellApplicant(application, news) });
  defineJob('admissions.tellVerifiers', { work: ({ programme }) => tellVerifiers(programme) });
}
