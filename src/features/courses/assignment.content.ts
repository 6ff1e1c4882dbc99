/** The shape of what stands above an assignment: what to hand in, and the rubric it is marked by. */
import { z } from 'zod';
import { fileKinds } from '../../platform/files/index.ts';
import { bilingual, count, distinct, text } from '../../platform/file-fields.ts';
import { criterionFile, rubricOf } from '../rubrics/index.ts';
import { unitCode } from './scheme.content.ts';

const criterion = criterionFile.extend({
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
  rubric: rubricOf(criterion),
});
export type AssignmentFile = z.infer<typeof assignmentFile>;
