/** Puts the files of a course together into what is published, and names it by its content. Pure. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../platform/canonical.ts';
import { type AnswerKey, partQuestion } from '../questions/index.ts';
import { compileCriterion } from '../rubrics/index.ts';
import type { AssignmentFile } from './assignment.content.ts';
import type { LessonFile, TitledFile } from './course.content.ts';
import type { CourseSource, LessonSource, ModuleSource } from './course.rules.ts';
import type {
  Assignment,
  Criterion,
  Curriculum,
  Form,
  Instruments,
  Lesson,
  Module,
  Quiz,
  Scheme,
  TeachingNotes,
  Term,
  Written,
} from './curriculum.content.ts';
import type { InstrumentsFile } from './instrument.content.ts';
import type { QuizFile } from './quiz.content.ts';
import type { SchemeFile } from './scheme.content.ts';
import type { ContentFile } from './yaml.content.ts';

/** Answer keys by the quiz's id. */
export type AnswerKeys = Readonly<Record<string, AnswerKey>>;
export type Edition = { curriculum: Curriculum<Written>; keys: AnswerKeys; notes: TeachingNotes };

/** The course with those of its modules alone, and with what belongs to them. */
export function withModules(course: CourseSource, slugs: readonly string[]): CourseSource {
  const { readiness } = course;
  const isIn = (slug: string) => slugs.includes(slug);
  const items = readiness?.value.items.filter(({ module }) => isIn(module)) ?? [];
  return {
    ...course,
    modules: course.modules.filter(({ slug }) => isIn(slug)),
    ...(readiness ? { readiness: { ...readiness, value: { items } } } : {}),
  };
}

/** The same files always make the same version, and any change to a text or a key makes another one. */
export function compileCourse({ content, modules, handbook, readiness, closing }: CourseSource): Edition {
  const { slug, title, summary, language, scheme, weeks, lesson_hours, completion } = content.value;
  const quizzes = modules.map((module) => ({ module, ...compileQuiz(module.slug, module.quiz.value) }));
  const keys = Object.fromEntries(quizzes.map(({ quiz, key }) => [quiz.id, key]));
  const notes = compileNotes(modules);
  const course = {
    slug,
    title,
    summary,
    language,
    scheme,
    weeks,
    lessonHours: lesson_hours,
    completion: {
      lessonsPercent: completion.lessons_percent,
      quizzes: completion.quizzes === 'all',
      assignments: completion.assignments === 'all_required',
      attendancePercent: completion.attendance_percent,
    },
    modules: quizzes.map(({ module, quiz }) => compileModule(module, quiz)),
    glossary: compileGlossary(modules),
    ...(handbook ? { handbook: { title: handbook.value.title, markdown: handbook.body } } : {}),
    readiness: readiness?.value.items ?? [],
    closing: (closing?.value.weeks ?? []).map(({ text, ...week }) => ({ ...week, markdown: text })),
  };
  return { curriculum: { version: hashOf({ course, keys, notes }), ...course }, keys, notes };
}

function compileModule(module: ModuleSource, quiz: Quiz): Module<Written> {
  const { slug, content, lessons, assignment, template, example, facts, images } = module;
  const { code, week, title, goal, outcomes, units, lesson_hours } = content.value;
  return {
    slug,
    code,
    week,
    title,
    goal,
    outcomes,
    units,
    lessonHours: lesson_hours,
    lessons: lessons.map((lesson) => compileLesson(slug, lesson)),
    quiz,
    assignment: compileAssignment(assignment),
    ...(template ? { template: compileForm(template) } : {}),
    ...(example ? { example: compileForm(example) } : {}),
    facts: (facts?.value.facts ?? []).map(({ id, text, lessons: shownIn, source, review_by, ...rest }) => ({
      id,
      text,
      lessons: shownIn,
      ...compileSource({ title: source, ...rest }),
      reviewBy: review_by,
    })),
    images: Object.fromEntries(images),
  };
}

const compileForm = ({ value, body }: ContentFile<TitledFile>): Form<Written> => ({ ...value, markdown: body });

const compileGlossary = (modules: readonly ModuleSource[]): Term[] =>
  modules
    .flatMap(({ slug, glossary }) => (glossary?.value.terms ?? []).map((term) => ({ ...term, module: slug })))
    .sort((one, other) => one.term.localeCompare(other.term, 'id'));

const compileNotes = (modules: readonly ModuleSource[]): TeachingNotes =>
  Object.fromEntries(
    modules.flatMap(({ slug, notes }) => (notes ? [[slug, { title: notes.value.title, markdown: notes.body }]] : [])),
  );

function compileLesson(module: string, { slug, content }: LessonSource): Lesson<Written> {
  const { title, minutes, summary, sources } = content.value;
  return {
    slug,
    key: `${module}/${slug}`,
    title,
    minutes,
    summary,
    sources: sources.map(compileSource),
    markdown: content.body,
  };
}

const compileSource = ({ title, url, date, verified_at }: LessonFile['sources'][number]) => ({
  title,
  ...(url === undefined ? {} : { url }),
  date,
  verifiedAt: verified_at,
});

function compileQuiz(module: string, file: QuizFile): { quiz: Quiz; key: AnswerKey } {
  const situationOf = new Map(file.cases.map((one) => [one.id, one]));
  const parted = file.questions.map((question) => partQuestion(question, situationOf.get(question.case ?? '')));
  const { title, draw, minutes, attempts, pass_percent, cooldown_minutes } = file;
  return {
    quiz: {
      id: module,
      title,
      draw,
      minutes,
      attempts,
      passPercent: pass_percent,
      cooldownMinutes: cooldown_minutes,
      questions: parted.map(({ question }) => question),
    },
    key: Object.fromEntries(parted.map(({ question, key }) => [question.id, key])),
  };
}

function compileAssignment({ value, body }: ContentFile<AssignmentFile>): Assignment<Written> {
  const { id, title, required, due_week, deliverable, accept, max_files, units, rubric, accept_link, accept_text } =
    value;
  return {
    id: id.toLowerCase(),
    title,
    required,
    dueWeek: due_week,
    deliverable,
    accept,
    maxFiles: max_files,
    ...(accept_link ? { mayBeLink: true } : {}),
    ...(accept_text ? { mayBeText: true } : {}),
    units,
    rubric: rubric.map(compileEvidencing),
    markdown: body,
  };
}

const compileEvidencing = ({ evidence_for, ...criterion }: AssignmentFile['rubric'][number]): Criterion => ({
  ...compileCriterion(criterion),
  evidenceFor: evidence_for,
});

export function compileScheme(file: SchemeFile): Scheme {
  const { verified_at, validity_years, ...rest } = file;
  const scheme = { ...rest, verifiedAt: verified_at, validityYears: validity_years };
  return { version: hashOf(scheme), ...scheme };
}

export function compileInstruments({ scheme, notice, units }: InstrumentsFile): Instruments {
  const instruments = {
    slug: scheme,
    notice,
    units: units.map(({ observation, ...unit }) => ({
      ...unit,
      observation: observation.map(({ criterion, look_for }) => ({ criterion, lookFor: look_for })),
    })),
  };
  return { version: hashOf(instruments), ...instruments };
}

const hashOf = (content: unknown): string => createHash('sha256').update(canonicalJson(content)).digest('hex');
