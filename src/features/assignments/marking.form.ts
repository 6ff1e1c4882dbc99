/** What a marker's form about a work may carry: for each criterion of its rubric a level and a comment. */
import { z } from 'zod';
import { field, type FormErrors, type FormValues } from '../../platform/forms.ts';
import type { Criterion } from '../courses/index.ts';
import { type GivenMarks, markOutcomes, type MarkProblem } from '../rubrics/index.ts';

const decisions = ['draft', ...markOutcomes] as const;
export type Decision = (typeof decisions)[number];
export type MarkForm = Readonly<{ decision: Decision; version: number; revision: number; marks: GivenMarks }>;

export const levelName = (criterion: string): string => `level-${criterion}`;
export const commentName = (criterion: string): string => `comment-${criterion}`;

export function markForm(rubric: readonly Criterion[]): z.ZodType<MarkForm> {
  const ofCriteria = rubric.flatMap(({ id, levels }) => [
    [levelName(id), z.enum(levels.map(({ points }) => String(points))).optional()] as const,
    [commentName(id), field.optionalText(2000)] as const,
  ]);
  const ofWork = {
    decision: field.choice(decisions),
    version: field.whole(1, 10_000),
    revision: field.whole(0, 1_000_000),
    comment: field.optionalText(4000),
  };
  return z.strictObject({ ...(Object.fromEntries(ofCriteria) as object), ...ofWork }).transform((form) => {
    const { decision, version, revision, comment } = form;
    return { decision, version, revision, marks: { criteria: rubric.map(({ id }) => markOf(id, form)), comment } };
  });
}

function markOf(id: string, given: Readonly<Record<string, unknown>>) {
  const [points, comment] = [given[levelName(id)], given[commentName(id)]];
  return { id, comment: String(comment), ...(points === undefined ? {} : { points: Number(points) }) };
}

/** Marks as the form's own fields, to fill it in again. */
export const markValues = ({ criteria, comment }: GivenMarks): FormValues =>
  Object.fromEntries([
    ['comment', comment],
    ...criteria.flatMap((mark) => [
      [commentName(mark.id), mark.comment],
      ...(mark.points === undefined ? [] : [[levelName(mark.id), String(mark.points)]]),
    ]),
  ]) as FormValues;

/** What stands in the way of the marks, each beside the field where it is put right. */
export function markErrors(problems: readonly MarkProblem[]): FormErrors {
  const entries = problems.map((problem) => {
    if (problem.kind === 'reasonMissing') return ['comment', { key: 'assignments.reasonMissing', values: {} }];
    const name = problem.kind === 'commentMissing' ? commentName(problem.criterion) : levelName(problem.criterion);
    return [name, { key: `rubrics.${problem.kind}`, values: {} }];
  });
  return Object.fromEntries(entries) as FormErrors;
}
