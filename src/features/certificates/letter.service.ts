/** Letters to the holder, when there is an e-mail address; the pages tell everybody. */
import type { ClientSession } from 'mongoose';
import { formatterFor, type Formatter } from '../../platform/format.ts';
import { type Translate, translator } from '../../platform/i18n.ts';
import { queueMail } from '../../platform/mail/index.ts';
import { contactOf, findPerson, listAccountsWithRole } from '../accounts/index.ts';
import type { Certificate } from './certificate.service.ts';
import type { HoldCause } from './held.rules.ts';
import { currentIssuer } from './issuer.service.ts';

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

type Waiting = Readonly<{ case: string; number: string; account: string; body: string; cause: HoldCause }>;

/** To the managers of the body: whose certificate waits, why, and the page on which that is mended. */
export async function tellHeld({ case: caseId, number, account, body, cause }: Waiting, session: ClientSession) {
  const [holder, managers] = await Promise.all([
    findPerson(account),
    listAccountsWithRole('certification-manager', body),
  ]);
  for (const manager of managers) {
    await write(manager.id, session, (t) => ({
      subject: t('certificates.mailHeldSubject', { number }),
      text: t('certificates.mailHeld', {
        manager: manager.name,
        holder: holder?.name ?? number,
        number,
        cause: t(`certificates.heldCause.${cause}`),
        url: currentIssuer().urlOf(`/sertifikasi/tertahan/${caseId}`),
      }),
    }));
  }
}

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
