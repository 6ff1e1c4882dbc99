/** The holder's pages: the certificate, its transcript, and what to expect before there is one. */
import type { Language, Translate } from '../../platform/i18n.ts';
import type { PageModel } from '../../platform/page.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import { assessmentPaths } from '../assessments/index.ts';
import { lessonPaths } from '../lessons/index.ts';
import { type Certificate, orderOn } from './certificate.service.ts';
import { certificatePaths } from './certificates.paths.ts';
import type { Checks } from './check-count.service.ts';
import { showCode } from './code.rules.ts';
import type { Kin } from './kin.service.ts';
import { type CertificateState, certificateStates, type Standing, standingOf, usesOf } from './standing.rules.ts';
import type { Waiting } from './waiting.rules.ts';

export const toneOf = { valid: 'good', expired: 'warn', superseded: 'warn', revoked: 'bad' } as const satisfies Record<
  Standing,
  string
>;

type Shown = Readonly<{ certificate: Certificate; kin: Kin; others: readonly Certificate[]; checks: Checks }>;

export function certificatePage({ certificate, kin, others, checks }: Shown, lang: Language, now: Date, t: Translate) {
  const standing = standingOf(certificate, now);
  return {
    title: t('certificates.ownTitle'),
    lead: t(standing === 'valid' ? 'certificates.ownLead' : 'certificates.ownLeadPast', {
      scheme: certificate.snapshot.schemeTitle[lang],
    }),
    certificate: detailsOf(certificate, now),
    successorHref: kin.successor && certificatePaths.one(kin.successor.id),
    isBeingReplaced: standing === 'valid' && orderOn(certificate) !== undefined,
    pdf: usesOf[standing].pdf,
    shareHref: usesOf[standing].mayBeShared ? shareLink(certificate, lang, t) : undefined,
    checks,
    others: others.map((other) => ({ id: other.id, number: other.number, standing: standingOf(other, now) })),
    tones: toneOf,
  } satisfies PageModel;
}

/** What both the holder and the certification body see of a certificate. */
export function detailsOf(certificate: Certificate, now: Date) {
  const { id, number, code, snapshot, issuedAt, validUntil, supersededBy, supersedes, minuteNumber } = certificate;
  const standing = standingOf(certificate, now);
  const { revocation, signature, sha256, isNameHidden } = certificate;
  return {
    id,
    number,
    standing,
    tone: toneOf[standing],
    shownCode: showCode(code),
    verifyPath: certificatePaths.verdict(code),
    snapshot,
    minuteNumber,
    issuedAt,
    validUntil,
    supersededBy,
    supersedes,
    revocation,
    signature,
    sha256,
    isNameHidden,
  };
}

/** Opens WhatsApp with a text to whomever the holder chooses. */
function shareLink({ snapshot }: Certificate, lang: Language, t: Translate): string {
  const text = t('certificates.shareText', { scheme: snapshot.schemeTitle[lang], url: snapshot.verifyUrl });
  return `https://wa.me/?text=${encodeURIComponent(text)}`;
}

export const transcriptPage = (certificate: Certificate, { successor }: Kin, now: Date, t: Translate): PageModel => ({
  title: t('certificates.transcriptTitle'),
  crumbs: [
    { text: t('certificates.ownTitle'), href: certificatePaths.one(certificate.id) },
    { text: t('certificates.transcriptTitle') },
  ],
  certificate: detailsOf(certificate, now),
  successorHref: successor && certificatePaths.one(successor.id),
});

/** In place of a PDF that is not handed out any more. */
export const withdrawnPage = (
  certificate: Certificate,
  state: Exclude<CertificateState, (typeof certificateStates.sets.valid)[number]>,
  { successor }: Kin,
  now: Date,
  t: Translate,
): PageModel => ({
  title: t(`certificates.withdrawn.${state}`),
  certificate: detailsOf(certificate, now),
  // A manager of the body comes here too, and the holder's page of the new one is not theirs.
  successorHref: successor && certificatePaths.verdict(successor.code),
});

const hrefOf = (waiting: Waiting): string => {
  if (waiting.for === 'admission') return shellPaths.front();
  return waiting.for === 'completion' ? lessonPaths.course(waiting.cohort) : assessmentPaths.own(waiting.case);
};

export const waitingPage = (waiting: Waiting, t: Translate): PageModel => ({
  title: t('certificates.ownTitle'),
  explanation: t(`certificates.waiting.${waiting.for}`),
  href: hrefOf(waiting),
  action: t(`certificates.waitingAction.${waiting.for}`),
});
