/** How far a place's clock is from UTC at a moment, and which values are moments. */
import { UtcDateTime, Timestamp, ObjectId, type Document, type Value } from '../bson/value.ts';
import { typeName, typeNameOrMissing } from '../bson/types.ts';
import { MongoError, notOffered } from '../ground/errors.ts';
import type { Evaluate } from './environment.ts';
import { isNullish } from './truth.ts';

const DAY = 86_400_000;
/** The last millisecond of a JavaScript date. */
const LATEST = 8_640_000_000_000_000n;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A place's clock: minutes ahead of UTC at an instant. */
export interface TimeZone {
  offsetAt(utc: number): number;
}

export const UTC: TimeZone = { offsetAt: () => 0 };

/** @throws MongoError 40485 for a name or offset that is unknown */
function timeZone(name: string): TimeZone {
  if (name === 'UTC' || name === 'GMT') return UTC;
  if (/^[+-]\d{2}(?::?\d{2})?$/.test(name)) {
    const fixed = offsetMinutes(name) * 60_000;
    return { offsetAt: () => fixed };
  }
  const format = formatFor(name);
  return { offsetAt: (utc) => wallClock(format, utc) - Math.floor(utc / 1000) * 1000 };
}

function formatFor(name: string): Intl.DateTimeFormat {
  const known = formats.get(name);
  if (known) return known;
  try {
    refuseOtherCase(name);
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
    formats.set(name, format);
    return format;
  } catch {
    throw new MongoError(40485, `unrecognized time zone identifier: "${name}"`);
  }
}

const ZONES = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));

/** Intl does not mind the case of a name, MongoDB does. Aliases begin their parts with a capital, as all names do. */
function refuseOtherCase(name: string): void {
  const exact = ZONES.get(name.toLowerCase());
  const isWritten = exact === undefined ? /^[A-Z]/.test(name) : exact === name;
  if (!isWritten) throw new RangeError(name);
}

function wallClock(format: Intl.DateTimeFormat, utc: number): number {
  const parts = Object.fromEntries(format.formatToParts(utc).map(({ type, value }) => [type, value]));
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  return (
    utcFrom(year, Number(parts['month']), Number(parts['day'])) +
    Number(parts['hour']) * 3_600_000 +
    Number(parts['minute']) * 60_000 +
    Number(parts['second']) * 1000
  );
}

/** Milliseconds of a date on the proleptic Gregorian calendar; months and days may run over. */
export function utcFrom(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, 1);
  return date.getTime() + (day - 1) * DAY;
}

/** The wall clock of a zone at an instant, as milliseconds that read as if they were UTC. */
export function toLocal(utc: number, zone: TimeZone): number {
  return utc + zone.offsetAt(utc);
}

/** The instant at which a zone's clock shows `local`; in a gap the clock's later reading, in an overlap the earlier instant. */
export function toUtc(local: number, zone: TimeZone): number {
  const guess = local - zone.offsetAt(local);
  const before = local - zone.offsetAt(local - DAY);
  const after = local - zone.offsetAt(local + DAY);
  for (const candidate of [before, guess, after]) if (toLocal(candidate, zone) === local) return candidate;
  return before;
}

/** @throws MongoError for values that are not dates; null and missing are for the caller */
export function requireDate(value: Value | undefined, code = 16006): number {
  if (value instanceof UtcDateTime) {
    if (value.ms > LATEST || value.ms < -LATEST) throw notOffered(18537, 'A date beyond the year 275760');
    return Number(value.ms);
  }
  if (value instanceof Timestamp) return Number(value.bits >> 32n) * 1000;
  if (value instanceof ObjectId) return Buffer.from(value.bytes).readInt32BE(0) * 1000;
  throw new MongoError(code, `can't convert from BSON type ${typeNameOrMissing(value)} to Date`);
}

/** The zone that an operator's `timezone` names; UTC without one, null when it is null. */
export function zoneOf(zone: Evaluate | undefined, root: Document): TimeZone | null {
  if (!zone) return UTC;
  const name = zone(root);
  return isNullish(name) ? null : requireZone(name);
}

function offsetMinutes(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function requireZone(value: Value): TimeZone {
  if (typeof value !== 'string')
    throw new MongoError(40517, `timezone must evaluate to a string, found ${typeName(value)}`);
  return timeZone(value);
}
