/** When a certificate may be replaced by a corrected one, why, and what the new one would say otherwise. Pure. */
import type { CertificateSnapshot } from './document/snapshot.ts';
import type { TextKind } from './printed-text.rules.ts';
import { type Standing, standingOf, type Validity } from './standing.rules.ts';

/** What was wrong. The class is told to the holder; the note is for those who decide. */
export const replacementReasons = ['name', 'signatory', 'particulars'] as const;
export type ReplacementReason = (typeof replacementReasons)[number];

/** What became of a request that led to no new certificate. */
export const replacementEnds = ['refused', 'withdrawn', 'revoked'] as const;
export type ReplacementEnd = (typeof replacementEnds)[number];

export type Obstacle = Exclude<Standing, 'valid'> | 'revocation-asked';

/** Why this one cannot be replaced now; undefined when it can. What has ended is not brought back by a correction. */
export function findObstacle(certificate: Validity & Readonly<{ request?: unknown }>, now: Date): Obstacle | undefined {
  const standing = standingOf(certificate, now);
  if (standing !== 'valid') return standing;
  return certificate.request === undefined ? undefined : 'revocation-asked';
}

/** One text that the new certificate would say otherwise. */
export type Change = Readonly<{ kind: TextKind; before: string; after: string }>;

const texts: readonly (readonly [TextKind, (paper: CertificateSnapshot) => string])[] = [
  ['holder', ({ holderName }) => holderName],
  ['programme', ({ programmeName }) => programmeName],
  ['school', ({ schoolName }) => schoolName],
  ['issuer', ({ issuerName }) => issuerName],
  ['city', ({ city }) => city],
  [
    'signatory',
    ({ signatories }) => signatories.map(({ name, role }) => `${name} (${role.id} / ${role.en})`).join(', '),
  ],
  ['statement', ({ statement }) => statement.id],
];

/** What of people and bodies differs between two papers of one decision, in the order in which they are read. */
export const findChanges = (before: CertificateSnapshot, after: CertificateSnapshot): Change[] =>
  texts
    .map(([kind, read]) => ({ kind, before: read(before), after: read(after) }))
    .filter((change) => change.before !== change.after);

const reasonOf = (kind: TextKind): ReplacementReason =>
  kind === 'holder' ? 'name' : kind === 'signatory' ? 'signatory' : 'particulars';

/** The reasons that something bears out; none when the new one would say the same. */
export const foundedReasons = (changes: readonly Change[]): ReplacementReason[] => {
  const founded = new Set(changes.map(({ kind }) => reasonOf(kind)));
  return replacementReasons.filter((reason) => founded.has(reason));
};
