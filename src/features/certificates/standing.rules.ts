/** How a certificate stands, and what somebody who checks one is told. */

import { type Standing, standingOf, type Validity } from '../assessments/index.ts';

export {
  certificateStates,
  type CertificateState,
  type Standing,
  standingOf,
  type Validity,
} from '../assessments/index.ts';

/** What may be done with a certificate: whether it counts, may be shared, and which file is handed out. */
export type Uses = Readonly<{ counts: boolean; mayBeShared: boolean; pdf: 'as issued' | 'stamped' | 'none' }>;

/** A file in circulation looks valid for ever: one that has ended carries a stamp, one taken away is not given out. */
export const usesOf = {
  valid: { counts: true, mayBeShared: true, pdf: 'as issued' },
  expired: { counts: false, mayBeShared: false, pdf: 'stamped' },
  revoked: { counts: false, mayBeShared: false, pdf: 'none' },
  superseded: { counts: false, mayBeShared: false, pdf: 'none' },
} as const satisfies Record<Standing, Uses>;

/** The six answers to "is this certificate genuine?". */
export type Finding = Standing | 'not-found' | 'altered';

export const findingFor = (certificate: Validity | undefined, now: Date): Finding =>
  certificate ? standingOf(certificate, now) : 'not-found';

/** What is known of a file whose bytes are none of ours: whether it passes for one all the same. */
export type Resemblance = Readonly<{ isSignedByUs: boolean; namesOurNumber: boolean }>;

export const findingForStrangeFile = ({ isSignedByUs, namesOurNumber }: Resemblance): Finding =>
  isSignedByUs || namesOurNumber ? 'altered' : 'not-found';
