/** What a certificate is to say: the one that a decision leads to, and the one that takes another's place. */
import { must } from '../../platform/must.ts';
import type { DecidedCase } from '../assessments/index.ts';
import { findScheme } from '../courses/index.ts';
import type { Supersession } from './certificate.model.ts';
import type { Certificate } from './certificate.service.ts';
import { type Draft, type Plan, planPaper } from './paper.service.ts';
import { composeReplacement, composeSnapshot } from './snapshot.rules.ts';

/**
 * What the paper says is what was kept at the decision, its dates too: a certificate that had to wait says the same as one
 * that did not.
 * @throws CertificateHeld when the address or a text has to be mended first.
 */
export async function planIssue(decided: DecidedCase, now: Date): Promise<Plan> {
  const particulars = must(decided.particulars, `what the certificate of case ${decided.number} says`);
  const scheme = await findScheme(decided.scheme);
  const issuedAt = decided.decidedAt;
  const compose: Draft['compose'] = (said, imprint) =>
    composeSnapshot({ decided, particulars: said, scheme }, imprint, issuedAt);
  return planPaper({ subject: decided, particulars, compose, issuedAt }, now);
}

/**
 * The paper says what was asked for and approved, and is dated at the approval, however long it had to wait.
 * @throws CertificateHeld as above.
 */
export const planReplacement = (
  old: Certificate,
  { particulars, approvedAt }: Supersession,
  now: Date,
): Promise<Plan> => planPaper(draftReplacement(old, particulars, approvedAt), now);

/** What takes the place of this certificate when it says this of people and bodies. */
export const draftReplacement = (old: Certificate, particulars: Draft['particulars'], issuedAt: Date): Draft => ({
  subject: old,
  particulars,
  compose: (said, imprint) => composeReplacement(old.snapshot, said, imprint, issuedAt),
  issuedAt,
});
