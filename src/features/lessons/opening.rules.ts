/**
 * When a class opens and closes: the one rule that pages show and services enforce. Pure.
 *
 * Lessons, quizzes and assignments open together, with the first day of the class. The weeks of the course are a plan and
 * no lock: who has a shop to mind reads ahead in a quiet week, and completion may be decided before the last one. What the
 * plan says is said beside each module, and who does less is behind. Everything closes at the end of the last day, or when
 * somebody ends the class before; lessons stay readable for good.
 */
import { type Cohort, cohortStates } from '../programmes/index.ts';
import { hasEnded } from './week.rules.ts';

export type Term = Pick<Cohort, 'startsOn' | 'endsOn'> & Partial<Pick<Cohort, 'state' | 'movedAt'>>;

const dayInMs = 86_400_000;

/** `opensAt` and `since` are instants: at the very moment of `opensAt` it is open, at the end of the last day it is over. */
export type Opening =
  Readonly<{ kind: 'open' }> | Readonly<{ kind: 'before'; opensAt: Date }> | Readonly<{ kind: 'over'; since: Date }>;

export type Shut = Exclude<Opening, { kind: 'open' }>;

/** When a class is over, or was: at the end of its last day, or at the moment it was ended before. */
export function closesAt({ endsOn, state, movedAt }: Term): Date {
  const last = new Date(endsOn.getTime() + dayInMs);
  return cohortStates.is('ended', state) && movedAt && movedAt < last ? movedAt : last;
}

export const isOver = ({ endsOn, state }: Term, now: Date): boolean =>
  cohortStates.is('ended', state) || hasEnded(endsOn, now);

/** The days decide: closing applications starts no class. */
export function openingOf(term: Term, now: Date): Opening {
  if (isOver(term, now)) return { kind: 'over', since: closesAt(term) };
  return now < term.startsOn ? { kind: 'before', opensAt: term.startsOn } : { kind: 'open' };
}
