/** How the certificate stands that a decision led to: the one rule, for the pages of the exam and those of certificates. */

import { type CertificateState, certificateStates } from './certificate.states.ts';

/** What the state is on a given day: a certificate expires by date, without anybody's doing. */
export type Standing = CertificateState | 'expired';

export type Validity = Readonly<{ state: CertificateState; validUntil: Date }>;

/** Revoked and superseded stay so after the last day of validity. */
export const standingOf = ({ state, validUntil }: Validity, now: Date): Standing =>
  certificateStates.is('valid', state) && now > validUntil ? 'expired' : state;
