import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { pageField, pageNumberOf } from '../../platform/paging.ts';
import { type Check, type CheckVerdict, verdicts } from './application.rules.ts';
import { applicationStates } from './application.states.ts';

export const noteMax = 500;

/** One form for all checks of an application, so that a verifier saves once; each check's fields begin with its name. */
export const decisionsForm = (asked: readonly Check[]) =>
  z
    .strictObject(Object.fromEntries(asked.flatMap((check) => Object.entries(fieldsOf(check)))))
    .superRefine((form, context) => {
      for (const check of asked) {
        const isNoteNeeded = form[`${check}-verdict`] !== undefined && form[`${check}-verdict`] !== 'meets';
        if (isNoteNeeded && !form[`${check}-note`]) {
          context.addIssue({ code: 'custom', path: [`${check}-note`], ...problem('admissions.noteNeeded') });
        }
      }
    });

const fieldsOf = (check: Check): Record<string, z.ZodType<string | undefined>> => ({
  [`${check}-verdict`]: field.choice(verdicts).optional(),
  [`${check}-note`]: field.optionalText(noteMax),
  [`${check}-seen`]: z.union([z.literal(''), z.iso.datetime()]).default(''),
});

export type TypedDecision = Readonly<{ check: Check; verdict: CheckVerdict; note: string; seen: Date | undefined }>;

/** The checks that were given a verdict. */
export const decisionsIn = (
  asked: readonly Check[],
  form: Readonly<Record<string, string | undefined>>,
): TypedDecision[] =>
  asked.flatMap((check) => {
    const verdict = form[`${check}-verdict`] as CheckVerdict | undefined;
    const seen = form[`${check}-seen`];
    const note = form[`${check}-note`] ?? '';
    return verdict === undefined ? [] : [{ check, verdict, note, seen: seen ? new Date(seen) : undefined }];
  });

/** `again`: why somebody who has a seat in the programme gets another. */
export const acceptForm = z.strictObject({ again: field.optionalText(300) });
export const sendBackForm = z.strictObject({});
export const refusalForm = z.strictObject({ reason: field.text(1000) });
export const revealForm = z.strictObject({ confirmPassword: field.unchanged(1024).optional() });
export const sendForm = z.strictObject({ declaration: field.agreement() });

export const queueQuery = z
  .object({
    keadaan: z.enum(applicationStates.sets.sent).default(applicationStates.after('submit').state),
    angkatan: z
      .string()
      .regex(/^[0-9a-f]{24}$/)
      .optional(),
    ...pageField,
  })
  .transform((asked) => ({ state: asked.keadaan, cohort: asked.angkatan, ...pageNumberOf(asked) }));
export type QueueQuery = z.infer<typeof queueQuery>;
