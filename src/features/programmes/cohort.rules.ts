/** When a cohort takes applications and where its states lead. Pure. */
import type { StringKey } from '../../platform/i18n.ts';
import { type CohortMove, type CohortState, cohortStates } from './cohort.states.ts';
import { isUndoable } from './programme.rules.ts';
import { type ProgrammeState, programmeStates } from './programme.states.ts';

const dayInMs = 86_400_000;

export type Moved = Readonly<{
  state: CohortState;
  /** When its applications were closed, or it was ended; absent once that was taken back. */
  movedAt?: Date;
}>;

const isWayBack = (move: CohortMove): boolean => cohortStates.row(move).undoes !== undefined;

/** The act that takes back what was done last, for a day. */
export const wayBack = ({ state, movedAt }: Moved, now: Date): CohortMove | undefined =>
  isUndoable(movedAt, now) ? cohortStates.moves(state).find(isWayBack) : undefined;

/** How a cohort goes on from here. */
export const waysOn = ({ state }: Moved, programme: ProgrammeState): CohortMove[] =>
  cohortStates.moves(state).filter((move) => !isWayBack(move) && isAllowedIn(programme, move));

/** A closed programme takes no applications any more; those in it go on. */
export const isAllowedIn = (programme: ProgrammeState, move: CohortMove): boolean =>
  !programmeStates.is('closed', programme) || !cohortStates.is('takesApplications', cohortStates.after(move).state);

/** What a cohort is at now, as people see it: the days say whether a class is under way, not who pressed what when. */
export type CohortPhase = 'planned' | 'open' | 'closed' | 'learning' | 'over' | 'ended';
type Course = Readonly<{ state: CohortState; applicationsUntil: Date; startsOn: Date; endsOn: Date }>;

/** `closed`: no more applications, and the first day is still to come. `over`: past its last day, and nobody ended it. */
export function cohortPhase({ state, applicationsUntil, startsOn, endsOn }: Course, now: Date): CohortPhase {
  if (cohortStates.is('planned', state) || cohortStates.is('ended', state)) return state;
  if (now.getTime() >= endsOn.getTime() + dayInMs) return 'over';
  if (now >= startsOn) return 'learning';
  return cohortStates.is('takesApplications', state) && now <= applicationsUntil ? 'open' : 'closed';
}

export type ApplicationWindow = 'not-yet' | 'open' | 'full' | 'over';
type Timing = Readonly<{ state: CohortState; applicationsUntil: Date; seatsLeft: number }>;

/** Whether somebody can apply now. The last moment of `applicationsUntil` still counts. */
export function applicationWindow({ state, applicationsUntil, seatsLeft }: Timing, now: Date): ApplicationWindow {
  if (cohortStates.is('planned', state)) return 'not-yet';
  if (!cohortStates.is('takesApplications', state) || now > applicationsUntil) return 'over';
  return seatsLeft > 0 ? 'open' : 'full';
}

/** Whether a verifier can admit somebody to a cohort now, and why not: applications are decided after they have closed, too. */
export type Vacancy = 'free' | 'full' | 'ended' | 'closed';
export function vacancyIn(
  { state, seatsLeft }: Readonly<{ state: CohortState; seatsLeft: number }>,
  programme: Readonly<{ state: ProgrammeState }>,
): Vacancy {
  if (programmeStates.is('closed', programme.state)) return 'closed';
  if (cohortStates.is('ended', state)) return 'ended';
  return seatsLeft > 0 ? 'free' : 'full';
}

export type CohortDates = Readonly<{ applicationsUntil: Date; startsOn: Date; endsOn: Date; examOn: Date }>;
type DateMistake = Readonly<{ field: keyof CohortDates; mistake: StringKey }>;

/** The first date that stands before one it has to follow, by the field that carries it. */
export function findDateMistake(dates: CohortDates): DateMistake | undefined {
  const lastDay = dates.startsOn.getTime() + dayInMs;
  if (dates.applicationsUntil.getTime() > lastDay)
    return { field: 'applicationsUntil', mistake: 'programmes.closesAfterStart' };
  if (dates.endsOn <= dates.startsOn) return { field: 'endsOn', mistake: 'programmes.endsBeforeStart' };
  if (dates.examOn < dates.endsOn) return { field: 'examOn', mistake: 'programmes.examBeforeEnd' };
  return undefined;
}

/** The first date of a cohort that is to come, which has passed already. A day counts until it is over. */
export function findPastDate(dates: CohortDates, now: Date): DateMistake | undefined {
  const past = (['applicationsUntil', 'startsOn', 'endsOn', 'examOn'] as const).find((name) => {
    const over = name === 'applicationsUntil' ? dates[name] : new Date(dates[name].getTime() + dayInMs);
    return over <= now;
  });
  return past && { field: past, mistake: 'programmes.dateInPast' };
}

export type DateOddity =
  | Readonly<{ kind: 'short' | 'long'; days: number; weeks: number }>
  | Readonly<{ kind: 'farStart' | 'farExam' | 'earlyClosing'; days: number }>;

/**
 * What is possible but seldom meant, to be confirmed: a term more than a week shorter than its course, or half as long
 * again; a start more than a year ahead; an exam more than 60 days after the end; applications that close more than 90
 * days before the start. `weeks` are those of the course.
 */
export function findOddities(dates: CohortDates, weeks: number, now: Date): DateOddity[] {
  const between = (from: Date, until: Date) => Math.round((until.getTime() - from.getTime()) / dayInMs);
  const days = between(dates.startsOn, dates.endsOn) + 1;
  const [ahead, toExam, closed] = [
    between(now, dates.startsOn),
    between(dates.endsOn, dates.examOn),
    between(dates.applicationsUntil, dates.startsOn),
  ];
  return [
    ...(days < (weeks - 1) * 7 ? [{ kind: 'short' as const, days, weeks }] : []),
    ...(days > weeks * 7 * 1.5 ? [{ kind: 'long' as const, days, weeks }] : []),
    ...(ahead > 366 ? [{ kind: 'farStart' as const, days: ahead }] : []),
    ...(toExam > 60 ? [{ kind: 'farExam' as const, days: toExam }] : []),
    ...(closed > 90 ? [{ kind: 'earlyClosing' as const, days: closed }] : []),
  ];
}
