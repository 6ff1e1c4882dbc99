import { z } from 'zod';
import { field } from '../../platform/forms.ts';

export const cohortMoveForm = z.strictObject({
  from: field.choice(['planned', 'open', 'running', 'ended']),
  to: field.choice(['open', 'running', 'ended']),
});
export const programmeMoveForm = z.strictObject({ to: field.choice(['open', 'closed']) });
