/** Letters about works: to those who mark, at most one a day, and to the learner whose work was marked. */
import type { ClientSession } from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { fromWib, isoDay } from '../../platform/format.ts';
import { translator } from '../../platform/i18n.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { queueMail } from '../../platform/mail/index.ts';
import { contactOf, listAccountsWithRole } from '../accounts/index.ts';
import type { Assignment } from '../courses/index.ts';
import { findCohort } from '../programmes/index.ts';
import type { MarkOutcome } from './marking.rules.ts';
import { SubmissionModel } from './submission.model.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'assignments.tellMarkers': { cohort: string };
  }
}

const dayInMs = 86_400_000;

/** Asks for one letter tomorrow at seven in the morning, however many works are sent until then. It says what waits then. */
export async function tellMarkersLater(cohort: string, now: Date): Promise<void> {
  const tomorrow = isoDay(new Date(now.getTime() + dayInMs));
  const uniqueKey = `assignments.tellMarkers@${cohort}@${tomorrow}`;
  await enqueue('assignments.tellMarkers', { cohort }, { uniqueKey, runAt: fromWib(tomorrow, '07:00') });
}

/** Tells the cohort's instructors what waits; nothing when all has been marked meanwhile. */
export async function tellMarkers(cohortId: string): Promise<void> {
  const [cohort, count, instructors] = await Promise.all([
    findCohort(cohortId),
    SubmissionModel.countDocuments({ cohort: cohortId, state: 'submitted' }),
    listAccountsWithRole('instructor', cohortId),
  ]);
  if (!cohort || count === 0) return;
  const contacts = await Promise.all(instructors.map(({ id }) => contactOf(id)));
  await transaction(async (session) => {
    for (const contact of contacts) {
      if (contact?.email === undefined) continue;
      const t = translator(contact.language);
      const values = { count, cohort: cohort.name };
      const subject = t('assignments.mail.waitingSubject', values);
      await queueMail({ to: contact.email, subject, text: t('assignments.mail.waiting', values) }, session);
    }
  });
}

type MarkedWork = Readonly<{ account: string; assignment: Pick<Assignment, 'title'>; outcome: MarkOutcome }>;

/** For learners with an e-mail address; the list of assignments tells everybody. */
export async function tellMarked({ account, assignment, outcome }: MarkedWork, session: ClientSession): Promise<void> {
  const contact = await contactOf(account);
  if (contact?.email === undefined) return;
  const t = translator(contact.language);
  const values = { title: assignment.title[contact.language] };
  const subject = t(`assignments.mail.${outcome}Subject`, values);
  await queueMail({ to: contact.email, subject, text: t(`assignments.mail.${outcome}`, values) }, session);
}
