import { z } from 'zod';
import { field } from '../../platform/forms.ts';
import { setAsideKinds } from '../assessments/index.ts';

/** `fingerprint` is that of the recommendation which the page showed. */
export const setAsideForm = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  kind: field.choice(setAsideKinds),
  reason: field.text(1000),
});
