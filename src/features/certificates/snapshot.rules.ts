/** What a certificate says, put together from what was true at the decision. */
import type { Bilingual } from '../../platform/i18n.ts';
import type { DecidedCase, Particulars } from '../assessments/index.ts';
import type { Scheme } from '../courses/index.ts';
import type { CertificateSnapshot } from './document/snapshot.ts';
import { showCode } from './code.rules.ts';
import { endOfValidity } from './validity.rules.ts';

export type Occasion = Readonly<{
  decided: DecidedCase;
  /** Of people and bodies, as they stood when the panel decided. */
  particulars: Particulars;
  scheme: Pick<Scheme, 'title' | 'units' | 'validityYears'>;
}>;

export type Imprint = Readonly<{
  number: string;
  code: string;
  schoolName: string;
  verifyUrl: string;
  statement: Bilingual;
}>;

export function composeSnapshot(occasion: Occasion, imprint: Imprint, issuedAt: Date): CertificateSnapshot {
  const { decided, particulars, scheme } = occasion;
  const { holderName, programmeName, issuerName, city, signatories } = particulars;
  const { number, code, schoolName, verifyUrl, statement } = imprint;
  return {
    number,
    code: showCode(code),
    holderName,
    programmeName,
    schemeTitle: scheme.title,
    units: scheme.units
      .filter((unit) => decided.units.includes(unit.code))
      .map((unit) => ({ code: unit.code, title: unit.title })),
    schoolName,
    issuerName,
    city,
    decidedOn: decided.decidedAt,
    issuedOn: issuedAt,
    validUntil: endOfValidity(issuedAt, scheme.validityYears),
    signatories: signatories.map(({ name, role }) => ({ name, role })),
    verifyUrl,
    statement,
  };
}

/**
 * The paper that takes the place of another: of people and bodies it says what was corrected, of the decision, the units and
 * the last day of validity what the other one said.
 */
export function composeReplacement(
  old: CertificateSnapshot,
  particulars: Particulars,
  imprint: Imprint,
  issuedAt: Date,
): CertificateSnapshot {
  const { holderName, programmeName, issuerName, city, signatories } = particulars;
  const { number, code, schoolName, verifyUrl, statement } = imprint;
  return {
    ...old,
    number,
    code: showCode(code),
    holderName,
    programmeName,
    schoolName,
    issuerName,
    city,
    signatories: signatories.map(({ name, role }) => ({ name, role })),
    verifyUrl,
    statement,
    issuedOn: issuedAt,
  };
}
