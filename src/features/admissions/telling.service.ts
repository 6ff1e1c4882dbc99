/** Letters to the applicant, for those who gave an e-mail address; the status page tells everybody. */
import type { ClientSession } from 'mongoose';
import { type Translate, translator } from '../../platform/i18n.ts';
import { queueMail } from '../../platform/mail/index.ts';
import { contactOf } from '../accounts/index.ts';
import type { Application } from './reading.service.ts';

type Letter = Readonly<{ subject: string; text: string }>;

export const tellReceived = (application: Application, session: ClientSession): Promise<void> =>
  write(application, session, (t, values) => ({
    subject: t('admissions.mail.receivedSubject', values),
    text: t('admissions.mail.received', values),
  }));

export const tellDecided = (
  application: Application,
  outcome: 'accepted' | 'refused' | 'needs-fixing',
  session: ClientSession,
): Promise<void> =>
  write(application, session, (t, values) => ({
    subject: t(`admissions.mail.${outcome}Subject`, values),
    text: t(`admissions.mail.${outcome}`, values),
  }));

async function write(
  { applicant, number = '', reason = '' }: Application,
  session: ClientSession,
  compose: (t: Translate, values: { number: string; reason: string }) => Letter,
): Promise<void> {
  const contact = await contactOf(applicant);
  if (contact?.email === undefined) return;
  await queueMail({ to: contact.email, ...compose(translator(contact.language), { number, reason }) }, session);
}
