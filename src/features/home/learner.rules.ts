/** What a learner's home answers: where one is, what is next, what is due, what came back. Pure. */
import { type AssignmentStates, dueAt, type WorkState } from '../assignments/index.ts';
import type { CaseSummary } from '../assessments/index.ts';
import type { Assignment, Curriculum, Lesson, Module, Quiz } from '../courses/index.ts';
import { nextLesson } from '../lessons/index.ts';
import type { QuizResults } from '../quizzes/index.ts';

export const ports = ['admitted', 'learning', 'exam', 'panel', 'certificate'] as const;
export type Port = (typeof ports)[number];

export type Studies = Readonly<{
  curriculum: Curriculum;
  read: ReadonlySet<string>;
  quizzes: QuizResults;
  works: AssignmentStates;
}>;

/** A learner whose panel decided "not yet competent" is at the exam again. */
export function portOf(isComplete: boolean, inQuestion: Pick<CaseSummary, 'state' | 'outcome'> | undefined): Port {
  if (inQuestion?.state === 'recommended') return 'panel';
  if (inQuestion?.outcome === 'competent') return 'certificate';
  return isComplete ? 'exam' : 'learning';
}

export type CourseStep =
  | { kind: 'lesson'; module: Module; lesson: Lesson }
  | { kind: 'quiz'; module: Module }
  | { kind: 'assignment'; module: Module; state: WorkState };

const withLearner: ReadonlySet<WorkState> = new Set(['notStarted', 'draft', 'returned']);
const stateOf = (works: AssignmentStates, { id }: Assignment): WorkState => works.get(id)?.state ?? 'notStarted';

/** Passed, or no attempt left: either way the learner can do nothing more about it. */
function isQuizOver({ id, attempts }: Quiz, quizzes: QuizResults): boolean {
  const result = quizzes.get(id);
  return result !== undefined && (result.passed || result.attempts >= attempts + result.granted);
}

/** The first thing in the order of the course that is the learner's to do; undefined when all waits for others. */
export function nextStep({ curriculum, read, quizzes, works }: Studies): CourseStep | undefined {
  const unread = nextLesson(curriculum, read);
  for (const module of curriculum.modules) {
    if (unread && module.lessons.includes(unread)) return { kind: 'lesson', module, lesson: unread };
    if (!isQuizOver(module.quiz, quizzes)) return { kind: 'quiz', module };
    const state = stateOf(works, module.assignment);
    if (module.assignment.required && withLearner.has(state)) return { kind: 'assignment', module, state };
  }
  return undefined;
}

export type DueItem =
  | { kind: 'quiz'; module: Module; quiz: Quiz; attemptsLeft: number }
  | { kind: 'assignment'; module: Module; assignment: Assignment; state: WorkState; due: Date };

/** Quizzes and assignments of the weeks up to this one that are still to do: returned work first, then as they fall due. */
export function dueItems(studies: Studies, startsOn: Date, week: number): DueItem[] {
  const begun = studies.curriculum.modules.filter((module) => module.week <= week);
  const items = begun.flatMap((module) => [quizToDo(module, studies), workToDo(module, studies, startsOn)]);
  const order = (item: DueItem) => {
    if (item.kind === 'quiz') return dueAt(startsOn, item.module.week).getTime();
    return item.state === 'returned' ? 0 : item.due.getTime();
  };
  return items.filter((item) => item !== undefined).sort((one, other) => order(one) - order(other));
}

function quizToDo(module: Module, { quizzes }: Studies): DueItem | undefined {
  const { quiz } = module;
  if (isQuizOver(quiz, quizzes)) return undefined;
  const { attempts, granted } = quizzes.get(quiz.id) ?? { attempts: 0, granted: 0 };
  return { kind: 'quiz', module, quiz, attemptsLeft: quiz.attempts + granted - attempts };
}

function workToDo(module: Module, { works }: Studies, startsOn: Date): DueItem | undefined {
  const { assignment } = module;
  const state = stateOf(works, assignment);
  if (!withLearner.has(state)) return undefined;
  return { kind: 'assignment', module, assignment, state, due: dueAt(startsOn, assignment.dueWeek) };
}

export type SentItem = { assignment: Assignment; state: WorkState; sentAt: Date; percent: number | undefined };

/** Work that is with the instructor or was accepted, the latest sent in front. */
export function sentItems({ curriculum, works }: Studies): SentItem[] {
  return curriculum.modules
    .flatMap(({ assignment }): SentItem[] => {
      const work = works.get(assignment.id);
      if (!work?.sentAt || withLearner.has(work.state)) return [];
      return [{ assignment, state: work.state, sentAt: work.sentAt, percent: work.percent }];
    })
    .sort((one, other) => other.sentAt.getTime() - one.sentAt.getTime());
}
