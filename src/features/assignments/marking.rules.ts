/** When work may be accepted or returned with its marks. Pure. */
import { type Criterion, type CriterionProblem, findCriterionProblems, type GivenMarks } from '../rubrics/index.ts';

export const markOutcomes = ['returned', 'accepted'] as const;
export type MarkOutcome = (typeof markOutcomes)[number];

/** What still stands in the way of giving marks, by criterion; a reason is missing about the work as a whole. */
export type MarkProblem = CriterionProblem | Readonly<{ kind: 'reasonMissing' }>;

/**
 * Accepting needs every criterion marked and each must-pass criterion at its passing level; returning needs at least one
 * comment.
 */
export function findMarkProblems(rubric: readonly Criterion[], marks: GivenMarks, outcome: MarkOutcome): MarkProblem[] {
  const isAccepted = outcome === 'accepted';
  const problems = findCriterionProblems(rubric, marks, { all: isAccepted, passing: isAccepted });
  const saysWhy = marks.comment !== '' || marks.criteria.some(({ comment }) => comment !== '');
  return !isAccepted && !saysWhy && problems.length === 0 ? [{ kind: 'reasonMissing' }] : problems;
}
