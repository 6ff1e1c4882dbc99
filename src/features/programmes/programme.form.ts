import { z } from 'zod';
import { field, type FormValues, problem } from '../../platform/forms.ts';
import { fromWib, isoDay } from '../../platform/format.ts';
import { must } from '../../platform/must.ts';
import type { EligibilityRules } from './programme.rules.ts';
import { targetUnits } from './programme.rules.ts';
import type { Programme, ProgrammeChange } from './programme.service.ts';
import { cities } from './region.content.ts';
import { findCity } from './region.rules.ts';

const cityCode = z.string().refine((code) => findCity(code) !== undefined, problem('platform.chooseOne'));
const percent = () => field.whole(0, 100);

/** The programme page's form. `course` is checked against what is published by the caller, who knows it. */
export const programmeForm = z
  .strictObject({
    nameId: field.printed(80),
    nameEn: field.printed(80),
    summaryId: field.text(400),
    summaryEn: field.text(400),
    city: cityCode,
    organiser: field.printed(120),
    course: field.text(80),
    body: field.id(),
    targetCount: field.whole(1, 1_000_000),
    targetUnit: field.choice(targetUnits),
    targetFrom: field.day(),
    targetUntil: field.day(),
    onlyCity: field.checkbox(),
    requiresNib: field.checkbox(),
    requiresOwnProduct: field.checkbox(),
    requiresQuality: field.checkbox(),
    lessonsPercent: percent(),
    quizzes: field.checkbox(),
    assignments: field.checkbox(),
    attendancePercent: percent(),
    revision: field.whole(0, 1_000_000).optional(),
  })
  .superRefine(({ targetFrom, targetUntil }, context) => {
    if (targetUntil <= targetFrom) {
      context.addIssue({ code: 'custom', path: ['targetUntil'], ...problem('programmes.untilBeforeFrom') });
    }
  });
export type ProgrammeForm = z.infer<typeof programmeForm>;

/** What the form says, as a programme; the scheme is the one that its course leads to. */
export function programmeFrom(form: ProgrammeForm, scheme: string): ProgrammeChange {
  const city = must(findCity(form.city), `the city ${form.city}`);
  return {
    name: { id: form.nameId, en: form.nameEn },
    summary: { id: form.summaryId, en: form.summaryEn },
    city: { code: city.code, name: city.name },
    organiser: form.organiser,
    target: {
      count: form.targetCount,
      unit: form.targetUnit,
      from: fromWib(form.targetFrom),
      until: fromWib(form.targetUntil, '23:59'),
    },
    eligibility: eligibilityFrom(form),
    completion: {
      lessonsPercent: form.lessonsPercent,
      quizzes: form.quizzes,
      assignments: form.assignments,
      attendancePercent: form.attendancePercent,
    },
    course: form.course,
    scheme,
    body: form.body,
  };
}

const eligibilityFrom = (form: ProgrammeForm): EligibilityRules => ({
  regionPrefixes: form.onlyCity ? [form.city] : [],
  requiresNib: form.requiresNib,
  requiresOwnProduct: form.requiresOwnProduct,
  requiresQuality: form.requiresQuality,
});

/** Only boxes that are ticked are sent, and so only they are among the values. */
const box = (name: string, isTicked: boolean): FormValues => (isTicked ? { [name]: 'on' } : {});

/** The form as it stands for a programme that exists. */
export function programmeValues(programme: Programme): FormValues {
  const { name, summary, target, eligibility, completion } = programme;
  return {
    nameId: name.id,
    nameEn: name.en,
    summaryId: summary.id,
    summaryEn: summary.en,
    city: programme.city.code,
    organiser: programme.organiser,
    course: programme.course,
    body: programme.body,
    targetCount: String(target.count),
    targetUnit: target.unit,
    targetFrom: isoDay(target.from),
    targetUntil: isoDay(target.until),
    ...box('onlyCity', eligibility.regionPrefixes.length > 0),
    ...box('requiresNib', eligibility.requiresNib),
    ...box('requiresOwnProduct', eligibility.requiresOwnProduct),
    ...box('requiresQuality', eligibility.requiresQuality),
    lessonsPercent: String(completion.lessonsPercent),
    ...box('quizzes', completion.quizzes),
    ...box('assignments', completion.assignments),
    attendancePercent: String(completion.attendancePercent),
    revision: String(programme.revision),
  };
}

/** What most programmes ask for, for a new one to begin with. */
export const usualProgramme: FormValues = {
  city: cities[0].code,
  targetUnit: 'people',
  onlyCity: 'on',
  requiresNib: 'on',
  requiresOwnProduct: 'on',
  requiresQuality: 'on',
  lessonsPercent: '100',
  quizzes: 'on',
  assignments: 'on',
  attendancePercent: '80',
};
