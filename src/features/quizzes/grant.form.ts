import { z } from 'zod';
import { field } from '../../platform/forms.ts';

/** `n` is the attempt that the page offered to grant. */
export const grantForm = z.strictObject({ n: field.whole(1, 1000), reason: field.text(300) });
