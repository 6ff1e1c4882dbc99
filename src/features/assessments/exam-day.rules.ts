/** The day of the examination: for when it may be planned, when it was held, and what has to wait for it. Pure; days in WIB. */
import { isoDay } from '../../platform/format.ts';
import { type CaseState, caseStates } from './case.states.ts';

type Consent = Readonly<{ candidateAt?: Date | undefined; assessorAt?: Date | undefined }>;
export type ExamCase = Readonly<{ examOn: Date; consent: Consent; findings: readonly Readonly<{ at: Date }>[] }>;

/** What an assessor saw then was no part of this examination. */
export const isBeforeExam = (day: Date, { examOn }: Pick<ExamCase, 'examOn'>): boolean => isoDay(day) < isoDay(examOn);

/** Findings are made in the examination, so none is written before its day. */
export const hasExamCome = ({ examOn }: Pick<ExamCase, 'examOn'>, now: Date): boolean => !isBeforeExam(now, { examOn });

/** Whether the assessor may write findings and observations now. */
export const isExamOpen = (one: Readonly<{ state: CaseState; examOn: Date }>, now: Date): boolean =>
  caseStates.can('examine', one.state) && hasExamCome(one, now);

/** What an assessor found on the day or after it; a finding from before it was none of this examination. */
const hasBegun = ({ examOn, findings }: ExamCase): boolean => findings.some(({ at }) => !isBeforeExam(at, { examOn }));

const longestAhead = 365 * 86_400_000;

export type PlanProblem = 'passed' | 'too-far' | 'has-begun';

/** What keeps the examination from being moved to this day: a candidate needs to know it before, and it happens once. */
export function findPlanProblem(day: Date, one: ExamCase, now: Date): PlanProblem | undefined {
  if (hasBegun(one)) return 'has-begun';
  if (isoDay(day) < isoDay(now)) return 'passed';
  return day.getTime() > now.getTime() + longestAhead ? 'too-far' : undefined;
}

export type HeldProblem = 'to-come' | 'before-planned' | 'before-consent' | 'after-finding';

/**
 * What speaks against this day as the one on which the examination was held: it has not come, it lies before the day that
 * the candidate was told or before both had signed the consent, or something was found before it.
 */
export function findHeldProblem(heldOn: Date, one: ExamCase, now: Date): HeldProblem | undefined {
  const day = isoDay(heldOn);
  if (day > isoDay(now)) return 'to-come';
  if (isBeforeExam(heldOn, one)) return 'before-planned';
  if (signedBy(one).some((at) => isoDay(at) > day)) return 'before-consent';
  return one.findings.some(({ at }) => isoDay(at) < day) ? 'after-finding' : undefined;
}

const signedBy = ({ consent }: ExamCase): Date[] =>
  [consent.candidateAt, consent.assessorAt].filter((at) => at !== undefined);

/** The day that the form offers: that of the first finding, which is when the examination went on. */
export const likelyHeldOn = ({ findings }: Pick<ExamCase, 'findings'>): string | undefined =>
  findings.map(({ at }) => isoDay(at)).sort()[0];
