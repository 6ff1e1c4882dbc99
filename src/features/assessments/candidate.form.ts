import { z } from 'zod';
import type { UploadRules, WaitingForm } from '../../platform/files/index.ts';
import { isoDay } from '../../platform/format.ts';
import { field, problem } from '../../platform/forms.ts';
import { outcomes } from './competency.rules.ts';

/** Files of a piece that wait until its form is right; each unit has a form of its own, and so has each side. */
export const waitingEvidence = (kind: 'answer' | 'observation', caseId: string, unit: string, account: string) =>
  ({ account, form: `${kind} ${caseId} ${unit}`, purpose: 'assessments.evidence' }) satisfies WaitingForm;

/** Up to three files a piece: a document, and photos of it. */
export const evidenceUploads = {
  fields: ['files'],
  accept: ['pdf', 'jpg', 'png', 'webp'],
  maxFiles: 3,
  maxBytes: 10_000_000,
} as const satisfies UploadRules;

/** The day on which something was made, as a date input sends it; not a day to come. */
export const pastDay = (now: Date) => field.day().refine((day) => day <= isoDay(now), problem('assessments.dayToCome'));

const emptyOr = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal('').transform(() => undefined), schema]).optional();

/**
 * The answer for one unit. With files their title and day are needed; `more` adds evidence before the claim has to be
 * made; and once the self-assessment was sent (`isSent`) only evidence can be added.
 */
export function answerForm({ hasFiles, isSent }: { hasFiles: boolean; isSent: boolean }, now: Date) {
  const schema = z.strictObject({
    claim: emptyOr(field.choice(outcomes)),
    note: field.optionalText(1000),
    evidence: field.several(),
    title: emptyOr(field.text(120)),
    madeOn: emptyOr(pastDay(now)),
    files: z.literal('').optional(),
    removeFile: field.several(),
    intent: field.choice(['more', 'next']).default('next'),
  });
  return schema.superRefine(({ claim, title, madeOn, intent }, context) => {
    const need = (
      name: string,
      isMissing: boolean,
      message: 'platform.required' | 'platform.chooseOne' | 'platform.fileMissing',
    ) => {
      if (isMissing) context.addIssue({ code: 'custom', path: [name], message, params: {} });
    };
    need('claim', !isSent && intent === 'next' && claim === undefined, 'platform.chooseOne');
    need('title', hasFiles && title === undefined, 'platform.required');
    need('madeOn', hasFiles && madeOn === undefined, 'platform.required');
    need('files', !hasFiles && (intent === 'more' || isSent), 'platform.fileMissing');
  });
}

export const consentForm = z.strictObject({ agreed: field.agreement() });
export const nothingForm = z.strictObject({});
