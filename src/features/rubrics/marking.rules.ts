/** What marks by a rubric are worth, and when work may be accepted or returned with them. Pure. */
import { must } from '../../platform/must.ts';
import type { Criterion } from './rubric.content.ts';

export const markOutcomes = ['returned', 'accepted'] as const;
export type MarkOutcome = (typeof markOutcomes)[number];

/** Points are those of one of the criterion's levels; absent while the criterion is not marked. */
export type CriterionMark = { id: string; points?: number; comment: string };
export type GivenMarks = Readonly<{ criteria: readonly CriterionMark[]; comment: string }>;

type Leveled = Pick<Criterion, 'levels'>;

/** Levels in the upper half of a criterion pass; a level in the exact middle of an odd number does not. */
export const passesLevel = ({ levels }: Leveled, points: number): boolean =>
  levels.findIndex((level) => level.points === points) * 2 >= levels.length;

/** The lowest level of a criterion that passes. */
export const passingLevel = (criterion: Leveled): Criterion['levels'][number] =>
  must(
    criterion.levels.find(({ points }) => passesLevel(criterion, points)),
    'a level that passes',
  );

const marked = (marks: GivenMarks, criterion: Criterion) => marks.criteria.find(({ id }) => id === criterion.id);

/** 0 to 100, each criterion by its weight; undefined while one is unmarked. */
export function percentOf(rubric: readonly Criterion[], marks: GivenMarks): number | undefined {
  let sum = 0;
  for (const criterion of rubric) {
    const points = marked(marks, criterion)?.points;
    if (points === undefined) return undefined;
    sum += criterion.weight * (points / must(criterion.levels.at(-1), 'the highest level').points);
  }
  return Math.round(sum);
}

/** What still stands in the way of giving these marks, by criterion; `work` is about the work as a whole. */
export type MarkProblem =
  { kind: 'unmarked' | 'belowPassing' | 'commentMissing'; criterion: string } | { kind: 'reasonMissing' };

/**
 * A level below the passing one needs a comment that says what to do. Accepting needs every criterion marked and each
 * must-pass criterion at its passing level; returning needs at least one comment.
 */
export function findMarkProblems(rubric: readonly Criterion[], marks: GivenMarks, outcome: MarkOutcome): MarkProblem[] {
  const problems = rubric.flatMap((criterion): MarkProblem[] => {
    const mark = marked(marks, criterion);
    const at = { criterion: criterion.id };
    if (mark?.points === undefined) return outcome === 'accepted' ? [{ kind: 'unmarked', ...at }] : [];
    if (passesLevel(criterion, mark.points)) return [];
    if (outcome === 'accepted' && criterion.mustPass) return [{ kind: 'belowPassing', ...at }];
    return mark.comment === '' ? [{ kind: 'commentMissing', ...at }] : [];
  });
  const saysWhy = marks.comment !== '' || marks.criteria.some(({ comment }) => comment !== '');
  return outcome === 'returned' && !saysWhy && problems.length === 0 ? [{ kind: 'reasonMissing' }] : problems;
}
