/** What marks by a rubric are worth, and what they still lack. Pure. */
import { must } from '../../platform/must.ts';
import type { Criterion, Level } from './rubric.content.ts';

/** Points are those of one of the criterion's levels; absent while the criterion is not marked. */
export type CriterionMark = { id: string; points?: number; comment: string };
export type GivenMarks = Readonly<{ criteria: readonly CriterionMark[]; comment: string }>;

type Leveled = Pick<Criterion, 'levels'>;

/** Levels in the upper half of a criterion pass; a level in the exact middle of an odd number does not. */
export const passesLevel = ({ levels }: Leveled, points: number): boolean =>
  levels.findIndex((level) => level.points === points) * 2 >= levels.length;

/** The lowest level of a criterion that passes. */
export const passingLevel = (criterion: Leveled): Level =>
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

export type CriterionProblem = Readonly<{
  kind: 'unmarked' | 'belowPassing' | 'commentMissing';
  criterion: string;
}>;

/**
 * What still stands in the way of these marks. A level below the passing one needs a comment that says what to do. `all`:
 * every criterion has to be marked. `passing`: each must-pass criterion has to reach its passing level.
 */
export function findCriterionProblems(
  rubric: readonly Criterion[],
  marks: GivenMarks,
  needed: Readonly<{ all: boolean; passing: boolean }>,
): CriterionProblem[] {
  return rubric.flatMap((criterion): CriterionProblem[] => {
    const mark = marked(marks, criterion);
    const at = { criterion: criterion.id };
    if (mark?.points === undefined) return needed.all ? [{ kind: 'unmarked', ...at }] : [];
    if (passesLevel(criterion, mark.points)) return [];
    if (needed.passing && criterion.mustPass) return [{ kind: 'belowPassing', ...at }];
    return mark.comment === '' ? [{ kind: 'commentMissing', ...at }] : [];
  });
}
