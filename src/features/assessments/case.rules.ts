/** The way of an assessment case: its states, its dates, and whose turn it is. Pure. */
import { isoDay } from '../../platform/format.ts';
import { type CaseState, caseStates } from './case.states.ts';

const dayInMs = 86_400_000;
const daysToAnswer = 3;

/** Until when an assessor may answer an offer; then the case goes to somebody else. */
export const answerBy = (offeredAt: Date): Date => new Date(offeredAt.getTime() + daysToAnswer * dayInMs);

/** Offers made at or before this moment have lapsed by `now`. */
export const lapsedBefore = (now: Date): Date => new Date(now.getTime() - daysToAnswer * dayInMs);

const daysToPrepare = 14;

const hasPassed = (day: Date, now: Date): boolean => isoDay(day) < isoDay(now);

/** The cohort's exam day, or, when that has passed, a day two weeks on. */
export function examDate(cohortExamOn: Date | undefined, now: Date): Date {
  if (cohortExamOn && !hasPassed(cohortExamOn, now)) return cohortExamOn;
  return new Date(now.getTime() + daysToPrepare * dayInMs);
}

/** The day for which whoever takes the case now needs a licence: the planned one, or, when that has passed, today. */
export const licenceDay = (examOn: Date, now: Date): Date => (hasPassed(examOn, now) ? now : examOn);

export type Preparation = Readonly<{
  state: CaseState;
  selfAssessedAt?: Date | undefined;
  consent: Readonly<{ candidateAt?: Date | undefined; assessorAt?: Date | undefined }>;
}>;

/** The assessment begins once the candidate has assessed themselves and both have signed the consent. */
export const isPrepared = ({ state, selfAssessedAt, consent }: Preparation): boolean =>
  caseStates.can('begin', state) &&
  selfAssessedAt !== undefined &&
  consent.candidateAt !== undefined &&
  consent.assessorAt !== undefined;

export type CandidateStep =
  | 'assess-yourself'
  | 'wait-for-assessor'
  | 'sign-consent'
  | 'wait-for-signature'
  | 'be-assessed'
  | 'wait-for-panel'
  | 'see-certificate'
  | 'see-what-is-missing';

/** The one thing that comes next for the candidate. */
export function candidateStep(
  one: Preparation & Readonly<{ decision?: Readonly<{ outcome: string }> | undefined }>,
): CandidateStep {
  if (caseStates.is('decided', one.state))
    return one.decision?.outcome === 'competent' ? 'see-certificate' : 'see-what-is-missing';
  if (caseStates.is('beforePanel', one.state)) return 'wait-for-panel';
  if (caseStates.is('assessing', one.state)) return 'be-assessed';
  if (one.selfAssessedAt === undefined) return 'assess-yourself';
  if (!caseStates.is('preparing', one.state)) return 'wait-for-assessor';
  return one.consent.candidateAt === undefined ? 'sign-consent' : 'wait-for-signature';
}
