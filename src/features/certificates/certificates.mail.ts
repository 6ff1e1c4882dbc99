/** The letters about certificates: to the holder, and to those who decide whether one is revoked. */
import type { Letters } from '../accounts/index.ts';
import type { HoldCause } from './held.rules.ts';
import type { CertificateRecord } from './certificate.model.ts';
import { certificatePaths } from './certificates.paths.ts';
import type { ReplacementReason } from './replacement.rules.ts';

type Certificate = Readonly<CertificateRecord & { id: string }>;
type Numbered = Pick<Certificate, 'number'>;
type Named = Pick<Certificate, 'id' | 'number'>;
type Replacing = Pick<Certificate, 'number' | 'snapshot' | 'validUntil'>;

export const letters = {
  issued:
    ({ number, snapshot, validUntil }: Pick<Certificate, 'number' | 'snapshot' | 'validUntil'>) =>
    ({ t, f }) => ({
      subject: t('certificates.mailIssuedSubject', { number }),
      text: t('certificates.mailIssued', { number, url: snapshot.verifyUrl, day: f.longDate(validUntil) }),
      path: certificatePaths.own(),
    }),

  /** Names the class of the reason; the note stays with those who decided. */
  revoked:
    ({ number, revocation }: Pick<Certificate, 'number'> & Required<Pick<Certificate, 'revocation'>>) =>
    ({ t, f }) => ({
      subject: t('certificates.mailRevokedSubject', { number }),
      text: t('certificates.mailRevoked', {
        number,
        day: f.longDate(revocation.approvedAt),
        reason: t(`certificates.reason.${revocation.reason}`),
      }),
      path: certificatePaths.own(),
    }),

  /** To the managers of the body: whose certificate waits, why, and the page on which that is mended. */
  held:
    (caseId: string, number: string, holder: string, cause: HoldCause) =>
    ({ t }) => ({
      subject: t('certificates.mailHeldSubject', { number }),
      text: t('certificates.mailHeld', { holder, number, cause: t(`certificates.heldCause.${cause}`) }),
      path: certificatePaths.held(caseId),
    }),

  /** To everybody who may be the second person. */
  revocationWaits:
    ({ id, number }: Pick<Certificate, 'id' | 'number'>) =>
    ({ t }) => ({
      subject: t('certificates.mailWaitsSubject', { number }),
      text: t('certificates.mailWaits', { number }),
      path: certificatePaths.entry(id),
    }),

  /** To whoever asked: the second person has refused. */
  revocationRefused:
    ({ id, number }: Pick<Certificate, 'id' | 'number'>) =>
    ({ t }) => ({
      subject: t('certificates.mailRefusedSubject', { number }),
      text: t('certificates.mailRefused', { number }),
      path: certificatePaths.entry(id),
    }),

  /** To whoever asked: it is done. */
  revocationDone:
    ({ id, number }: Pick<Certificate, 'id' | 'number'>) =>
    ({ t }) => ({
      subject: t('certificates.mailRevokedSubject', { number }),
      text: t('certificates.mailDone', { number }),
      path: certificatePaths.entry(id),
    }),

  /** To the holder: the new one, and that the old one is not valid any more. Names the class of the reason only. */
  replaced:
    (old: Numbered, { number, snapshot, validUntil }: Replacing, reason: ReplacementReason) =>
    ({ t, f }) => ({
      subject: t('certificates.mailReplacedSubject', { number: old.number, by: number }),
      text: t('certificates.mailReplaced', {
        number: old.number,
        by: number,
        reason: t(`certificates.replacementReason.${reason}`),
        day: f.longDate(validUntil),
        url: snapshot.verifyUrl,
      }),
      path: certificatePaths.own(),
    }),

  /** To everybody who may be the second person. */
  replacementWaits:
    ({ id, number }: Named) =>
    ({ t }) => ({
      subject: t('certificates.mailReplacementWaitsSubject', { number }),
      text: t('certificates.mailReplacementWaits', { number }),
      path: certificatePaths.replacement(id),
    }),

  /** To whoever asked: the second person has refused. */
  replacementRefused:
    ({ id, number }: Named) =>
    ({ t }) => ({
      subject: t('certificates.mailReplacementRefusedSubject', { number }),
      text: t('certificates.mailReplacementRefused', { number }),
      path: certificatePaths.replacement(id),
    }),

  /** To whoever asked: the new one is issued. */
  replacementDone:
    (old: Numbered, { id, number }: Named) =>
    ({ t }) => ({
      subject: t('certificates.mailReplacedSubject', { number: old.number, by: number }),
      text: t('certificates.mailReplacementDone', { number: old.number, by: number }),
      path: certificatePaths.entry(id),
    }),

  /** To whoever asked: the certificate was revoked before there was a new one. */
  replacementOvertaken:
    ({ id, number }: Named) =>
    ({ t }) => ({
      subject: t('certificates.mailReplacementOvertakenSubject', { number }),
      text: t('certificates.mailReplacementOvertaken', { number }),
      path: certificatePaths.replacement(id),
    }),
} satisfies Letters;
