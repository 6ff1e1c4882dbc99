/** The shape of what stands above an assignment: what to hand in, and the rubric it is marked by. */
import { z } from 'zod';
import { fileKinds } from '../../platform/files/index.ts';
import { bilingual, count, distinct, listOf, text } from '../../platform/file-fields.ts';
import { unitCode } from './scheme.content.ts';

const level = z.strictObject({ points: z.number().int().min(0), label: text, text });

const levels = z
  .array(level)
  .min(2, 'needs at least two levels')
  .refine((all) => all[0]?.points === 0, 'starts with a level of 0 points')
  .refine(
    (all) => all.every((one, place) => one.points > (all[place - 1]?.points ?? -Infinity)),
    'levels stand in order, each with more points than the one before',
  );

const criterion = z.strictObject({
  id: text,
  title: text,
  description: text,
  /** Percent of the mark; the weights of a rubric add up to 100. */
  weight: z.number().int().min(1).max(100),
  /** The work is not accepted while this criterion is at its lowest two levels. */
  must_pass: z.boolean(),
  levels,
  evidence_for: z.array(z.strictObject({ unit: unitCode, criterion: text })),
});

/** The kinds of file that a task may name; what each is, and how large it may be, is the platform's. */
export const acceptedTypes = fileKinds;

export const assignmentFile = z.strictObject({
  id: z.string().regex(/^M\d{2}-A\d$/, 'expected an id such as "M03-A1"'),
  title: bilingual,
  required: z.boolean(),
  due_week: count,
  deliverable: text,
  accept: distinct(z.enum(acceptedTypes)),
  max_files: count.max(5),
  /** An answer may also be a link to a page, or the written text alone; otherwise a file is needed. */
  accept_link: z.literal(true).optional(),
  accept_text: z.literal(true).optional(),
  units: z.array(unitCode),
  rubric: listOf(criterion, 'id').refine(
    (rubric) => rubric.reduce((sum, { weight }) => sum + weight, 0) === 100,
    'the weights do not add up to 100',
  ),
});
export type AssignmentFile = z.infer<typeof assignmentFile>;
