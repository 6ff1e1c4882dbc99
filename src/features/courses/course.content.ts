/** The shape of course.yaml, of each module.yaml and of what stands above a lesson. */
import { z } from 'zod';
import { bilingual, count, day, distinct, language, listOf, percent, slug, text } from '../../platform/file-fields.ts';
import { unitCode } from './scheme.content.ts';

export const courseFile = z.strictObject({
  slug,
  title: bilingual,
  summary: bilingual,
  language,
  scheme: slug,
  weeks: count,
  /** Hours of 45 minutes (jam pelajaran). */
  lesson_hours: count,
  completion: z.strictObject({
    lessons_percent: percent,
    quizzes: z.enum(['all', 'none']),
    assignments: z.enum(['all_required', 'none']),
    attendance_percent: percent,
  }),
  modules: distinct(slug),
  /** Units of the scheme for which the course gives too little evidence, and where else that comes from. */
  not_covered: z.array(z.strictObject({ unit: unitCode, reason: text })).default([]),
});
export type CourseFile = z.infer<typeof courseFile>;

const outcome = z.strictObject({ id: text, text: bilingual });

export const moduleFile = z.strictObject({
  code: z.string().regex(/^M\d{2}$/, 'expected a code such as "M03"'),
  week: count,
  title: bilingual,
  goal: bilingual,
  outcomes: listOf(outcome, 'id'),
  /** None where a module forms attitudes that no unit names. */
  units: z.array(unitCode),
  lesson_hours: count,
  lessons: distinct(slug),
});
export type ModuleFile = z.infer<typeof moduleFile>;

const source = z.strictObject({
  title: text,
  url: z.url({ protocol: /^https$/, error: 'expected an https address' }).optional(),
  /** When the source was published or last changed. */
  date: day,
  verified_at: day,
});

export const lessonFile = z.strictObject({
  title: text,
  /** How long reading takes. */
  minutes: count.max(60),
  /** Which outcomes of the module it serves. */
  outcomes: distinct(text).default([]),
  summary: z.array(text).length(3, 'expected three lines'),
  sources: z.array(source).min(1, 'a lesson names its sources'),
});
export type LessonFile = z.infer<typeof lessonFile>;

/** What stands above a text that has only a title: a form to fill in, an example of good work, notes for teachers. */
export const titledFile = z.strictObject({
  title: text,
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
});
export type TitledFile = z.infer<typeof titledFile>;

export const glossaryFile = z.strictObject({
  terms: listOf(z.strictObject({ id: slug, term: text, en: text, text }), 'id'),
});
export type GlossaryFile = z.infer<typeof glossaryFile>;

const fact = z.strictObject({
  id: text,
  text,
  /** The lessons under which it is shown with its date. */
  lessons: distinct(slug),
  source: text,
  url: source.shape.url,
  date: day,
  verified_at: day,
  /** From this day on somebody has to look whether it is still so. */
  review_by: day,
});
export const factsFile = z.strictObject({
  facts: z.array(fact).refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'names an id twice'),
});
export type FactsFile = z.infer<typeof factsFile>;

export const handbookFile = z.strictObject({ title: bilingual });
export type HandbookFile = z.infer<typeof handbookFile>;

export const readinessFile = z.strictObject({
  items: listOf(
    z.strictObject({
      id: text,
      module: slug,
      question: bilingual,
      levels: z.array(bilingual).length(4, 'expected four levels'),
    }),
    'id',
  ),
});
export type ReadinessFile = z.infer<typeof readinessFile>;

/** The weeks after the last module. */
export const closingFile = z.strictObject({
  weeks: listOf(z.strictObject({ week: count, title: bilingual, text }), 'week'),
});
export type ClosingFile = z.infer<typeof closingFile>;
