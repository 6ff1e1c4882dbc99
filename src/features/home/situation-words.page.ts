/** The values, the address and the small print of each state. Pure. */
import { closesAt, lessonPaths } from '../lessons/index.ts';
import { minutesLeft, quizPaths } from '../quizzes/index.ts';
import type { Values } from '../../platform/i18n.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import type { Speech } from '../../platform/speech.ts';
import { admissionPaths } from '../admissions/index.ts';
import { assessmentPaths } from '../assessments/index.ts';
import { assignmentPaths } from '../assignments/index.ts';
import { certificatePaths } from '../certificates/index.ts';
import { completionPaths } from '../completion/index.ts';
import type { NextCard } from './card.page.ts';
import { isPast } from './exam-state.rules.ts';
import type { CourseStep } from './learner.rules.ts';
import type { Situation } from './situation.rules.ts';

/** What the sentences of a state name. */
export function valuesOf(situation: Situation, speech: Speech, now: Date): Values {
  const { t, f } = speech;
  if ('module' in situation) return { ...moduleValues(situation, speech, now) };
  if ('certificate' in situation) {
    const { validUntil, reason } = situation.certificate;
    const why = reason === undefined ? t('home.reasonUntold') : t(`certificates.reason.${reason}`);
    return { date: f.longDate(validUntil), days: f.days(validUntil, now), why };
  }
  if (situation.kind === 'reassessment-later') return { date: f.longDate(situation.from) };
  if ('inQuestion' in situation) {
    const { examOn, unitsWithoutEvidence } = situation.inQuestion;
    return { date: f.longDate(examOn), days: f.days(examOn, now), count: unitsWithoutEvidence };
  }
  switch (situation.kind) {
    case 'class-over':
      return {
        date: f.longDate(new Date(closesAt(situation.cohort).getTime() - 1)),
        what: lackingText(situation, speech),
      };
    case 'attendance-lost':
    case 'attendance-short':
      return { have: situation.have, need: situation.need, count: situation.toAttend ?? 0 };
    case 'class-not-begun':
      return { date: f.weekday(situation.cohort.startsOn), days: f.days(situation.cohort.startsOn, now) };
    case 'marks-awaited':
      return { count: situation.count };
    case 'application-draft':
      return { date: situation.cohort ? f.dateTime(situation.cohort.applicationsUntil) : '' };
    default:
      return {};
  }
}

type InModule = Extract<Situation, { module: unknown }>;

function moduleValues(situation: InModule, { f, lang }: Speech, now: Date): Values {
  const { module } = situation;
  switch (situation.kind) {
    case 'lesson-next':
      return { title: situation.lesson.title };
    case 'quiz-running':
      return {
        title: module.quiz.title[lang],
        count: minutesLeft(situation, now),
        time: f.time(situation.deadline),
      };
    case 'quiz-next':
      return {
        title: module.quiz.title[lang],
        questions: module.quiz.draw,
        minutes: module.quiz.minutes,
        count: situation.left,
      };
    case 'quiz-cooling':
      return { title: module.quiz.title[lang], time: f.time(situation.until) };
    case 'attempts-used-up':
      return { title: module.quiz.title[lang] };
    case 'module-awaited':
      return { title: module.title[lang], date: f.weekday(situation.plannedFor) };
    default:
      return { title: module.assignment.title[lang] };
  }
}

/** `12 dari 18 tugas diterima, Hadir 40%, syarat 80%`: what is missing, in the words of the progress bars. */
function lackingText({ lacking }: Extract<Situation, { kind: 'class-over' }>, { t }: Speech): string {
  return lacking.map(({ part, have, need }) => t(`home.lacking.${part}`, { have, need })).join(', ');
}

/** Why, what happens next, or who acts. */
export function hintOf(situation: Exclude<Situation, { kind: 'lesson-next' }>, values: Values, { t }: Speech): string {
  if (situation.kind === 'certificate-expiring') return t(`home.expiring.${situation.within}`, values);
  if (situation.kind === 'class-over' && situation.inMarking > 0)
    return t('home.overInMarking', { ...values, count: situation.inMarking });
  if (situation.kind === 'marks-awaited' && situation.mayGoOn) return t('home.marksAndGoOn');
  return t(`home.hint.${situation.kind}`, values);
}

