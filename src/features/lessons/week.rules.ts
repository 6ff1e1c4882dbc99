/** The weeks of a cohort. Pure. */
const dayInMs = 86_400_000;
const weekInMs = 7 * dayInMs;

/** When week `week` (from 1) begins, for a cohort that starts at the beginning of the day `startsOn`. */
export const weekStart = (startsOn: Date, week: number): Date => new Date(startsOn.getTime() + (week - 1) * weekInMs);

/** The moment at which week `week` is over; it is no longer part of it. */
export const weekEnd = (startsOn: Date, week: number): Date => weekStart(startsOn, week + 1);

/** The week that `now` is in: 0 before the start, and the last one after the end. */
export const weekOf = (startsOn: Date, weeks: number, now: Date): number =>
  Math.min(weeks, Math.max(0, Math.floor((now.getTime() - startsOn.getTime()) / weekInMs) + 1));

/** Whether the last day of a class is over, which begins at `endsOn`. */
export const hasEnded = (endsOn: Date, now: Date): boolean => now.getTime() >= endsOn.getTime() + dayInMs;
