import type { Bilingual } from '../../../platform/i18n.ts';

/** All that a certificate says, as it stood at issue. */
export type CertificateSnapshot = Readonly<{
  number: string;
  /** As shown: XXXXX-XXXXX-… */
  code: string;
  /** Exactly as on the identity card. */
  holderName: string;
  programmeName: string;
  schemeTitle: Bilingual;
  units: readonly Readonly<{ code: string; title: Bilingual }>[];
  schoolName: string;
  issuerName: string;
  city: string;
  decidedOn: Date;
  issuedOn: Date;
  validUntil: Date;
  signatories: readonly Readonly<{ name: string; role: Bilingual }>[];
  verifyUrl: string;
  /** Whose certificate this is, and that it is not one of the national authority. */
  statement: Bilingual;
}>;
