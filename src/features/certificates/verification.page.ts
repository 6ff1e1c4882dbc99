/** The answer to "is this certificate genuine?", as people read it. */
import type { UploadField } from '../../platform/files/index.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { PageModel } from '../../platform/page.ts';
import type { Certificate } from './certificate.service.ts';
import { certificatePaths } from './certificates.paths.ts';
import { showCode } from './code.rules.ts';
import { nameAnswer, type NameAnswer, visibleName } from './name-answer.rules.ts';
import { type Finding, standingOf } from './standing.rules.ts';
import { certificateFields } from './verdict-json.page.ts';
import type { Check } from './verification.service.ts';

/** `doubt` is the colour of its own for a name that is not the one on the certificate. */
export type Tone = 'good' | 'warn' | 'bad' | 'doubt';

const tones = {
  valid: 'good',
  expired: 'warn',
  superseded: 'warn',
  revoked: 'bad',
  altered: 'bad',
  'not-found': 'bad',
} as const satisfies Record<Finding, Tone>;

/** How the check was made: by code, or by a file that was compared byte for byte. */
export type Means = 'code' | 'file';

type Headline = Readonly<{ key: Finding | 'name-differs'; tone: Tone }>;

/** What stands on top: a genuine certificate of somebody else is the worst news, so it comes before how that one stands. */
export const headlineOf = (finding: Finding, name: NameAnswer | undefined): Headline =>
  name === 'differs' ? { key: 'name-differs', tone: 'doubt' } : { key: finding, tone: tones[finding] };

export type Asked = Readonly<{ means: Means; at: Date; name: string }>;

/** What the page shows: the verdict first, then only what was printed and may be public. */
export function verdictPage(
  { finding, certificate, successor, number, isCopy = false }: Check,
  asked: Asked,
  t: Translate,
): PageModel {
  const { means, at, name } = asked;
  const answer = certificate && nameAnswer(certificate, name, successor);
  const { key, tone } = headlineOf(finding, answer);
  return {
    title: t(`certificates.finding.${key}`),
    isHidden: true,
    tone,
    explanation: t(`certificates.explain.${key}`),
    nameNote: answer === 'hidden' || answer === 'matches' ? t(`certificates.nameNote.${answer}`) : undefined,
    // Under a headline about the name it still has to be said how the certificate itself stands.
    standing: key === finding ? undefined : t('certificates.itself', { finding: t(`certificates.finding.${finding}`) }),
    checkedAt: at,
    means,
    isAsIssued: means === 'file' && !isCopy,
    altered: number,
    certificate: certificate && {
      ...factsOf(certificate, nameAnswer(certificate, name, successor)),
      successor: successor && successorFacts(successor, at),
    },
    values: name ? { nama: name } : {},
  };
}

function successorFacts({ code, ...certificate }: Certificate, now: Date) {
  const standing = standingOf(certificate, now);
  return { path: certificatePaths.verdict(code), standing, tone: tones[standing] };
}

function factsOf(certificate: Certificate, name: NameAnswer) {
  const { snapshot, code, number, issuedAt, validUntil, sha256, signature, revocation } = certificate;
  const { supersededBy, supersedes } = certificate;
  return {
    code,
    shownCode: showCode(code),
    number,
    isNameHidden: certificate.isNameHidden,
    holderName: visibleName(certificate, name),
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
    supersedes,
    revokedAt: revocation?.approvedAt,
  };
}

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
  upload,
  jsonFields: [
    { name: 'verdict', text: t('certificates.jsonVerdict'), parts: [] },
    { name: 'checkedAt', text: t('certificates.jsonCheckedAt'), parts: [] },
    { name: 'certificate', text: t('certificates.jsonCertificate'), parts: certificateFields },
    { name: 'nameCheck', text: t('certificates.jsonNameCheck'), parts: [] },
    { name: 'signature', text: t('certificates.jsonSignature'), parts: ['signer', 'certificateSha256', 'isCertified'] },
  ],
});
