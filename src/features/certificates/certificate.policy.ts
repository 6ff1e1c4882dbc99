import { no, type Verdict, yes, yesIf } from '../../platform/permit.ts';
import { type Actor, holds, holdsAnywhere } from '../accounts/index.ts';

export type CertificateSubject = Readonly<{ certificate: Readonly<{ account: string; body: string }> }>;
export type HeldSubject = Readonly<{ held: Readonly<{ account: string; body: string }> }>;
export type RevocationSubject = Readonly<{
  certificate: CertificateSubject['certificate'] & Readonly<{ request?: Readonly<{ by: string }> }>;
}>;
export type ReplacementSubject = Readonly<{
  certificate: CertificateSubject['certificate'] & Readonly<{ replacement?: Readonly<{ by: string }> }>;
}>;

const isOwn = (actor: Actor, { certificate }: CertificateSubject) => certificate.account === actor.id;

const serves = (actor: Actor, { certificate }: CertificateSubject) =>
  holds(actor, 'certification-manager', certificate.body) || holds(actor, 'panel-member', certificate.body);

export const certificatePolicy = {
  listOwn: (): Verdict => yes,

  hold: (actor: Actor, subject: CertificateSubject): Verdict =>
    yesIf(isOwn(actor, subject), 'certificates.refused.holderOnly'),

  download: (actor: Actor, subject: CertificateSubject): Verdict => {
    const isManager = holds(actor, 'certification-manager', subject.certificate.body);
    return yesIf(isOwn(actor, subject) || isManager, 'certificates.refused.holderOnly');
  },

  listAll: (actor: Actor): Verdict =>
    yesIf(holdsAnywhere(actor, 'certification-manager', 'panel-member'), 'certificates.refused.bodyOnly'),

  oversee: (actor: Actor, subject: CertificateSubject): Verdict =>
    yesIf(serves(actor, subject), 'certificates.refused.bodyOnly'),

  listHeld: (actor: Actor): Verdict =>
    yesIf(holdsAnywhere(actor, 'certification-manager'), 'certificates.refused.managersOnly'),

  /** Whoever mends what a certificate waits for never mends their own. */
  mend: (actor: Actor, { held }: HeldSubject): Verdict => {
    if (held.account === actor.id) return no('certificates.refused.own');
    return yesIf(holds(actor, 'certification-manager', held.body), 'certificates.refused.managersOnly');
  },

  requestRevocation: (actor: Actor, subject: CertificateSubject): Verdict => {
    if (isOwn(actor, subject)) return no('certificates.refused.own');
    const { body } = subject.certificate;
    return yesIf(holds(actor, 'certification-manager', body), 'certificates.refused.managerOnly');
  },

  /** Another manager, or somebody of the panel: never who asked, and never the holder. */
  decideRevocation: (actor: Actor, subject: RevocationSubject): Verdict => {
    if (isOwn(actor, subject)) return no('certificates.refused.own');
    if (subject.certificate.request?.by === actor.id) return no('certificates.refused.secondPerson');
    return yesIf(serves(actor, subject), 'certificates.refused.bodyOnly');
  },

  requestReplacement: (actor: Actor, subject: CertificateSubject): Verdict => {
    if (isOwn(actor, subject)) return no('certificates.refused.own');
    const { body } = subject.certificate;
    return yesIf(holds(actor, 'certification-manager', body), 'certificates.refused.replacementManagerOnly');
  },

  /** Another manager, or somebody of the panel: never who asked, and never the holder. */
  decideReplacement: (actor: Actor, subject: ReplacementSubject): Verdict => {
    if (isOwn(actor, subject)) return no('certificates.refused.own');
    if (subject.certificate.replacement?.by === actor.id) return no('certificates.refused.secondPersonReplaces');
    return yesIf(serves(actor, subject), 'certificates.refused.bodyOnly');
  },

  /** Whoever asked may take it back. */
  withdrawReplacement: (actor: Actor, subject: ReplacementSubject): Verdict => {
    const asker = subject.certificate.replacement?.by ?? actor.id;
    if (asker !== actor.id) return no('certificates.refused.askerOnly');
    return certificatePolicy.requestReplacement(actor, subject);
  },
};
