/** Everything about a certificate that does not depend on its number, so that the transaction that issues it is short. */
import mongoose from 'mongoose';
import { randomCode } from '../../platform/crypto.ts';
import { type Bilingual, translator } from '../../platform/i18n.ts';
import type { Signer } from '../../platform/signing/signer.ts';
import { type DecidedCase, findParticulars, type Particulars } from '../assessments/index.ts';
import { findScheme } from '../courses/index.ts';
import { codeLength } from './code.rules.ts';
import type { CertificateSnapshot } from './document/snapshot.ts';
import { heldByAddress, heldByText, takeMended } from './held.rules.ts';
import { SpellingModel } from './held.model.ts';
import { currentIssuer, openSchoolKey } from './issuer.service.ts';
import { makePrinted, type Printed, type Spellings } from './printed-text.rules.ts';
import { composeSnapshot, type Occasion } from './snapshot.rules.ts';

export type Plan = Occasion &
  Readonly<{
    spellings: Spellings;
    code: string;
    signer: Signer;
    /** The date on the paper, and the moment of the signature. */
    issuedAt: Date;
    signedAt: Date;
  }>;

/**
 * What the paper says is what was kept at the decision, its dates too: a certificate that had to wait says the same as one
 * that did not. A decision from before that was kept is printed as things stand now.
 * @throws CertificateHeld when the address or a text has to be mended first.
 */
export async function planIssue(decided: DecidedCase, now: Date): Promise<Plan> {
  const { addressProblem, verifyUrlOf } = currentIssuer();
  if (addressProblem) throw heldByAddress(addressProblem, verifyUrlOf(''));
  const [scheme, { signer }, spellings] = await Promise.all([
    findScheme(decided.scheme),
    openSchoolKey(),
    spellingsFor(decided),
  ]);
  const kept = decided.particulars;
  const issuedAt = kept ? decided.decidedAt : now;
  const code = randomCode(codeLength);
  const planWith = (particulars: Particulars): Plan => ({
    decided,
    particulars,
    scheme,
    spellings,
    code,
    signer,
    issuedAt,
    signedAt: now,
  });

  const plan = planWith(kept ?? (await currentParticulars(decided, now)));
  const { blocked } = printedAs(plan, '');
  if (blocked.length === 0) return plan;
  const mended = planWith(takeMended(plan.particulars, await currentParticulars(decided, now), blocked));
  const left = printedAs(mended, '').blocked;
  if (left.length > 0) throw heldByText(left);
  return mended;
}

/** The paper with its number, every text of it printable. */
export const printedSnapshot = (plan: Plan, number: string): CertificateSnapshot => printedAs(plan, number).snapshot;

function printedAs(plan: Plan, number: string): Printed {
  const { schoolName, verifyUrlOf } = currentIssuer();
  const statement = statementOf(plan.particulars);
  const imprint = { number, code: plan.code, schoolName, verifyUrl: verifyUrlOf(plan.code), statement };
  return makePrinted(composeSnapshot(plan, imprint, plan.issuedAt), plan.spellings);
}

async function currentParticulars(decided: DecidedCase, now: Date): Promise<Particulars> {
  const found = await findParticulars(decided, now);
  if (!found) throw new Error(`case ${decided.number} lacks its person, programme or body`);
  return found;
}

/** Whose certificate it is, and of what authority it is none. */
function statementOf({ licenceNumber: number }: Particulars): Bilingual {
  const { schoolName: school, isDemo } = currentIssuer();
  if (isDemo) return inBoth((t) => t('certificates.statementDemo', { school }));
  return number === undefined
    ? inBoth((t) => t('certificates.statement', { school }))
    : inBoth((t) => t('certificates.statementLicensed', { school, number }));
}

const inBoth = (say: (t: ReturnType<typeof translator>) => string): Bilingual => ({
  id: say(translator('id')),
  en: say(translator('en')),
});

/** A spelling of the body's, and of the holder's own, whose name is nobody else's. */
async function spellingsFor({ account, body }: DecidedCase): Promise<Spellings> {
  const found = await SpellingModel.find({ scope: mongoose.trusted({ $in: [account, body] }) }).lean();
  return new Map(found.map(({ text, spelling }) => [text, spelling]));
}
