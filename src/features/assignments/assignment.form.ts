/** What a learner's form about a work may carry. */
import { z } from 'zod';
import { field } from '../../platform/forms.ts';

/** The length of the text is judged apart, so that a text that is too long does not cost the files their place. */
export const workForm = z.strictObject({
  text: z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim()),
  revision: field.whole(0, 1_000_000),
  /** The file whose button was pressed. */
  remove: field.id().optional(),
});

export const receiptQuery = z.object({ versi: z.coerce.number().int().min(1).optional() });
