/** The shape of course.yaml, of each module.yaml and of what stands above a lesson. */
import { z } from 'zod';
import { bilingual, count, day, distinct, language, listOf, percent, slug, text, unitCode } from './field.content.ts';

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
});
export type CourseFile = z.infer<typeof courseFile>;

const outcome = z.strictObject({ id: text, text: bilingual });

export const moduleFile = z.strictObject({
  code: z.string().regex(/^M\d{2}$/, 'expected a code such as "M03"'),
  week: count,
  title: bilingual,
  goal: bilingual,
  outcomes: listOf(outcome, 'id'),
  units: distinct(unitCode),
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
  summary: z.array(text).length(3, 'expected three lines'),
  sources: z.array(source).min(1, 'a lesson names its sources'),
});
export type LessonFile = z.infer<typeof lessonFile>;
