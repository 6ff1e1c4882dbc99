/** What a panel would decide on its cases, and everything that keeps it from deciding. */
import { listAccountsWithRole } from '../accounts/index.ts';
import {
  type AssessmentCase,
  barsOfRecommender,
  findAcquaintances,
  findDeclaredConflicts,
  isSupported,
  linkedEvidence,
  recommendationOf,
} from '../assessments/index.ts';
import { findBody } from '../programmes/index.ts';
import type { UnitDecision } from './minute.model.ts';
import type { Minute } from './minute.service.ts';
import {
  findPanelProblems,
  findVoteProblem,
  type PanelCase,
  type PanelProblem,
  type UnitVote,
  type VoteProblem,
} from './panel.rules.ts';

export type Obstacles = Readonly<{
  panel: readonly PanelProblem[];
  votes: readonly Readonly<{ case: string; unit: string; problem: VoteProblem }>[];
}>;

/** Everything that keeps a minute from being closed, as things are now. */
export async function findObstacles(minute: Minute, cases: readonly AssessmentCase[], now: Date): Promise<Obstacles> {
  const [body, holders, panelCases] = await Promise.all([
    findBody(minute.body),
    listAccountsWithRole('panel-member', minute.body),
    Promise.all(cases.map(asPanelCase)),
  ]);
  const { heldOn, members, chair } = minute;
  const entitled = new Set(holders.map(({ id }) => id));
  const meeting = { heldOn, members, chair, minimum: body?.panelMinimum ?? 0, entitled };
  const panel = findPanelProblems(meeting, panelCases, now);
  return { panel, votes: cases.flatMap((one) => voteProblemsOf(one, decisionsFor(minute, one.id))) };
}

/** Throws for a case that was not recommended yet: there is nothing to decide. */
export async function asPanelCase(one: AssessmentCase): Promise<PanelCase> {
  const [ties, declared] = await Promise.all([
    findAcquaintances(one.account, one.enrolment, one.cohort),
    findDeclaredConflicts(one.account),
  ]);
  const { by: assessor, at: recommendedAt, heldOn } = recommendationOf(one);
  const examined = new Set(one.setAside.map(({ recommendation }) => recommendation.by));
  const assessorBars = await barsOfRecommender(one, { ties, declared });
  return {
    id: one.id,
    candidate: one.account,
    assessor,
    heldOn,
    recommendedAt,
    ties,
    declared,
    examined,
    assessorBars,
  };
}

export const decisionsFor = ({ cases }: Minute, caseId: string): readonly UnitDecision[] =>
  cases.find((one) => one.case === caseId)?.units ?? [];

const voteProblemsOf = (one: AssessmentCase, decisions: readonly UnitDecision[]) =>
  votesOf(one, decisions).flatMap((vote) => {
    const problem = findVoteProblem(vote);
    return problem ? [{ case: one.id, unit: vote.unit, problem }] : [];
  });

/** What the panel decides on each unit in question, beside what was recommended. */
export function votesOf(one: AssessmentCase, decisions: readonly UnitDecision[]): UnitVote[] {
  const evidence = linkedEvidence(one);
  return one.findings.map(({ unit, recommendation }) => {
    const decision = decisions.find((entry) => entry.unit === unit);
    return {
      unit,
      recommended: recommendation,
      decided: decision?.outcome ?? recommendation,
      reason: decision?.reason ?? '',
      isSupported: isSupported(unit, evidence),
    };
  });
}
