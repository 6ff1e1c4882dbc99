/** Letters are written by a job, so that no decision waits for them. Who gave no e-mail address reads the status page. */
import type { Config } from '../../platform/config.ts';
import { now } from '../../platform/clock.ts';
import { subscribe } from '../../platform/events.ts';
import { defineJob } from '../../platform/jobs/index.ts';
import { queueMail } from '../../platform/mail/index.ts';
import { contactOf, holdNamesWhile } from '../accounts/index.ts';
import { type ApplicationNews, newsMail } from './admissions.mail.ts';
import { noteCompletion } from './enrolment.service.ts';
import { findApplication, isUnderReview } from './reading.service.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'admissions.tell': { application: string; news: ApplicationNews };
  }
}

/** Called once when the system starts. */
export function startAdmissions({ baseUrl }: Pick<Config, 'baseUrl'>): void {
  holdNamesWhile(isUnderReview);
  subscribe('learner.completed', 'admissions.noteCompletion', ({ enrolment }) => noteCompletion(enrolment, now()));
  defineJob('admissions.tell', { work: ({ application, news }) => tell(application, news, baseUrl) });
}

async function tell(applicationId: string, news: ApplicationNews, baseUrl: URL): Promise<void> {
  const application = await findApplication(applicationId);
  const contact = application && (await contactOf(application.applicant));
  if (!application || contact?.email === undefined) return;
  const { number = '', reason = '', cohort } = application;
  const address = new URL(`/pendaftaran/${cohort}`, baseUrl).href;
  const reader = { email: contact.email, language: contact.language };
  await queueMail(newsMail(reader, news, { number, reason }, address));
}
