import { isIntegral, toNumber } from '../../bson/number.ts';
import { isNumber, typeName } from '../../bson/types.ts';
import { documentOf, isDocument, UtcDateTime, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { calendarFields, type CalendarFields } from '../calendar.ts';
import type { Environment, Evaluate } from '../environment.ts';
import { requireDate, requireZone, toLocal, toUtc, UTC, utcFrom, type TimeZone } from '../time-zone.ts';
import { isNullish } from '../truth.ts';
import { fieldOperands, withFields, type Operator, type Operators } from './operator.ts';

/** One field of a date, in UTC or in `{ date, timezone }`'s zone. */
function datePart(read: (fields: CalendarFields) => number | bigint): Operator {
  return (operand, compile, context, name) => {
    const isFull = isDocument(operand) && !(operand.keys().next().value ?? '').startsWith('$');
    const args = isFull
      ? fieldOperands(
          operand,
          { required: ['date'], optional: ['timezone'], codes: { unknown: 40535, missing: 40539 } },
          name,
        )
      : { date: singleArgument(operand, name) };
    const date = compile(args['date'] as Value, context);
    const zone = args['timezone'] === undefined ? undefined : compile(args['timezone'], context);
    return (environment) => {
      const local = localTime(date, zone, environment);
      return local === null ? null : read(calendarFields(local));
    };
  };
}

function singleArgument(operand: Value, name: string): Value {
  if (!Array.isArray(operand)) return operand;
  if (operand.length !== 1)
    throw new MongoError(
      40536,
      `${name} accepts exactly one argument if given an array, but was given ${operand.length}`,
    );
  return operand[0] as Value;
}

/** Local time of a date argument; null when the date or the zone is. */
export function localTime(date: Evaluate, zone: Evaluate | undefined, environment: Environment): number | null {
  const value = date(environment);
  if (isNullish(value)) return null;
  const place = zoneOf(zone, environment);
  return place === null ? null : toLocal(requireDate(value), place);
}

export function zoneOf(zone: Evaluate | undefined, environment: Environment): TimeZone | null {
  if (!zone) return UTC;
  const name = zone(environment);
  return isNullish(name) ? null : requireZone(name);
}

const dateToParts: Operator = withFields(
  {
    required: ['date'],
    optional: ['timezone', 'iso8601'],
    codes: { notObject: 40524, unknown: 40520, missing: 40522 },
  },
  ({ date, timezone, iso8601 }) =>
    (environment) => {
      const isIso = iso8601 ? iso8601(environment) : false;
      if (typeof isIso !== 'boolean') {
        if (isNullish(isIso)) return null;
        throw new MongoError(40521, `iso8601 must evaluate to a bool, found ${typeName(isIso)}`);
      }
      const local = localTime(date as Evaluate, timezone, environment);
      if (local === null) return null;
      const { year, month, day, isoWeekYear, isoWeek, isoDayOfWeek, hour, minute, second, millisecond } =
        calendarFields(local);
      const days = isIso ? { isoWeekYear, isoWeek, isoDayOfWeek } : { year, month, day };
      return documentOf({ ...days, hour, minute, second, millisecond });
    },
);

const CALENDAR = ['year', 'month', 'day'] as const;
const ISO_CALENDAR = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'] as const;
const CLOCK = ['hour', 'minute', 'second', 'millisecond'] as const;

const dateFromParts: Operator = (operand, compile, context, name) => {
  const args = fieldOperands(
    operand,
    {
      required: [],
      optional: [...CALENDAR, ...ISO_CALENDAR, ...CLOCK, 'timezone'],
      codes: { notObject: 40519, unknown: 40518 },
    },
    name,
  );
  const isIso = 'isoWeekYear' in args;
  if (!isIso && !('year' in args))
    throw new MongoError(40516, `${name} requires either 'year' or 'isoWeekYear' to be present`);
  if (isIso && CALENDAR.some((field) => field in args))
    throw new MongoError(40489, `${name} does not allow mixing natural dates with ISO dates`);
  if (!isIso && ISO_CALENDAR.some((field) => field in args))
    throw new MongoError(40525, `${name} does not allow mixing natural dates with ISO dates`);
  const compiled = new Map(Object.entries(args).map(([field, value]) => [field, compile(value, context)]));
  return (environment) => {
    const zone = zoneOf(compiled.get('timezone'), environment);
    const fields = [...(isIso ? ISO_CALENDAR : CALENDAR), ...CLOCK].map((field, i) =>
      partArgument(field, compiled.get(field)?.(environment), compiled.has(field), i < 3 ? 1 : 0),
    );
    if (zone === null || fields.includes(null)) return null;
    return new UtcDateTime(toUtc(assemble(fields as number[], isIso), zone));
  };
};

function partArgument(field: string, value: Value | undefined, isGiven: boolean, otherwise: number): number | null {
  if (!isGiven) return otherwise;
  if (isNullish(value)) return null;
  if (!isNumber(value) || !isIntegral(value))
    throw new MongoError(40515, `'${field}' must evaluate to an integer, found ${typeName(value)}`);
  const number = toNumber(value);
  const isYear = field === 'year' || field === 'isoWeekYear';
  if (isYear && (number < 1 || number > 9999))
    throw new MongoError(
      field === 'year' ? 40523 : 31095,
      `'${field}' must evaluate to an integer in the range 1 to 9999, found ${number}`,
    );
  if (!isYear && Math.abs(number) > 32767)
    throw new MongoError(31034, `'${field}' must evaluate to a value in the range [-32768, 32767]; found ${number}`);
  return number;
}

const DAY = 86_400_000;

function assemble([year, second, third, hour, minute, seconds, millisecond]: number[], isIso: boolean): number {
  const day = isIso
    ? isoWeekStart(year as number) + (((second as number) - 1) * 7 + (third as number) - 1) * DAY
    : utcFrom(year as number, second as number, third as number);
  return (
    day +
    (hour as number) * 3_600_000 +
    (minute as number) * 60_000 +
    (seconds as number) * 1000 +
    (millisecond as number)
  );
}

/** Monday of the first ISO week: the one that holds 4 January. */
function isoWeekStart(year: number): number {
  const fourth = utcFrom(year, 1, 4);
  const weekday = new Date(fourth).getUTCDay();
  return fourth - ((weekday === 0 ? 7 : weekday) - 1) * DAY;
}

export const DATE_PARTS: Operators = {
  $dateFromParts: dateFromParts,
  $dateToParts: dateToParts,
  $dayOfMonth: datePart(({ day }) => day),
  $dayOfWeek: datePart(({ dayOfWeek }) => dayOfWeek),
  $dayOfYear: datePart(({ dayOfYear }) => dayOfYear),
  $hour: datePart(({ hour }) => hour),
  $isoDayOfWeek: datePart(({ isoDayOfWeek }) => isoDayOfWeek),
  $isoWeek: datePart(({ isoWeek }) => isoWeek),
  $isoWeekYear: datePart(({ isoWeekYear }) => BigInt(isoWeekYear)),
  $millisecond: datePart(({ millisecond }) => millisecond),
  $minute: datePart(({ minute }) => minute),
  $month: datePart(({ month }) => month),
  $second: datePart(({ second }) => second),
  $week: datePart(({ week }) => week),
  $year: datePart(({ year }) => year),
};
