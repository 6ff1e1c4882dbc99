/** What other features ask about cases. */
import mongoose from 'mongoose';
import { findScheme } from '../courses/index.ts';
import { CaseModel } from './case.model.ts';
import { type CandidateStep, candidateStep } from './case.rules.ts';
import { type AssessmentCase, plainCase } from './case.service.ts';
import { type CaseState, caseStates } from './case.states.ts';
import type { Outcome } from './competency.rules.ts';
import type { ParticularsRecord } from './decision.model.ts';
import { decideReassessment, defaultTerms, type Reassessment } from './reassessment.rules.ts';

/** All that a certificate states about how it came to be. */
export type DecidedCase = Readonly<{
  id: string;
  number: string;
  enrolment: string;
  account: string;
  cohort: string;
  programme: string;
  body: string;
  /** The version of the scheme. */
  scheme: string;
  cycle: number;
  outcome: Outcome;
  /** Codes of the competent units, in the order of the scheme. */
  units: readonly string[];
  decidedAt: Date;
  minuteNumber: string;
  /** What the certificate says about people and bodies; absent where nobody was found competent. */
  particulars?: ParticularsRecord;
}>;

/** Undefined while the panel has not decided. */
export async function findDecidedCase(caseId: string): Promise<DecidedCase | undefined> {
  const stored = await CaseModel.findOne({ _id: caseId, ...caseStates.where('decided') }).lean();
  if (!stored?.decision) return undefined;
  const { id, number, enrolment, account, cohort, programme, body, scheme, cycle } = plainCase(stored);
  const { outcome, units, at, minuteNumber, particulars } = stored.decision;
  const competent = new Set(units.filter((unit) => unit.outcome === 'competent').map(({ code }) => code));
  const inOrder = (await findScheme(scheme)).units.map(({ code }) => code);
  return {
    id,
    number,
    enrolment,
    account,
    cohort,
    programme,
    body,
    scheme,
    cycle,
    outcome,
    units: inOrder.filter((code) => competent.has(code)),
    decidedAt: at,
    minuteNumber,
    ...(particulars ? { particulars } : {}),
  };
}

/** Where a learner stands on the way from completion to certificate. */
export type CaseSummary = Readonly<{
  id: string;
  number: string;
  enrolment: string;
  cycle: number;
  state: CaseState;
  examOn: Date;
  /** The one thing that comes next. */
  step: CandidateStep;
  /** How many units nothing has been offered for yet that could show them. */
  unitsWithoutEvidence: number;
  outcome?: Outcome;
  decidedAt?: Date;
}>;

const summarise = (one: AssessmentCase): CaseSummary => ({
  id: one.id,
  number: one.number,
  enrolment: one.enrolment,
  cycle: one.cycle,
  state: one.state,
  examOn: one.examOn,
  step: candidateStep(one),
  unitsWithoutEvidence: one.claims.filter(({ evidence }) => evidence.length === 0).length,
  ...(one.decision ? { outcome: one.decision.outcome, decidedAt: one.decision.at } : {}),
});

/** The latest cycle of an enrolment's case; undefined before completion. */
export const caseOf = async (enrolmentId: string): Promise<CaseSummary | undefined> =>
  (await casesOf([enrolmentId])).get(enrolmentId);

/** The latest cycle of the case of each of these enrolments; one that has none is not in the map. */
export async function casesOf(enrolmentIds: readonly string[]): Promise<Map<string, CaseSummary>> {
  const found = await CaseModel.find(
    { enrolment: mongoose.trusted({ $in: enrolmentIds }) },
    { evidence: 0, routing: 0, findings: 0, setAside: 0 },
  )
    .sort({ enrolment: 1, cycle: 1 })
    .lean();
  const cases = found.map((stored) => plainCase({ ...stored, evidence: [], routing: [], findings: [], setAside: [] }));
  return new Map(cases.map((one) => [one.enrolment, summarise(one)]));
}

/** When, if at all, somebody may be examined again whose case came out as this. */
export const reassessmentOf = ({ cycle, outcome, decidedAt }: CaseSummary, now: Date): Reassessment =>
  decideReassessment(
    { cycle, ...(outcome && decidedAt ? { decision: { outcome, at: decidedAt } } : {}) },
    defaultTerms,
    now,
  );

/** How many people had a case decided with this outcome. */
export const countDecisions = async (
  filter: ({ programme: string } | { cohort: string }) & { outcome?: Outcome },
): Promise<number> => {
  const { outcome, ...place } = filter;
  const decided = { ...place, ...caseStates.where('decided'), ...(outcome ? { 'decision.outcome': outcome } : {}) };
  return (await CaseModel.distinct('account', decided)).length;
};

/** How many cases of a cohort no panel has decided. */
export const countOpenCases = (cohort: string): Promise<number> =>
  CaseModel.countDocuments({ cohort, ...caseStates.where('undecided') });

/** What waits for an assessor. */
export async function assessorDesk(accountId: string): Promise<{ offered: number; inHand: number }> {
  const [offered, inHand] = await Promise.all([
    CaseModel.countDocuments({ assessor: accountId, ...caseStates.where('offered') }),
    CaseModel.countDocuments({ assessor: accountId, ...caseStates.where('inHand') }),
  ]);
  return { offered, inHand };
}

/** What waits for the managers of these certification bodies. */
export async function certificationDesk(
  bodies: readonly string[],
): Promise<{ withoutAssessor: number; recommended: number }> {
  const body = mongoose.trusted({ $in: [...bodies] });
  const [withoutAssessor, recommended] = await Promise.all([
    CaseModel.countDocuments({ body, ...caseStates.where('waitsForAssessor') }),
    CaseModel.countDocuments({ body, ...caseStates.where('beforePanel') }),
  ]);
  return { withoutAssessor, recommended };
}
