/** A paper before it has its number: what it says, and whether it can be printed. */
import mongoose from 'mongoose';
import { randomCode } from '../../platform/crypto.ts';
import { type Bilingual, translator } from '../../platform/i18n.ts';
import type { Signer } from '../../platform/signing/signer.ts';
import { findParticulars, type Particulars } from '../assessments/index.ts';
import { codeLength } from './code.rules.ts';
import type { CertificateSnapshot } from './document/snapshot.ts';
import { heldByAddress, heldByText, takeMended } from './held.rules.ts';
import { SpellingModel } from './held.model.ts';
import { currentIssuer, openSchoolKey } from './issuer.service.ts';
import { makePrinted, type Printed, type Spellings } from './printed-text.rules.ts';
import type { Imprint } from './snapshot.rules.ts';

/** Whom a paper is about. `number` is of the case or of the certificate, for whoever reads the log. */
export type Subject = Readonly<{ number: string; account: string; programme: string; body: string }>;

export type Draft = Readonly<{
  subject: Subject;
  /** Of people and bodies, as was decided that the paper shall say. */
  particulars: Particulars;
  compose: (particulars: Particulars, imprint: Imprint) => CertificateSnapshot;
  /** The date on the paper. */
  issuedAt: Date;
}>;

/** Everything about a certificate that does not depend on its number, so that the transaction that issues it is short. */
export type Plan = Draft & Readonly<{ spellings: Spellings; code: string; signer: Signer; signedAt: Date }>;

/** @throws CertificateHeld when the address or a text has to be mended first. */
export async function planPaper(draft: Draft, now: Date): Promise<Plan> {
  const { addressProblem, verifyUrlOf } = currentIssuer();
  if (addressProblem) throw heldByAddress(addressProblem, verifyUrlOf(''));
  const [{ signer }, spellings] = await Promise.all([openSchoolKey(), spellingsFor(draft.subject)]);
  const plan = { ...draft, spellings, code: randomCode(codeLength), signer, signedAt: now };
  const { blocked } = printedAs(plan, '');
  if (blocked.length === 0) return plan;
  const particulars = takeMended(draft.particulars, await currentParticulars(draft.subject, now), blocked);
  const mended = { ...plan, particulars };
  const left = printedAs(mended, '').blocked;
  if (left.length > 0) throw heldByText(left);
  return mended;
}

/** The paper with its number, every text of it printable. */
export const printedSnapshot = (plan: Plan, number: string): CertificateSnapshot => printedAs(plan, number).snapshot;

/** The paper as it would be printed today, whether or not each text can be. */
export const preview = async (draft: Draft): Promise<CertificateSnapshot> =>
  printedAs({ ...draft, code: '', spellings: await spellingsFor(draft.subject) }, '').snapshot;

function printedAs(
  { particulars, compose, code, spellings }: Draft & Pick<Plan, 'code' | 'spellings'>,
  number: string,
): Printed {
  const { schoolName, verifyUrlOf } = currentIssuer();
  const imprint = { number, code, schoolName, verifyUrl: verifyUrlOf(code), statement: statementOf(particulars) };
  return makePrinted(compose(particulars, imprint), spellings);
}

/** @throws when the person, the programme or the body is gone. */
async function currentParticulars(subject: Subject, now: Date): Promise<Particulars> {
  const found = await findParticulars(subject, now);
  if (!found) throw new Error(`${subject.number} lacks its person, programme or body`);
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
async function spellingsFor({ account, body }: Subject): Promise<Spellings> {
  const found = await SpellingModel.find({ scope: mongoose.trusted({ $in: [account, body] }) }).lean();
  return new Map(found.map(({ text, spelling }) => [text, spelling]));
}
