/** In which state somebody is from completing the training to holding the certificate, and after. Pure. */
import { isoDay } from '../../platform/format.ts';
import { type CaseSummary, reassessmentOf } from '../assessments/index.ts';
import { type CertificateSummary, standingOf } from '../certificates/index.ts';
import type { Cohort } from '../programmes/index.ts';
import { type CertificateSituation, type ExamSituation, expiryWarnings } from './situation.rules.ts';

/** What the job worker does takes minutes: what is not there after an hour is held up, and somebody has to look. */
const patienceMs = 3_600_000;
const isHeldUp = (since: Date, now: Date): boolean => now.getTime() - since.getTime() > patienceMs;

/** Completed, and no case yet. */
export const openingSituation = (cohort: Cohort, completedAt: Date, now: Date): ExamSituation => ({
  kind: isHeldUp(completedAt, now) ? 'case-held-up' : 'case-opening',
  cohort,
});

/** A case without a certificate; `isHeld` says that something is known to hold it up. */
export function examSituation(cohort: Cohort, inQuestion: CaseSummary, now: Date, isHeld = false): ExamSituation {
  const place = { cohort, inQuestion };
  switch (inQuestion.step) {
    case 'assess-yourself':
      return { kind: 'self-assessment-needed', ...place };
    case 'sign-consent':
      return { kind: 'consent-needed', ...place };
    case 'wait-for-assessor':
      return { kind: isPast(inQuestion, now) ? 'exam-lapsed' : 'assessor-awaited', ...place };
    case 'wait-for-signature':
      return { kind: isPast(inQuestion, now) ? 'exam-lapsed' : 'signature-awaited', ...place };
    case 'be-assessed':
      return { kind: dayOf(inQuestion, now), ...place };
    case 'wait-for-panel':
      return { kind: 'panel-awaited', ...place };
    case 'see-what-is-missing':
      return afterRefusal(place, now);
    case 'see-certificate':
      return {
        kind: isHeld || isHeldUp(inQuestion.decidedAt ?? now, now) ? 'certificate-held-up' : 'certificate-being-made',
        ...place,
      };
  }
}

/** Its day counts until it is over. */
export const isPast = ({ examOn }: CaseSummary, now: Date): boolean => isoDay(examOn) < isoDay(now);

function dayOf(one: CaseSummary, now: Date): 'exam-over' | 'exam-today' | 'evidence-needed' | 'exam-ahead' {
  if (isPast(one, now)) return 'exam-over';
  if (isoDay(one.examOn) === isoDay(now)) return 'exam-today';
  return one.unitsWithoutEvidence > 0 ? 'evidence-needed' : 'exam-ahead';
}

function afterRefusal(place: { cohort: Cohort; inQuestion: CaseSummary }, now: Date): ExamSituation {
  const again = reassessmentOf(place.inQuestion, now);
  if (again.may) return { kind: 'reassessment-open', ...place };
  return again.reason === 'too-early'
    ? { kind: 'reassessment-later', ...place, from: again.from }
    : { kind: 'no-reassessment', ...place };
}

const dayNumber = (moment: Date) => Date.parse(isoDay(moment)) / 86_400_000;

export function certificateSituation(cohort: Cohort, certificate: CertificateSummary, now: Date): CertificateSituation {
  const standing = standingOf(certificate, now);
  if (standing !== 'valid') return { kind: `certificate-${standing}`, cohort, certificate };
  const daysLeft = dayNumber(certificate.validUntil) - dayNumber(now);
  const within = expiryWarnings.find((days) => daysLeft <= days);
  return within === undefined
    ? { kind: 'certificate-valid', cohort, certificate }
    : { kind: 'certificate-expiring', cohort, certificate, within };
}
