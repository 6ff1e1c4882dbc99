/** What a marker's form about a work may carry: marks by its rubric, and what is to become of the work. */
import { z } from 'zod';
import { field, type FormErrors, type FormValues } from '../../platform/forms.ts';
import {
  criteriaIn,
  type Criterion,
  criterionErrors,
  criterionFields,
  criterionValues,
  type GivenMarks,
} from '../rubrics/index.ts';
import { markOutcomes, type MarkProblem } from './marking.rules.ts';

const decisions = ['draft', ...markOutcomes] as const;
export type Decision = (typeof decisions)[number];
export type MarkForm = Readonly<{ decision: Decision; version: number; revision: number; marks: GivenMarks }>;

export function markForm(rubric: readonly Criterion[]): z.ZodType<MarkForm> {
  const ofWork = {
    decision: field.choice(decisions),
    version: field.whole(1, 10_000),
    revision: field.whole(0, 1_000_000),
    comment: field.optionalText(4000),
  };
  return z.strictObject({ ...criterionFields(rubric), ...ofWork }).transform((form) => {
    const { decision, version, revision, comment } = form;
    return { decision, version, revision, marks: { criteria: criteriaIn(rubric, form), comment } };
  });
}

/** Marks as the form's own fields, to fill it in again. */
export const markValues = ({ criteria, comment }: GivenMarks): FormValues => ({
  ...criterionValues(criteria),
  comment,
});

/** What stands in the way of the marks, each beside the field where it is put right. */
export function markErrors(problems: readonly MarkProblem[]): FormErrors {
  const ofCriteria = problems.flatMap((problem) => (problem.kind === 'reasonMissing' ? [] : [problem]));
  const isReasonMissing = ofCriteria.length < problems.length;
  return {
    ...criterionErrors(ofCriteria),
    ...(isReasonMissing ? { comment: { key: 'assignments.reasonMissing' as const, values: {} } } : {}),
  };
}
