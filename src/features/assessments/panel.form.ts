import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { confirmPassword } from '../accounts/index.ts';
import { outcomes } from './competency.rules.ts';

/** Whether the members are enough is decided at closing: a draft may still be looking for its third one. */
const meeting = {
  heldOn: field.day(),
  heldAt: field.timeOfDay(),
  place: field.text(120),
  members: field.several().pipe(z.array(field.id()).min(1, { error: 'platform.chooseOne' })),
  chair: field.id(),
};
const chairSits = ({ members, chair }: { members: string[]; chair: string }) => members.includes(chair);
const chairProblem = { path: ['chair'], ...problem('assessments.chairNotMember') };

export const meetingForm = z.strictObject(meeting).refine(chairSits, chairProblem);

/** `body` is the certification body for which the panel sits. */
export const newMinuteForm = z.strictObject({ ...meeting, body: field.id() }).refine(chairSits, chairProblem);

export const addCasesForm = z.strictObject({
  cases: field.several().pipe(z.array(field.id()).min(1, { error: 'assessments.chooseCases' })),
});

/** For each unit, by its key in the scheme, an outcome and a reason. */
export function decisionForm(keys: readonly string[]): z.ZodType<Record<string, string>> {
  const fields = keys.flatMap((key) => [
    [`outcome-${key}`, field.choice(outcomes)] as const,
    [`reason-${key}`, field.optionalText(1000)] as const,
  ]);
  return z.strictObject(Object.fromEntries(fields)) as unknown as z.ZodType<Record<string, string>>;
}

export const closingForm = z.strictObject({ confirmPassword: confirmPassword() });
