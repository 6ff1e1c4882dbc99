/** Which day, week and hour a local time is. */
import { utcFrom } from './time-zone.ts';

const DAY = 86_400_000;

/** Calendar fields of a local time that is written as if it were UTC. */
export interface CalendarFields {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** 1 Sunday to 7 Saturday. */
  dayOfWeek: number;
  dayOfYear: number;
  /** 1 Monday to 7 Sunday. */
  isoDayOfWeek: number;
  isoWeek: number;
  isoWeekYear: number;
  /** Weeks begin on Sundays; days before the first are in week 0. */
  week: number;
}

export function calendarFields(local: number): CalendarFields {
  const date = new Date(local);
  const year = date.getUTCFullYear();
  const weekday = date.getUTCDay();
  const dayOfYear = Math.floor((local - utcFrom(year, 1, 1)) / DAY) + 1;
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
    dayOfWeek: weekday + 1,
    dayOfYear,
    isoDayOfWeek: weekday === 0 ? 7 : weekday,
    ...isoWeekOf(local, weekday),
    week: Math.floor((dayOfYear + 6 - weekday) / 7),
  };
}

/** The ISO week belongs to the year of its Thursday. */
function isoWeekOf(local: number, weekday: number): { isoWeek: number; isoWeekYear: number } {
  const day = Math.floor(local / DAY) * DAY;
  const thursday = day + (4 - (weekday === 0 ? 7 : weekday)) * DAY;
  const isoWeekYear = new Date(thursday).getUTCFullYear();
  return { isoWeek: Math.floor((thursday - utcFrom(isoWeekYear, 1, 1)) / DAY / 7) + 1, isoWeekYear };
}
