/** What a certificate says, put together from what is true at issue. */
import type { Bilingual } from '../../platform/i18n.ts';
import type { DecidedCase } from '../assessments/index.ts';
import type { Scheme } from '../courses/index.ts';
import type { CertificationBody, Licence, Programme } from '../programmes/index.ts';
import type { CertificateSnapshot } from './document/snapshot.ts';
import { showCode } from './code.rules.ts';
import { endOfValidity } from './validity.rules.ts';

export type Occasion = Readonly<{
  decided: DecidedCase;
  holderName: string;
  programme: Pick<Programme, 'name'>;
  body: Pick<CertificationBody, 'name' | 'signatories'>;
  /** Name of the city where the certification body is. */
  city: string;
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
  const { decided, holderName, programme, body, city, scheme } = occasion;
  const { number, code, schoolName, verifyUrl, statement } = imprint;
  return {
    number,
    code: showCode(code),
    holderName,
    programmeName: programme.name.id,
    schemeTitle: scheme.title,
    units: scheme.units
      .filter((unit) => decided.units.includes(unit.code))
      .map((unit) => ({ code: unit.code, title: unit.title })),
    schoolName,
    issuerName: body.name,
    city,
    decidedOn: decided.decidedAt,
    issuedOn: issuedAt,
    validUntil: endOfValidity(issuedAt, scheme.validityYears),
    signatories: body.signatories.map(({ name, role }) => ({ name, role })),
    verifyUrl,
    statement,
  };
}

/** The licence of the national authority, while it is valid; only with it may a certificate name that authority. */
export const licenceAt = (licence: Licence | undefined, now: Date): Licence | undefined =>
  licence && now <= licence.validUntil ? licence : undefined;
