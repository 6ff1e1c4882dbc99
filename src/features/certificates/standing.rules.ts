/** How a certificate stands, and what somebody who checks one is told. */

export const certificateStates = ['valid', 'revoked', 'superseded'] as const;
export type CertificateState = (typeof certificateStates)[number];

/** What the state is on a given day: a certificate expires by date, without anybody's doing. */
export type Standing = CertificateState | 'expired';

/** The six answers to "is this certificate genuine?". */
export type Finding = Standing | 'not-found' | 'altered';

export type Validity = Readonly<{ state: CertificateState; validUntil: Date }>;

/** Revoked and superseded stay so after the last day of validity. */
export const standingOf = ({ state, validUntil }: Validity, now: Date): Standing =>
  state === 'valid' && now > validUntil ? 'expired' : state;

export const findingFor = (certificate: Validity | undefined, now: Date): Finding =>
  certificate ? standingOf(certificate, now) : 'not-found';

/** What is known of a file whose bytes are none of ours: whether it passes for one all the same. */
export type Resemblance = Readonly<{ isSignedByUs: boolean; namesOurNumber: boolean }>;

export const findingForStrangeFile = ({ isSignedByUs, namesOurNumber }: Resemblance): Finding =>
  isSignedByUs || namesOurNumber ? 'altered' : 'not-found';
