/** Where the hour, week, month or other unit begins that `$dateTrunc` cuts a date to. */
import { isIntegral, toNumber } from '../bson/number.ts';
import { isNumber, typeName } from '../bson/types.ts';
import { UtcDateTime, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { calendarFields } from './calendar.ts';
import { requireDate, toLocal, toUtc, utcFrom, zoneOf, type TimeZone } from './time-zone.ts';
import { isNullish } from './truth.ts';
import { withFields, type Operator } from './operator.ts';

const CLOCK_UNITS: Readonly<Record<string, number>> = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000 };
const DAY_UNITS: Readonly<Record<string, number>> = { day: 86_400_000, week: 604_800_000 };
const MONTH_UNITS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DAY = 86_400_000;

function requireUnit(value: Value, name: string, code: number): string {
  if (typeof value !== 'string')
    throw new MongoError(5439013, `${name} requires 'unit' to be a string, but got ${typeName(value)}`);
  if (value in CLOCK_UNITS || value in DAY_UNITS || value in MONTH_UNITS) return value;
  throw new MongoError(code, `${name} parameter 'unit' value cannot be recognized as a time unit: ${value}`);
}

function requireWeekday(value: Value | undefined, name: string): number {
  if (value === undefined) return 6;
  if (typeof value !== 'string') throw new MongoError(5439015, `${name} requires 'startOfWeek' to be a string`);
  const day = WEEKDAYS.findIndex(
    (weekday) => weekday === value.toLowerCase() || weekday.slice(0, 3) === value.toLowerCase(),
  );
  if (day < 0)
    throw new MongoError(
      5439016,
      `${name} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${value}`,
    );
  return day;
}

export const dateTrunc: Operator = withFields(
  {
    required: ['date', 'unit'],
    optional: ['binSize', 'timezone', 'startOfWeek'],
    codes: { notObject: 5439007, unknown: 5439008, missing: { date: 5439009, unit: 5439010 } },
  },
  (args, name) => (root) => {
    const [date, unit] = [args['date'], args['unit']].map((argument) => argument?.(root));
    const size = args['binSize'] ? args['binSize'](root) : 1;
    const zone = zoneOf(args['timezone'], root);
    const startOfWeek = args['startOfWeek']?.(root);
    if (
      isNullish(date) ||
      isNullish(unit) ||
      isNullish(size) ||
      zone === null ||
      (args['startOfWeek'] && isNullish(startOfWeek))
    )
      return null;
    const utc = requireDate(date, 5166307);
    const unitName = requireUnit(unit, name, 9);
    if (!isNumber(size) || !isIntegral(size))
      throw new MongoError(5439017, `${name} requires 'binSize' to be a 64-bit integer`);
    if (toNumber(size) <= 0) throw new MongoError(5439018, `${name} requires 'binSize' to be greater than 0`);
    refuseLargeBin(unitName, toNumber(size), name);
    return new UtcDateTime(
      truncate(utc, unitName, toNumber(size), zone, unitName === 'week' ? requireWeekday(startOfWeek, name) : 6),
    );
  },
);

const LARGEST_BIN = 100_000_000_000;
const INT64_LIMIT = 2 ** 63;

function refuseLargeBin(unit: string, size: number, name: string): void {
  const length = CLOCK_UNITS[unit] ?? DAY_UNITS[unit];
  if (length === undefined ? size > LARGEST_BIN : size * length >= INT64_LIMIT)
    throw new MongoError(length === undefined ? 5439006 : 5439002, `${name}: 'binSize' is too large: ${size} ${unit}`);
}

/** Bins are counted from 2000-01-01, weeks from the first start of a week in that year. */
function truncate(utc: number, unit: string, size: number, zone: TimeZone, startOfWeek: number): number {
  const reference = utcFrom(2000, 1, 1);
  const local = toLocal(utc, zone);
  const months = MONTH_UNITS[unit];
  if (months !== undefined) {
    const { year, month } = calendarFields(local);
    const bin = months * size;
    return toUtc(utcFrom(2000, Math.floor(((year - 2000) * 12 + month - 1) / bin) * bin + 1, 1), zone);
  }
  const clock = CLOCK_UNITS[unit];
  if (clock !== undefined) {
    const start = toUtc(reference, zone);
    return start + Math.floor((utc - start) / (clock * size)) * clock * size;
  }
  const bin = (DAY_UNITS[unit] as number) * size;
  const start = unit === 'week' ? reference + ((startOfWeek - 5 + 7) % 7) * DAY : reference;
  return toUtc(start + Math.floor((local - start) / bin) * bin, zone);
}
