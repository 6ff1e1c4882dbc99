/** When a learner has completed: the programme's rules over what was done, with what is missing for each part. Pure. */
import { type AttendanceShare, isEnough } from '../attendance/index.ts';
import type { CompletionRules } from '../programmes/index.ts';

export const parts = ['lessons', 'quizzes', 'assignments', 'attendance'] as const;
export type PartName = (typeof parts)[number];

/** What a learner has done of what the course asks. */
export type CompletionFacts = Readonly<{
  /** Keys of lessons, in the order of the course. */
  lessons: readonly { key: string; isRead: boolean }[];
  quizzes: readonly { id: string; isPassed: boolean }[];
  /** The required assignments only. */
  assignments: readonly { id: string; isAccepted: boolean }[];
  attendance: AttendanceShare;
}>;

/**
 * `have` and `need` are counts of lessons, quizzes and assignments; of attendance they are whole percent. `missing` holds
 * the keys of what is not done: none for attendance, which is a share.
 */
export type CompletionPart = Readonly<{
  part: PartName;
  met: boolean;
  have: number;
  need: number;
  missing: readonly string[];
}>;
export type CompletionDecision = Readonly<{ complete: boolean; parts: readonly CompletionPart[] }>;

/** A part that the rules do not ask for is left out of the decision. */
export function decideCompletion(rules: CompletionRules, facts: CompletionFacts): CompletionDecision {
  const decided = [
    ...(rules.lessonsPercent > 0 ? [lessonsPart(rules.lessonsPercent, facts.lessons)] : []),
    ...(rules.quizzes ? [countedPart('quizzes', facts.quizzes, ({ isPassed }) => isPassed)] : []),
    ...(rules.assignments ? [countedPart('assignments', facts.assignments, ({ isAccepted }) => isAccepted)] : []),
    ...(rules.attendancePercent > 0 ? [attendancePart(rules.attendancePercent, facts.attendance)] : []),
  ];
  return { complete: decided.every(({ met }) => met), parts: decided };
}

/** The share asked for is rounded up to whole lessons. */
function lessonsPart(percent: number, lessons: CompletionFacts['lessons']): CompletionPart {
  const need = Math.ceil((lessons.length * percent) / 100);
  const unread = lessons.filter(({ isRead }) => !isRead).map(({ key }) => key);
  const have = lessons.length - unread.length;
  return { part: 'lessons', met: have >= need, have, need, missing: have >= need ? [] : unread };
}

function countedPart<Thing extends { id: string }>(
  part: PartName,
  things: readonly Thing[],
  isDone: (thing: Thing) => boolean,
): CompletionPart {
  const missing = things.filter((thing) => !isDone(thing)).map(({ id }) => id);
  return { part, met: missing.length === 0, have: things.length - missing.length, need: things.length, missing };
}

/** Shown rounded down, so that 79.6 percent does not look like the 80 that it is not. */
function attendancePart(need: number, attendance: AttendanceShare): CompletionPart {
  const have = Math.floor(attendance.share * 100 + 1e-9);
  return { part: 'attendance', met: isEnough(attendance, need), have, need, missing: [] };
}

/** From 0 to 1: how much of a part is done, never more than all. */
export const doneShare = ({ have, need, met }: CompletionPart): number => (met ? 1 : Math.min(1, have / need));

/** What a learner does with their own hands. Attendance is recorded by others, and is told beside it. */
const ownParts: ReadonlySet<PartName> = new Set(['lessons', 'quizzes', 'assignments']);
export const isOwnPart = ({ part }: Pick<CompletionPart, 'part'>): boolean => ownParts.has(part);

/** Which way of measuring `shareDone` is. Stored beside a share, so that a migration finds those of an older way. */
export const measure = 2;

type Counted = Pick<CompletionPart, 'part' | 'have' | 'need'>;

/**
 * Progress, from 0 to 1: of all lessons, quizzes and assignments that are asked for, how many are done. Every page that
 * speaks of progress, of the plan and of who is behind means this measure.
 */
export function shareDone(parts: readonly Counted[]): number {
  const own = parts.filter(isOwnPart);
  const need = own.reduce((sum, part) => sum + part.need, 0);
  return need === 0 ? 1 : own.reduce((sum, part) => sum + Math.min(part.have, part.need), 0) / need;
}

/** In whole percent: 0 only while nothing is done, 100 only when all is. */
export const percentDone = (share: number): number =>
  share <= 0 || share >= 1
    ? Math.round(Math.min(1, Math.max(0, share)) * 100)
    : Math.min(99, Math.max(1, Math.round(share * 100)));
