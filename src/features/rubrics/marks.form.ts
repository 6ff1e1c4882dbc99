/** What a form may carry of marks: for each criterion of a rubric a level and a comment. */
import { z } from 'zod';
import { field, type FormErrors, type FormValues } from '../../platform/forms.ts';
import type { CriterionMark, CriterionProblem } from './marking.rules.ts';
import type { Criterion } from './rubric.content.ts';

export const levelName = (criterion: string): string => `level-${criterion}`;
export const commentName = (criterion: string): string => `comment-${criterion}`;

/** The fields of a form's schema. Only the points of a level of that criterion are taken. */
export const criterionFields = (rubric: readonly Criterion[]): object =>
  Object.fromEntries(
    rubric.flatMap(({ id, levels }): [string, z.ZodType][] => [
      [levelName(id), z.enum(levels.map(({ points }) => String(points))).optional()],
      [commentName(id), field.optionalText(2000)],
    ]),
  );

/** The marks in a form that was read with those fields, in the order of the rubric. */
export const criteriaIn = (rubric: readonly Criterion[], form: Readonly<Record<string, unknown>>): CriterionMark[] =>
  rubric.map(({ id }) => {
    const [points, comment] = [form[levelName(id)], form[commentName(id)]];
    return { id, comment: String(comment), ...(points === undefined ? {} : { points: Number(points) }) };
  });

/** Marks as those fields, to fill them in again. */
export const criterionValues = (criteria: readonly CriterionMark[]): FormValues =>
  Object.fromEntries(
    criteria.flatMap(({ id, comment, points }) => [
      [commentName(id), comment],
      ...(points === undefined ? [] : [[levelName(id), String(points)]]),
    ]),
  ) as FormValues;

/** Each problem beside the field where it is put right. */
export const criterionErrors = (problems: readonly CriterionProblem[]): FormErrors =>
  Object.fromEntries(
    problems.map(({ kind, criterion }) => [
      kind === 'commentMissing' ? commentName(criterion) : levelName(criterion),
      { key: `rubrics.${kind}` as const, values: {} },
    ]),
  );
