/** Everything that keeps a panel from deciding. */
import { listAccountsWithRole } from '../accounts/index.ts';
import { type AssessmentCase, findInvolved, recommendationOf, recommendedUnits } from '../assessments/index.ts';
import { findBody } from '../programmes/index.ts';
import { decisionsFor, type Minute } from './minute.service.ts';
import { findPanelProblems, type PanelCase, type PanelProblem } from './panel.rules.ts';
import { findVoteProblem, type VoteProblem, votesOf } from './votes.rules.ts';

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
  return { panel, votes: cases.flatMap((one) => voteProblemsOf(minute, one)) };
}

/** Throws for a case that was not recommended yet: there is nothing to decide. */
export async function asPanelCase(one: AssessmentCase): Promise<PanelCase> {
  const { by: assessor, at: recommendedAt, heldOn } = recommendationOf(one);
  return { id: one.id, candidate: one.account, assessor, heldOn, recommendedAt, ...(await findInvolved(one)) };
}

const voteProblemsOf = (minute: Minute, one: AssessmentCase) =>
  votesOf(recommendedUnits(one), decisionsFor(minute, one.id)).flatMap((vote) => {
    const problem = findVoteProblem(vote);
    return problem ? [{ case: one.id, unit: vote.unit, problem }] : [];
  });
