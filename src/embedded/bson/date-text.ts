import { UtcDateTime } from './value.ts';
import { MongoError } from '../errors.ts';

const ISO =
  /^[ \t\n\0\u00a0]*(\d{4})-(\d{2})-(\d{2})(?:(?:T|[ \t]+)(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?[ \t]*(Z|[+-]\d{2}(?::?\d{2})?)?[ \t\n\0\u00a0]*$/;

/**
 * Reads ISO 8601 dates, with or without a time and an offset; without one they are UTC.
 * @throws MongoError ConversionFailure
 */
export function parseDateText(text: string): UtcDateTime {
  const match = ISO.exec(text);
  if (!match) throw unreadable(text);
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = match;
  const ms = Math.trunc(Number(`0.${fraction}`) * 1000);
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second), ms);
  const utc = date.getTime();
  const isReal = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (!isReal || Number(month) > 12 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    throw unreadable(text);
  return new UtcDateTime(utc - offsetMinutes(zone) * 60_000);
}

export function offsetMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function unreadable(text: string): MongoError {
  return new MongoError(241, `Error parsing date string '${text}'`);
}
