/** Time and number of attempts: when one ends, whether another may begin, which one counts. Pure. */
import type { Quiz } from '../courses/index.ts';
import type { Score } from './scoring.rules.ts';

/** How long after the deadline an answer that was on its way is still taken. */
export const graceSeconds = 30;

const later = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);

/** The end of an attempt, computed when it starts: the time limit, and never after the quiz closes. */
export function deadlineOf(startedAt: Date, minutes: number, closesAt: Date): Date {
  const limit = later(startedAt, minutes * 60_000);
  return limit < closesAt ? limit : closesAt;
}

/** An attempt ends with its class, also when somebody ended the class after the attempt began. */
export const closedBy = <One extends Timed>(attempt: One, closesAt: Date): One =>
  attempt.deadline > closesAt ? { ...attempt, deadline: closesAt } : attempt;

/** Deadlines at or before this moment are over, grace included. */
export const overSince = (now: Date): Date => later(now, -graceSeconds * 1000);

export type Timed = Readonly<{ state: 'open' | 'submitted'; deadline: Date }>;

/** Half-open: an answer at the very moment of deadline and grace is too late. */
export const acceptsAnswers = ({ state, deadline }: Timed, now: Date): boolean =>
  state === 'open' && deadline > overSince(now);

/** Whole minutes, and the last begun one counts. */
export const minutesLeft = ({ deadline }: Pick<Timed, 'deadline'>, now: Date): number =>
  Math.max(0, Math.ceil((deadline.getTime() - now.getTime()) / 60_000));

export type MadeAttempt = Timed & Readonly<{ id: string; n: number; submittedAt?: Date; score?: Score }>;

export type Allowance =
  | { kind: 'open'; attempt: MadeAttempt }
  | { kind: 'ready'; n: number }
  | { kind: 'waiting'; until: Date }
  | { kind: 'before'; opensAt: Date }
  | { kind: 'passed' | 'usedUp' | 'closed' };

/** The quiz as a learner may take it to whom attempts were granted beyond those that everybody has. */
export const withGrants = <Rules extends Pick<Quiz, 'attempts'>>(quiz: Rules, granted: number): Rules => ({
  ...quiz,
  attempts: quiz.attempts + granted,
});

/**
 * What a learner can do about a quiz now, from the attempts made so far. `usedUp` is for as long as the class goes on: then
 * an instructor may grant another attempt. `before`: the class has not begun.
 */
export function allowanceOf(
  quiz: Quiz,
  attempts: readonly MadeAttempt[],
  closesAt: Date,
  now: Date,
  opensAt?: Date,
): Allowance {
  const open = attempts.find(({ state }) => state === 'open');
  if (open) return { kind: 'open', attempt: open };
  if (attempts.some(({ score }) => score?.passed)) return { kind: 'passed' };
  if (now >= closesAt) return { kind: 'closed' };
  if (opensAt && now < opensAt) return { kind: 'before', opensAt };
  if (attempts.length >= quiz.attempts) return { kind: 'usedUp' };
  const lastSent = Math.max(0, ...attempts.map(({ submittedAt }) => submittedAt?.getTime() ?? 0));
  const until = later(new Date(lastSent), quiz.cooldownMinutes * 60_000);
  return quiz.cooldownMinutes > 0 && now < until
    ? { kind: 'waiting', until }
    : { kind: 'ready', n: attempts.length + 1 };
}

/**
 * The key of a quiz is shown only to somebody who can no longer gain by it: not to one who may be granted an attempt, nor
 * while the end of the class may still be taken back.
 */
export const showsKey = ({ kind }: Allowance, mayReopen = false): boolean =>
  kind === 'passed' || (kind === 'closed' && !mayReopen);

/** `granted`: how many attempts the learner was given beyond those that everybody has. */
export type QuizResult = { passed: boolean; percent: number; attempts: number; granted: number };

/** An attempt that was begun and not ended; past its `deadline` it waits to be scored. */
export type RunningAttempt = Readonly<{ id: string; deadline: Date }>;
/** `ranOut`: its time ended it, and what had been saved by then was scored. */
export type EndedAttempt = Readonly<{ id: string; at: Date; ranOut: boolean; passed: boolean; percent: number }>;
/** The result, with the attempt that runs and the one that ended last. */
export type QuizProgress = QuizResult & Readonly<{ running?: RunningAttempt; last?: EndedAttempt }>;

/** An attempt counts as sent at its deadline at the latest, so one that was sent then ran out of time. */
export const endedAttempt = (
  id: string,
  submittedAt: Date,
  { deadline, score }: Readonly<{ deadline: Date; score: Score }>,
): EndedAttempt => ({
  id,
  at: submittedAt,
  ranOut: submittedAt >= deadline,
  passed: score.passed,
  percent: score.percent,
});

/** The score of record is the highest. */
export function resultOf(scores: readonly Score[], granted = 0): QuizResult {
  const percent = Math.max(0, ...scores.map((score) => score.percent));
  return { passed: scores.some((score) => score.passed), percent, attempts: scores.length, granted };
}
