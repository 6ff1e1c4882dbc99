/** The answer to "is this certificate genuine?", for programs. */
import { isoDay } from '../../platform/format.ts';
import type { Bilingual } from '../../platform/i18n.ts';
import type { Certificate } from './certificate.service.ts';
import { nameAnswer, type NameAnswer, visibleName } from './name-answer.rules.ts';
import type { Finding } from './standing.rules.ts';
import type { Check } from './verification.service.ts';

/**
 * Days are calendar days in WIB; `holderName` is null while the holder hides it;
 * `certificate` is absent when there is none, `revokedOn`, `supersededBy` and `supersedes` when they don't apply.
 */
export type VerdictJson = Readonly<{
  verdict: Finding;
  checkedAt: string;
  certificate?: Readonly<{
    number: string;
    holderName: string | null;
    /** `matches` or `differs` when a name was asked for with `?nama=`, else `shown` or `hidden`. */
    nameCheck: NameAnswer;
    scheme: Bilingual;
    units: readonly Readonly<{ code: string; title: Bilingual }>[];
    issuer: string;
    school: string;
    decidedOn: string;
    issuedOn: string;
    validUntil: string;
    revokedOn?: string;
    supersededBy?: string;
    /** Where the one that took its place is checked. */
    supersededByUrl?: string;
    supersedes?: string;
    pdfSha256: string;
    signature: Readonly<{ signer: string; certificateSha256: string; isCertified: boolean }>;
  }>;
}>;

type CertificateField = keyof NonNullable<VerdictJson['certificate']>;

/** The fields of a certificate in JSON, as the page for strangers documents them. */
export const certificateFields = [
  'number',
  'holderName',
  'nameCheck',
  'scheme',
  'units',
  'issuer',
  'school',
  'decidedOn',
  'issuedOn',
  'validUntil',
  'revokedOn',
  'supersededBy',
  'supersededByUrl',
  'supersedes',
  'pdfSha256',
  'signature',
] as const satisfies readonly CertificateField[];

export function verdictJson(
  { finding, certificate, successor }: Check,
  { at, name }: Readonly<{ at: Date; name: string }>,
): VerdictJson {
  const answer = { verdict: finding, checkedAt: at.toISOString() };
  if (!certificate) return answer;
  return { ...answer, certificate: jsonOf(certificate, nameAnswer(certificate, name, successor), successor) };
}

function jsonOf(
  certificate: Certificate,
  name: NameAnswer,
  successor: Certificate | undefined,
): NonNullable<VerdictJson['certificate']> {
  const { snapshot, number, issuedAt, validUntil, sha256, signature, revocation } = certificate;
  const { supersededBy, supersedes } = certificate;
  return {
    number,
    holderName: visibleName(certificate, name) ?? null,
    nameCheck: name,
    scheme: snapshot.schemeTitle,
    units: snapshot.units.map(({ code, title }) => ({ code, title })),
    issuer: snapshot.issuerName,
    school: snapshot.schoolName,
    decidedOn: isoDay(snapshot.decidedOn),
    issuedOn: isoDay(issuedAt),
    validUntil: isoDay(validUntil),
    ...(revocation ? { revokedOn: isoDay(revocation.approvedAt) } : {}),
    ...(supersededBy === undefined ? {} : { supersededBy }),
    ...(successor ? { supersededByUrl: successor.snapshot.verifyUrl } : {}),
    ...(supersedes === undefined ? {} : { supersedes }),
    pdfSha256: sha256,
    signature: {
      signer: signature.signerName,
      certificateSha256: signature.fingerprint,
      isCertified: signature.isCertified,
    },
  };
}
