/** Periods with a first and a last day that are possible but seldom meant: to be asked about, not refused. Pure; days in WIB. */
import { isoDay } from './format.ts';

const dayInMs = 86_400_000;

export type Period = Readonly<{ from?: Date | undefined; until: Date }>;
export type PeriodOddity = Readonly<{ kind: 'over' | 'later' | 'long'; count: number }>;

/** One that is over already, one that begins more than 90 days from now, one of more than `years`. Counted in days, `long` in years. */
export function findPeriodOddities({ from, until }: Period, years: number, now: Date): PeriodOddity[] {
  const days = (start: Date, end: Date) => Math.round((Date.parse(isoDay(end)) - Date.parse(isoDay(start))) / dayInMs);
  const [over, ahead, length] = [days(until, now), days(now, from ?? now), days(from ?? now, until)];
  return [
    ...(over > 0 ? [{ kind: 'over' as const, count: over }] : []),
    ...(ahead > 90 ? [{ kind: 'later' as const, count: ahead }] : []),
    ...(length > years * 366 ? [{ kind: 'long' as const, count: Math.floor(length / 365.25) }] : []),
  ];
}

/** Whether it is another one than before: what was asked about once is not asked about again. */
export const isSamePeriod = (one: Period, other: Period | undefined): boolean =>
  other !== undefined && dayOf(one.from) === dayOf(other.from) && dayOf(one.until) === dayOf(other.until);

const dayOf = (day: Date | undefined) => day && isoDay(day);
