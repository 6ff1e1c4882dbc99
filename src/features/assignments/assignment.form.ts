/** What a learner's form about a work may carry. */
import { z } from 'zod';
import type { UploadRules } from '../../platform/files/index.ts';
import { field } from '../../platform/forms.ts';
import type { ClassAssignment } from './class-assignment.service.ts';
import { maxFileBytes } from './submission.rules.ts';
import { cleanText } from '../../platform/text.rules.ts';

/** The length of the text is judged apart, so that a text that is too long does not cost the files their place. */
export const workForm = z.strictObject({
  text: z.string().default('').transform(cleanText),
  /** Judged apart as well. */
  link: field.optionalText(2000).optional(),
  revision: field.whole(0, 1_000_000),
  /** The file whose button was pressed. */
  remove: field.id().optional(),
  /** From the question whether it really is to go; nothing else comes with it. */
  confirmed: z.literal('yes').optional(),
});

/** What the learner may still add to the draft. */
export const workUploads = ({ assignment, work }: Pick<ClassAssignment, 'assignment' | 'work'>): UploadRules => ({
  fields: ['files'],
  accept: assignment.accept,
  maxFiles: Math.max(0, assignment.maxFiles - (work?.draft.files.length ?? 0)),
  maxBytes: maxFileBytes,
});

export const receiptQuery = z
  .object({ versi: z.coerce.number().int().min(1).optional() })
  .transform(({ versi }) => ({ version: versi }));
