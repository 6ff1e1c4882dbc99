/** Letters to the holder, when there is an e-mail address; the pages tell everybody. */
import type { ClientSession } from 'mongoose';
import { formatterFor, type Formatter } from '../../platform/format.ts';
import { type Translate, translator } from '../../platform/i18n.ts';
import { queueMail } from '../../platform/mail/index.ts';
import { contactOf } from '../accounts/index.ts';
import type { Certificate } from './certificate.service.ts';

type Letter = { subject: string; text: string };

export const tellIssued = (certificate: Certificate, session: ClientSession): Promise<void> =>
  write(certificate.account, session, (t, f) => {
    const { number, snapshot, validUntil } = certificate;
    return {
      subject: t('certificates.mailIssuedSubject', { number }),
      text: t('certificates.mailIssued', { number, url: snapshot.verifyUrl, day: f.longDate(validUntil) }),
    };
  });

/** Names the class of the reason; the note stays with those who decided. */
export const tellRevoked = ({ account, number, revocation }: Certificate, session: ClientSession): Promise<void> =>
  write(account, session, (t, f) => ({
    subject: t('certificates.mailRevokedSubject', { number }),
    text: t('certificates.mailRevoked', {
      number,
      day: f.longDate(revocation!.approvedAt),
      reason: t(`certificates.reason.${revocation!.reason}`),
    }),
  }));

async function write(
  account: string,
  session: ClientSession,
  letter: (t: Translate, f: Formatter) => Letter,
): Promise<void> {
  const contact = await contactOf(account);
  if (contact?.email === undefined) return;
  const { email, language } = contact;
  await queueMail({ to: email, ...letter(translator(language), formatterFor(language)) }, session);
}
