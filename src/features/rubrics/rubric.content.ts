/** The shape of a rubric: as its author writes it, and as it is published. */
import { z } from 'zod';
import { listOf, text } from '../../platform/file-fields.ts';

const level = z.strictObject({ points: z.number().int().min(0), label: text, text });

const levels = z
  .array(level)
  .min(2, 'needs at least two levels')
  .refine((all) => all[0]?.points === 0, 'starts with a level of 0 points')
  .refine(
    (all) => all.every(({ points }, index) => points > (all[index - 1]?.points ?? -Infinity)),
    'levels stand in order, each with more points than the one before',
  );

export const criterionFile = z.strictObject({
  id: text,
  title: text,
  description: text,
  /** Percent of the mark; the weights of a rubric add up to 100. */
  weight: z.number().int().min(1).max(100),
  /** The work is not accepted while this criterion is at its lowest two levels. */
  must_pass: z.boolean(),
  levels,
});
export type CriterionFile = z.infer<typeof criterionFile>;

/** A rubric of such criteria; `criterion` may say more of each than a rubric needs. */
export const rubricOf = <File extends z.ZodType<CriterionFile>>(criterion: File) =>
  listOf(criterion, 'id').refine(
    (rubric) => rubric.reduce((sum, { weight }) => sum + weight, 0) === 100,
    'the weights do not add up to 100',
  );

export type Level = Readonly<{ points: number; label: string; text: string }>;
export type Criterion = Readonly<{
  id: string;
  title: string;
  description: string;
  weight: number;
  mustPass: boolean;
  levels: readonly Level[];
}>;

export const compileCriterion = ({ must_pass, ...criterion }: CriterionFile): Criterion => ({
  ...criterion,
  mustPass: must_pass,
});
