import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { confirmPassword } from '../accounts/index.ts';
import { type Outcome, outcomes } from '../assessments/index.ts';

/** Whether the members are enough is decided at closing: a draft may still be looking for its third one. */
const meeting = {
  heldOn: field.day(),
  heldAt: field.timeOfDay(),
  place: field.printed(120),
  members: field.several().pipe(z.array(field.id()).min(1, { error: 'platform.chooseOne' })),
  chair: field.id(),
};
const chairSits = ({ members, chair }: { members: string[]; chair: string }) => members.includes(chair);
const chairProblem = { path: ['chair'], ...problem('panels.chairNotMember') };

/** The revision of the minute that the person had before them: nobody decides on what they have not seen. */
const revision = field.whole(1, Number.MAX_SAFE_INTEGER);

export const meetingForm = z.strictObject({ ...meeting, revision }).refine(chairSits, chairProblem);

/** `body` is the certification body for which the panel sits. */
export const newMinuteForm = z.strictObject({ ...meeting, body: field.id() }).refine(chairSits, chairProblem);

export const addCasesForm = z.strictObject({
  revision,
  cases: field.several().pipe(z.array(field.id()).min(1, { error: 'panels.chooseCases' })),
});

export type DecisionAnswer = Readonly<Record<`outcome-${string}`, Outcome> & Record<`reason-${string}`, string>> & {
  revision: number;
};

/** For each unit, by its key in the scheme, an outcome and a reason. */
export function decisionForm(keys: readonly string[]): z.ZodType<DecisionAnswer> {
  const fields = keys.flatMap((key) => [
    [`outcome-${key}`, field.choice(outcomes)] as const,
    [`reason-${key}`, field.optionalText(1000)] as const,
  ]);
  const schema: unknown = z.strictObject({ ...Object.fromEntries(fields), revision });
  return schema as z.ZodType<DecisionAnswer>;
}

export const removalForm = z.strictObject({ revision });

export const signingForm = z.strictObject({ revision, confirmPassword: confirmPassword() });
