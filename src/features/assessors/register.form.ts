import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { readRegistration } from './registration.rules.ts';

const registration = field.optionalText(60).transform((typed, context) => {
  const found = readRegistration(typed);
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', ...problem('assessors.registrationShape') });
  return z.NEVER;
});

const entry = {
  registration,
  from: field.day(),
  until: field.day(),
  schemes: field.several().refine((chosen) => chosen.length > 0, problem('platform.chooseOne')),
  capacity: field.whole(1, 50),
};

const isInOrder = ({ from, until }: { from: string; until: string }) => from < until;
const order = { path: ['until'], ...problem('assessors.untilBeforeFrom') };

/** `person` names the body and the account that holds the role there. */
export const newAssessorForm = z
  .strictObject({ person: z.string().regex(/^[0-9a-f]{24}\.[0-9a-f]{24}$/, { error: 'platform.chooseOne' }), ...entry })
  .refine(isInOrder, order);

export const assessorForm = z
  .strictObject({ ...entry, revision: field.whole(1, Number.MAX_SAFE_INTEGER) })
  .refine(isInOrder, order);
