/** The answer to "is this certificate genuine?", for people and for programs. */
import type { UploadField } from '../../platform/files/index.ts';
import { isoDay } from '../../platform/format.ts';
import type { Bilingual, Translate } from '../../platform/i18n.ts';
import type { PageModel } from '../../platform/page.ts';
import { cleanLine, isSameName } from '../../platform/text.rules.ts';
import type { Certificate } from './certificate.service.ts';
import { showCode } from './code.rules.ts';
import type { Finding } from './standing.rules.ts';
import type { Check } from './verification.service.ts';

const tones = {
  valid: 'good',
  expired: 'warn',
  superseded: 'warn',
  revoked: 'bad',
  altered: 'bad',
  'not-found': 'bad',
} as const satisfies Record<Finding, 'good' | 'warn' | 'bad'>;

/** How the check was made: by code, or by a file that was compared byte for byte. */
export type Means = 'code' | 'file';

/** Whether the name is shown; a hidden one can still be compared with a name that the person knows. */
export type NameAnswer = 'shown' | 'hidden' | 'matches' | 'differs';

export function nameAnswer({ isNameHidden, snapshot }: Certificate, asked: string): NameAnswer {
  if (!isNameHidden) return 'shown';
  if (cleanLine(asked) === '') return 'hidden';
  return isSameName(asked, snapshot.holderName) ? 'matches' : 'differs';
}

export type Asked = Readonly<{ means: Means; at: Date; name: string }>;

/** What the page shows: the verdict first, then only what was printed and may be public. */
export function verdictPage({ finding, certificate, number }: Check, asked: Asked, t: Translate): PageModel {
  const { means, at, name } = asked;
  return {
    title: t(`certificates.finding.${finding}`),
    isHidden: true,
    tone: tones[finding],
    explanation: t(`certificates.explain.${finding}`),
    checkedAt: at,
    means,
    altered: number,
    certificate: certificate && factsOf(certificate, nameAnswer(certificate, name)),
    values: name ? { nama: name } : {},
  };
}

function factsOf(certificate: Certificate, name: NameAnswer) {
  const { snapshot, code, number, issuedAt, validUntil, sha256, signature, supersededBy, revocation } = certificate;
  return {
    code,
    shownCode: showCode(code),
    number,
    name,
    holderName: name === 'shown' || name === 'matches' ? snapshot.holderName : undefined,
    scheme: snapshot.schemeTitle,
    programmeName: snapshot.programmeName,
    issuerName: snapshot.issuerName,
    units: snapshot.units,
    decidedOn: snapshot.decidedOn,
    issuedAt,
    validUntil,
    sha256,
    signature,
    supersededBy,
    revokedAt: revocation?.approvedAt,
  };
}

/**
 * The same answer for programs. Days are calendar days in WIB; `holderName` is null while the holder hides it;
 * `certificate` is absent when there is none, `revokedOn` and `supersededBy` when they don't apply.
 */
export type VerdictJson = Readonly<{
  verdict: Finding;
  checkedAt: string;
  certificate?: Readonly<{
    number: string;
    holderName: string | null;
    scheme: Bilingual;
    units: readonly Readonly<{ code: string; title: Bilingual }>[];
    issuer: string;
    school: string;
    decidedOn: string;
    issuedOn: string;
    validUntil: string;
    revokedOn?: string;
    supersededBy?: string;
    pdfSha256: string;
    signature: Readonly<{ signer: string; certificateSha256: string; isCertified: boolean }>;
  }>;
}>;

type CertificateField = keyof NonNullable<VerdictJson['certificate']>;

/** The fields of a certificate in JSON, as the page for strangers documents them. */
export const certificateFields = [
  'number',
  'holderName',
  'scheme',
  'units',
  'issuer',
  'school',
  'decidedOn',
  'issuedOn',
  'validUntil',
  'revokedOn',
  'supersededBy',
  'pdfSha256',
  'signature',
] as const satisfies readonly CertificateField[];

/** What is said of a number: how its certificate stands, and what to type to see whose it is. */
export type NumberAnswer = Readonly<{ number: string; finding: Finding }>;

export const numberAnswer = ({ number, finding }: NumberAnswer, t: Translate) => ({
  tone: tones[finding],
  title: t('certificates.numberFinding', { number, finding: t(`certificates.finding.${finding}`) }),
  text: t(finding === 'not-found' ? 'certificates.numberNotFound' : 'certificates.numberFound'),
});

/** The page to type a code or to choose a file, with what programs may ask for. */
export const checkPage = (upload: UploadField, t: Translate): PageModel => ({
  title: t('certificates.checkTitle'),
  scripts: ['uploads.js'],
  upload,
  jsonFields: [
    { name: 'verdict', text: t('certificates.jsonVerdict'), parts: [] },
    { name: 'checkedAt', text: t('certificates.jsonCheckedAt'), parts: [] },
    { name: 'certificate', text: t('certificates.jsonCertificate'), parts: certificateFields },
    { name: 'signature', text: t('certificates.jsonSignature'), parts: ['signer', 'certificateSha256', 'isCertified'] },
  ],
});

export function verdictJson({ finding, certificate }: Check, { at, name }: Asked): VerdictJson {
  const answer = { verdict: finding, checkedAt: at.toISOString() };
  return certificate ? { ...answer, certificate: jsonOf(certificate, nameAnswer(certificate, name)) } : answer;
}

function jsonOf(certificate: Certificate, name: NameAnswer): NonNullable<VerdictJson['certificate']> {
  const { snapshot, number, issuedAt, validUntil, sha256, signature, supersededBy, revocation } = certificate;
  return {
    number,
    holderName: name === 'shown' || name === 'matches' ? snapshot.holderName : null,
    scheme: snapshot.schemeTitle,
    units: snapshot.units.map(({ code, title }) => ({ code, title })),
    issuer: snapshot.issuerName,
    school: snapshot.schoolName,
    decidedOn: isoDay(snapshot.decidedOn),
    issuedOn: isoDay(issuedAt),
    validUntil: isoDay(validUntil),
    ...(revocation ? { revokedOn: isoDay(revocation.approvedAt) } : {}),
    ...(supersededBy === undefined ? {} : { supersededBy }),
    pdfSha256: sha256,
    signature: {
      signer: signature.signerName,
      certificateSha256: signature.fingerprint,
      isCertified: signature.isCertified,
    },
  };
}
