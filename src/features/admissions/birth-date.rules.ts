/** A date of birth from three boxes. Pure. */
import { isoDay } from '../../platform/format.ts';

/** 1990-05-21, or undefined when there is no such day, or it lies ahead, or nobody alive was born then. */
export function readBirthDate(day: string, month: string, year: string, now: Date): string | undefined {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return exists && text >= '1900-01-01' && text <= isoDay(now) ? text : undefined;
}
