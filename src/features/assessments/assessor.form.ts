import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { confirmPassword } from '../accounts/index.ts';
import { pastDay } from './candidate.form.ts';
import { methods, outcomes } from './competency.rules.ts';
import { declineKinds } from './consent.rules.ts';
import { readRegistration } from './registration.rules.ts';

export const acceptForm = z.strictObject({ declared: field.agreement() });

export const declineForm = z.strictObject({ kind: field.choice(declineKinds), reason: field.text(1000) });

/** Where a rule is not kept, or old evidence is called current, the note has to say why. */
export const checkForm = (isDated: boolean) =>
  z
    .strictObject({
      valid: field.checkbox(),
      authentic: field.checkbox(),
      current: field.checkbox(),
      sufficient: field.checkbox(),
      note: field.optionalText(1000),
    })
    .superRefine(({ note, ...check }, context) => {
      const isKept = Object.values(check).every(Boolean);
      const message = isKept ? 'assessments.noteForDated' : 'assessments.noteForRule';
      if (note === '' && (!isKept || isDated))
        context.addIssue({ code: 'custom', path: ['note'], ...problem(message) });
    });

export const findingForm = z
  .strictObject({
    methods: z
      .array(z.enum(methods))
      .or(z.enum(methods).transform((method) => [method]))
      .default([]),
    finding: field.text(2000),
    recommendation: field.choice(outcomes),
    missing: field.optionalText(1000),
  })
  .superRefine(({ methods, recommendation, missing }, context) => {
    if (methods.length === 0)
      context.addIssue({ code: 'custom', path: ['methods'], ...problem('assessments.methodNeeded') });
    if (recommendation === 'not-yet-competent' && missing === '') {
      context.addIssue({ code: 'custom', path: ['missing'], ...problem('assessments.missingNeeded') });
    }
  });

/** What the assessor saw or was answered; a photo or a checklist may come with it. */
export const observationForm = (now: Date) =>
  z.strictObject({
    title: field.text(120),
    account: field.text(2000),
    madeOn: pastDay(now),
    files: z.literal('').optional(),
  });

export const recommendationForm = z.strictObject({ confirmPassword: confirmPassword() });

const registration = z.string().transform((typed, context) => {
  const found = readRegistration(typed);
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', ...problem('assessments.registrationShape') });
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
const order = { path: ['until'], ...problem('assessments.untilBeforeFrom') };

/** `person` names the body and the account that holds the role there. */
export const newAssessorForm = z
  .strictObject({ person: z.string().regex(/^[0-9a-f]{24}\.[0-9a-f]{24}$/, { error: 'platform.chooseOne' }), ...entry })
  .refine(isInOrder, order);

export const assessorForm = z
  .strictObject({ ...entry, revision: field.whole(1, Number.MAX_SAFE_INTEGER) })
  .refine(isInOrder, order);