/** Where in the course, in which case, or in which class. */
export function eyebrowOf(situation: Situation, { t, f, lang }: Speech, now: Date): string | undefined {
  if (situation.kind === 'nothing-yet') return undefined;
  if ('inQuestion' in situation) {
    const { number, examOn } = situation.inQuestion;
    return isPast(situation.inQuestion, now)
      ? t('home.caseNumber', { number })
      : t('home.caseFacts', { number, date: f.longDate(examOn) });
  }
  if ('module' in situation) return `${situation.module.code} · ${situation.module.title[lang]}`;
  return situation.cohort?.name;
}

/** How far somebody is in the module whose lesson comes next. */
export function readingOf(
  situation: Extract<Situation, { kind: 'lesson-next' }>,
  { t, f }: Speech,
): NonNullable<NextCard['progress']> {
  const { module, lesson } = situation;
  const [place, of] = [module.lessons.indexOf(lesson) + 1, module.lessons.length];
  const { minutes } = lesson;
  const label = t('home.lessonFacts', { code: module.code, place, of, minutes, size: f.bytes(lesson.bytes) });
  return { value: place - 1, max: of, label };
}

/** Where the one thing is done that comes next, or where more can be read. */
export function hrefOf(situation: Situation): string {
  if (situation.kind === 'nothing-yet') return shellPaths.front();
  if ('certificate' in situation) return certificatePaths.one(situation.certificate.id);
  if ('inQuestion' in situation) return caseHref(situation);
  if ('application' in situation) return applicationHref(situation);
  return classHref(situation);
}

function caseHref({ kind, inQuestion }: Extract<Situation, { inQuestion: unknown }>): string {
  if (kind === 'self-assessment-needed' || kind === 'evidence-needed')
    return assessmentPaths.selfAssessment(inQuestion.id);
  return kind === 'consent-needed' ? assessmentPaths.ownConsent(inQuestion.id) : assessmentPaths.own(inQuestion.id);
}

const applicationHref = ({ kind, application }: Extract<Situation, { application: unknown }>): string =>
  kind === 'application-withdrawn' ? shellPaths.front() : admissionPaths.application(application.cohort);

type OfClass = Exclude<
  Situation,
  { kind: 'nothing-yet' } | { certificate: unknown } | { inQuestion: unknown } | { application: unknown }
>;

function classHref(situation: OfClass): string {
  const cohort = situation.cohort.id;
  if (situation.kind === 'module-awaited') return stepHref(situation.step, cohort);
  switch (situation.kind) {
    case 'quiz-running':
      return quizPaths.review(situation.attempt);
    case 'lesson-next':
      return lessonPaths.lessonOf(cohort, situation.lesson.key);
    case 'quiz-next':
    case 'quiz-cooling':
    case 'attempts-used-up':
      return quizPaths.quiz(cohort, situation.module.slug);
    case 'work-returned':
    case 'work-next':
      return assignmentPaths.one(cohort, situation.module.assignment.id);
    case 'marks-awaited':
      return assignmentPaths.list(cohort);
    case 'class-over':
    case 'attendance-lost':
    case 'attendance-short':
    case 'attendance-awaited':
      return completionPaths.own(cohort);
    case 'case-held-up':
      return shellPaths.help();
    case 'seat-left':
      return shellPaths.front();
    default:
      return lessonPaths.course(cohort);
  }
}

/** Where a step of the course is taken. */
function stepHref(step: CourseStep, cohort: string): string {
  if (step.kind === 'lesson') return lessonPaths.lessonOf(cohort, step.lesson.key);
  return step.kind === 'quiz'
    ? quizPaths.quiz(cohort, step.module.slug)
    : assignmentPaths.one(cohort, step.module.assignment.id);
}
