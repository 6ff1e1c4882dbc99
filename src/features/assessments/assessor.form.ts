import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import type { StringKey } from '../../platform/i18n.ts';
import { confirmPassword } from '../accounts/index.ts';
import { pastDay } from './candidate.form.ts';
import {
  type EvidenceCheck,
  evidenceRules,
  meetsEvidenceRules,
  methods,
  outcomes,
  type UnitCheck,
} from './competency.rules.ts';
import { declineKinds } from './consent.rules.ts';

export const acceptForm = z.strictObject({ declared: field.agreement() });

export const declineForm = z.strictObject({ kind: field.choice(declineKinds), reason: field.text(1000) });

/** `key` is the unit's in the scheme; a unit that was judged before cannot be left open again. */
export type CheckedUnit = Readonly<{ key: string; unit: string; isJudged: boolean }>;
export type CheckAnswer = UnitCheck & { note: string };

/**
 * A piece judged for each of its units by itself: `valid-U01`, …, `note-U01`. A unit without a tick and a note is left for
 * later, but one at least is judged. Where a rule is not kept, or old evidence is called current, the note has to say why.
 */
export function checkForm(units: readonly CheckedUnit[], isDated: boolean): z.ZodType<CheckAnswer[]> {
  const fields = units.flatMap(({ key }) => [
    ...evidenceRules.map((rule) => [`${rule}-${key}`, field.checkbox()] as const),
    [`note-${key}`, field.optionalText(1000)] as const,
  ]);
  return z.strictObject(Object.fromEntries(fields)).transform((typed, context) => {
    const refuse = (key: string, message: StringKey) =>
      context.addIssue({ code: 'custom', path: [`note-${key}`], ...problem(message) });
    const judged = units.map((one) => ({ ...one, check: checkFrom(typed, one) })).filter(isAnswered);
    for (const { key, check } of judged) {
      const isKept = meetsEvidenceRules(check);
      if (check.note === '' && (!isKept || isDated))
        refuse(key, isKept ? 'assessments.noteForDated' : 'assessments.noteForRule');
    }
    if (judged.length === 0 && units[0]) refuse(units[0].key, 'assessments.judgeOneUnit');
    return judged.map(({ check }) => check);
  });
}

function checkFrom(typed: Readonly<Record<string, unknown>>, { key, unit }: CheckedUnit): CheckAnswer {
  const rules = evidenceRules.map((rule) => [rule, typed[`${rule}-${key}`] === true] as const);
  const note = typed[`note-${key}`];
  return { unit, note: typeof note === 'string' ? note : '', ...(Object.fromEntries(rules) as EvidenceCheck) };
}

const isAnswered = ({ isJudged, check }: CheckedUnit & { check: CheckAnswer }): boolean =>
  isJudged || check.note !== '' || evidenceRules.some((rule) => check[rule]);

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
    removeFile: field.several(),
  });

/** The day is judged by the service, which knows what happened on which day. */
export const recommendationForm = z.strictObject({ heldOn: field.day(), confirmPassword: confirmPassword() });

export const examDayForm = z.strictObject({ examOn: field.day() });
