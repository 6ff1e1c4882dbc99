import { z } from 'zod';
import { field } from '../../platform/forms.ts';
import { cohortStates, programmeStates } from '../programmes/index.ts';

export const cohortMoveForm = z.strictObject({
  from: field.choice(cohortStates.all),
  to: field.choice(cohortStates.sets.opened),
});
export const programmeMoveForm = z.strictObject({ to: field.choice(programmeStates.sets.shown) });
