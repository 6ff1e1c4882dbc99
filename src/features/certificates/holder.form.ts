import { z } from 'zod';
import { field } from '../../platform/forms.ts';

/** Says what is wanted and not "the other one", so that a second click changes nothing. */
export const visibilityForm = z.strictObject({ hidden: field.choice(['yes', 'no']) });
