/** What a learner can do in a class: the next step, what is to be done, what was sent. Pure. */
import { type AssignmentStates, dueAt, storedIn, submissionStates, type WorkState } from '../assignments/index.ts';
import type { Assignment, Curriculum, Lesson, Module, Quiz } from '../courses/index.ts';
import { nextLesson } from '../lessons/index.ts';
import type { QuizProgress, QuizResults } from '../quizzes/index.ts';

export type Studies = Readonly<{
  curriculum: Curriculum;
  read: ReadonlySet<string>;
  quizzes: QuizResults;
  works: AssignmentStates;
}>;

/** The week of the class, up to which the plan asks for its modules, and the moment. */
export type Today = Readonly<{ week: number; now: Date }>;

export type CourseStep =
  | { kind: 'lesson'; module: Module; lesson: Lesson }
  | { kind: 'quiz'; module: Module; left: number }
  | { kind: 'assignment'; module: Module };

const isWithLearner = (state: WorkState): boolean =>
  state === 'notStarted' || submissionStates.can('save', storedIn(state));
export const workStateIn = (works: AssignmentStates, { id }: Assignment): WorkState =>
  works.get(id)?.state ?? 'notStarted';

export type QuizStance =
  | { is: 'running'; attempt: string; deadline: Date }
  /** Its time is over, and what was saved is being scored. */
  | { is: 'scoring' }
  | { is: 'ready'; left: number }
  | { is: 'cooling'; until: Date }
  | { is: 'passed' | 'used-up' };

/** What a learner can do about a quiz now. */
export function quizStance(quiz: Quiz, progress: QuizProgress | undefined, now: Date): QuizStance {
  if (!progress) return { is: 'ready', left: quiz.attempts };
  const { running, last, passed, attempts, granted } = progress;
  if (running) {
    return running.deadline > now
      ? { is: 'running', attempt: running.id, deadline: running.deadline }
      : { is: 'scoring' };
  }
  if (passed) return { is: 'passed' };
  const left = quiz.attempts + granted - attempts;
  if (left <= 0) return { is: 'used-up' };
  const until = new Date((last?.at.getTime() ?? 0) + quiz.cooldownMinutes * 60_000);
  return last && now < until ? { is: 'cooling', until } : { is: 'ready', left };
}

/** The first thing in the order of the course, up to this week, that is the learner's to do now. */
export function nextStep(studies: Studies, { week, now }: Today): CourseStep | undefined {
  const { read, works, quizzes } = studies;
  const planned = plannedModules(studies.curriculum, week);
  const unread = nextLesson(studies.curriculum, read);
  for (const module of planned) {
    if (unread && module.lessons.includes(unread)) return { kind: 'lesson', module, lesson: unread };
    const stance = quizStance(module.quiz, quizzes.get(module.quiz.id), now);
    if (stance.is === 'ready') return { kind: 'quiz', module, left: stance.left };
    const state = workStateIn(works, module.assignment);
    if (module.assignment.required && isWithLearner(state)) return { kind: 'assignment', module };
  }
  return undefined;
}

export const plannedModules = ({ modules }: Curriculum, week: number): Module[] =>
  modules.filter((module) => module.week <= week);

export type DueItem =
  | { kind: 'quiz'; module: Module; quiz: Quiz; stance: QuizStance }
  | { kind: 'assignment'; module: Module; assignment: Assignment; state: WorkState; due: Date };

/**
 * Quizzes and assignments of the weeks up to this one that are still to do: what runs first, then returned work, then as
 * they fall due. A quiz without an attempt stays in the list: whom to ask is said there.
 */
export function dueItems(studies: Studies, startsOn: Date, today: Today): DueItem[] {
  const items = plannedModules(studies.curriculum, today.week).flatMap((module) => [
    quizToDo(module, studies, today.now),
    workToDo(module, studies, startsOn),
  ]);
  const rank = (item: DueItem) => {
    if (item.kind === 'quiz') {
      return item.stance.is === 'running' ? 0 : dueAt(startsOn, item.module.week).getTime();
    }
    return submissionStates.is('returned', storedIn(item.state)) ? 1 : item.due.getTime();
  };
  return items.filter((item) => item !== undefined).sort((one, other) => rank(one) - rank(other));
}

function quizToDo(module: Module, { quizzes }: Studies, now: Date): DueItem | undefined {
  const { quiz } = module;
  const stance = quizStance(quiz, quizzes.get(quiz.id), now);
  return stance.is === 'passed' ? undefined : { kind: 'quiz', module, quiz, stance };
}

function workToDo(module: Module, { works }: Studies, startsOn: Date): DueItem | undefined {
  const { assignment } = module;
  const state = workStateIn(works, assignment);
  if (!isWithLearner(state)) return undefined;
  return { kind: 'assignment', module, assignment, state, due: dueAt(startsOn, assignment.dueWeek) };
}

export type SentItem = { assignment: Assignment; state: WorkState; sentAt: Date; percent: number | undefined };

/** Work that is with the instructor or was accepted, the latest sent in front. */
export function sentItems({ curriculum, works }: Studies): SentItem[] {
  return curriculum.modules
    .flatMap(({ assignment }): SentItem[] => {
      const work = works.get(assignment.id);
      if (!work?.sentAt || isWithLearner(work.state)) return [];
      return [{ assignment, state: work.state, sentAt: work.sentAt, percent: work.percent }];
    })
    .sort((one, other) => other.sentAt.getTime() - one.sentAt.getTime());
}

export type RanOut = Readonly<{ module: Module; attempt: string; at: Date; percent: number; stance: QuizStance }>;

const newsDays = 7;

/** Quizzes that their clock ended within the last week, the latest first, until another attempt is begun or one passed. */
export function ranOutLately({ curriculum, quizzes }: Studies, now: Date): RanOut[] {
  const since = new Date(now.getTime() - newsDays * 86_400_000);
  return curriculum.modules
    .flatMap((module): RanOut[] => {
      const progress = quizzes.get(module.quiz.id);
      const { last } = progress ?? {};
      if (!last?.ranOut || last.at < since || progress?.running || progress?.passed) return [];
      const stance = quizStance(module.quiz, progress, now);
      return [{ module, attempt: last.id, at: last.at, percent: last.percent, stance }];
    })
    .sort((one, other) => other.at.getTime() - one.at.getTime());
}
