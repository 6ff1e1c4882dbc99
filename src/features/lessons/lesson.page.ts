/** What the pages of a class show. Pure. */
import type { Language } from '../../platform/i18n.ts';
import type { Crumb } from '../../platform/page.ts';
import type { Able } from '../../platform/permit.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import type { Speech } from '../../platform/speech.ts';
import { type Curriculum, type Lesson, lessonsOf, type Module } from '../courses/index.ts';
import type { Cohort } from '../programmes/index.ts';
import { type LessonsRead, type ModuleState, moduleProgress, neighboursOf, nextLesson } from './lesson.rules.ts';
import { lessonPaths } from './lessons.paths.ts';
import type { Opening } from './opening.rules.ts';
import { termText } from './term.page.ts';
import { weekOf, weekStart } from './week.rules.ts';

export type ClassView = Able<'teach'> & {
  cohort: Cohort;
  curriculum: Curriculum;
  read: LessonsRead;
  isLearner: boolean;
  /** Of the class: whether its lessons can be opened, and whether anything can still be done. */
  opening: Opening;
};

const lessonPath = (cohort: Cohort, lesson: Lesson) => lessonPaths.lessonOf(cohort.id, lesson.key);

/** The picture of each state of a module, for the state partial. */
const looks: Record<ModuleState, string> = { planned: '', notStarted: '', started: 'now', finished: 'good' };

export function classPage(view: ClassView, { t, f, lang }: Speech, now: Date) {
  const { cohort, curriculum, read, isLearner } = view;
  const week = weekOf(cohort.startsOn, curriculum.weeks, now);
  const total = lessonsOf(curriculum).length;
  return {
    title: curriculum.title[lang],
    crumbs: [{ text: t('lessons.home'), href: shellPaths.home() }, { text: cohort.name }],
    cohort: cohort.name,
    cohortId: cohort.id,
    term: termText(cohort, curriculum.weeks, { t, f }, now),
    isLearner,
    next: isLearner && view.opening.kind === 'open' ? nextThing(view) : undefined,
    /** What keeps a learner from going on; staff read everything at any time. */
    notice: isLearner ? noticeOf(view.opening, { t, f }) : undefined,
    progress: { read: Math.min(read.size, total), total },
    modules: curriculum.modules.map((module) => moduleCard(module, view, { t, f, lang }, week)),
    closing: curriculum.closing.map((one) => ({
      title: one.title[lang],
      when: t('lessons.closingWeek', { week: one.week, date: f.date(weekStart(cohort.startsOn, one.week)) }),
      html: one.html,
      isOpen: one.week === week,
    })),
    language: curriculum.language,
    references: [
      ...(curriculum.handbook
        ? [{ text: curriculum.handbook.title[lang], href: lessonPaths.handbook(cohort.id) }]
        : []),
      ...(curriculum.glossary.length > 0
        ? [{ text: t('lessons.glossary'), href: lessonPaths.glossary(cohort.id) }]
        : []),
    ],
    hasReadiness: curriculum.readiness.length > 0,
  };
}

function noticeOf(opening: Opening, { t, f }: Pick<Speech, 't' | 'f'>) {
  if (opening.kind === 'open') return undefined;
  return opening.kind === 'before'
    ? { title: t('lessons.beforeTitle'), text: t('lessons.refused.before', { date: f.dateTime(opening.opensAt) }) }
    : { title: t('lessons.overTitle', { date: f.dateTime(opening.since) }), text: t('lessons.overText') };
}

/** When a quiz or an assignment opens, or that it is closed; nothing while it can be done. */
function openingText(opening: Opening, { t, f }: Pick<Speech, 't' | 'f'>): string | undefined {
  if (opening.kind === 'open') return undefined;
  return opening.kind === 'before' ? t('lessons.opensAt', { date: f.dateTime(opening.opensAt) }) : t('lessons.closed');
}

/** Where the one big button leads; nothing once every lesson is read. */
function nextThing({ cohort, curriculum, read }: ClassView) {
  const lesson = nextLesson(curriculum, read);
  const module = lesson && curriculum.modules.find(({ lessons }) => lessons.includes(lesson));
  if (!lesson || !module) return undefined;
  const { title, minutes, bytes } = lesson;
  const position = module.lessons.indexOf(lesson) + 1;
  return {
    title,
    minutes,
    bytes,
    code: module.code,
    position,
    of: module.lessons.length,
    href: lessonPath(cohort, lesson),
  };
}

function moduleCard(
  module: Module,
  { cohort, curriculum, read, isLearner, can, opening }: ClassView,
  { t, f, lang }: Speech,
  week: number,
) {
  const progress = moduleProgress(module, read, week);
  const isPlanned = module.week > week;
  const next = nextLesson(curriculum, read);
  return {
    slug: module.slug,
    title: module.title[lang],
    goal: module.goal[lang],
    when: t(isPlanned ? 'lessons.moduleFrom' : 'lessons.moduleSince', {
      code: module.code,
      week: module.week,
      date: f.date(weekStart(cohort.startsOn, module.week)),
    }),
    ...progress,
    state: isLearner ? { kind: looks[progress.state], text: t(`lessons.state.${progress.state}`) } : undefined,
    /** The rest stays closed: a course has many modules, and a phone is small. */
    isOpen: module.week === week || (next !== undefined && module.lessons.includes(next)),
    lessonRows: module.lessons.map((lesson) => ({
      title: lesson.title,
      minutes: lesson.minutes,
      bytes: lesson.bytes,
      isRead: read.has(lesson.key),
      href: isLearner && opening.kind === 'before' ? undefined : lessonPath(cohort, lesson),
    })),
    opening: isLearner ? openingText(opening, { t, f }) : undefined,
    notesHref: can.teach ? lessonPaths.notes(cohort.id, module.slug) : undefined,
    quiz: {
      title: module.quiz.title[lang],
      questions: module.quiz.draw,
      minutes: module.quiz.minutes,
    },
    assignment: {
      id: module.assignment.id,
      title: module.assignment.title[lang],
      week: module.assignment.dueWeek,
    },
  };
}

export type LessonView = ClassView & { module: Module; lesson: Lesson };

export function lessonPage(
  { cohort, curriculum, read, isLearner, module, lesson, opening }: LessonView,
  { t, lang }: Speech,
) {
  const { previous } = neighboursOf(module, lesson);
  const crumbs: Crumb[] = [
    { text: curriculum.title[lang], href: lessonPaths.course(cohort.id) },
    { text: `${module.code} ${module.title[lang]}` },
  ];
  return {
    title: lesson.title,
    crumbs,
    lesson,
    language: curriculum.language,
    facts: module.facts.filter(({ lessons }) => lessons.includes(lesson.slug)),
    part: t('lessons.partOf', { position: module.lessons.indexOf(lesson) + 1, of: module.lessons.length }),
    isRead: read.has(lesson.key),
    isLearner,
    mayFinish: isLearner && opening.kind === 'open' && !read.has(lesson.key),
    finishPath: lessonPaths.finish(cohort.id, module.slug, lesson.slug),
    previous: previous && { title: previous.title, href: lessonPath(cohort, previous) },
    next: nextAfter({ cohort, module, lesson }, lang),
  };
}

/** The lesson after this one, or the module's quiz after its last. */
export function nextAfter(
  { cohort, module, lesson }: Pick<LessonView, 'cohort' | 'module' | 'lesson'>,
  lang: Language,
) {
  const { next } = neighboursOf(module, lesson);
  return next
    ? { title: next.title, href: lessonPath(cohort, next) }
    : { title: module.quiz.title[lang], href: lessonPaths.quiz(cohort.id, module.slug) };
}
