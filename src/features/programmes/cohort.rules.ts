/** When a cohort takes applications and where its states lead. Pure. */
import type { StringKey } from '../../platform/i18n.ts';

export const cohortStates = ['planned', 'open', 'running', 'ended'] as const;
export type CohortState = (typeof cohortStates)[number];

export const nextCohortStates: Readonly<Record<CohortState, readonly CohortState[]>> = {
  planned: ['open'],
  open: ['running'],
  running: ['ended'],
  ended: [],
};

export type ApplicationWindow = 'not-yet' | 'open' | 'full' | 'over';
type Timing = Readonly<{ state: CohortState; applicationsUntil: Date; seatsLeft: number }>;

/** Whether somebody can apply now. The last moment of `applicationsUntil` still counts. */
export function applicationWindow({ state, applicationsUntil, seatsLeft }: Timing, now: Date): ApplicationWindow {
  if (state === 'planned') return 'not-yet';
  if (state !== 'open' || now > applicationsUntil) return 'over';
  return seatsLeft > 0 ? 'open' : 'full';
}

export type CohortDates = Readonly<{ applicationsUntil: Date; startsOn: Date; endsOn: Date; examOn: Date }>;
type DateMistake = Readonly<{ field: keyof CohortDates; mistake: StringKey }>;

/** The first date that stands before one it has to follow, by the field that carries it. */
export function findDateMistake(dates: CohortDates): DateMistake | undefined {
  const lastDay = dates.startsOn.getTime() + 86_400_000;
  if (dates.applicationsUntil.getTime() > lastDay)
    return { field: 'applicationsUntil', mistake: 'programmes.closesAfterStart' };
  if (dates.endsOn <= dates.startsOn) return { field: 'endsOn', mistake: 'programmes.endsBeforeStart' };
  if (dates.examOn < dates.endsOn) return { field: 'examOn', mistake: 'programmes.examBeforeEnd' };
  return undefined;
}
