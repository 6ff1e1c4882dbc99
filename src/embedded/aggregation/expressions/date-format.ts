import { typeName } from '../../bson/types.ts';
import { parseDateText } from '../../bson/date-text.ts';
import { UtcDateTime, type Value } from '../../bson/value.ts';
import { MongoError, notOffered } from '../../errors.ts';
import { calendarFields, type CalendarFields } from '../calendar.ts';
import { requireDate, toLocal, toUtc, UTC } from '../time-zone.ts';
import { isNullish } from '../truth.ts';
import { zoneOf } from './date-parts.ts';
import { withFields, type Operator, type Operators } from './operator.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** The conversion specifiers of `$dateToString`. */
const SPECIFIERS: Readonly<Record<string, (fields: CalendarFields, offset: number) => string>> = {
  Y: ({ year }) => pad(year, 4),
  m: ({ month }) => pad(month, 2),
  d: ({ day }) => pad(day, 2),
  H: ({ hour }) => pad(hour, 2),
  M: ({ minute }) => pad(minute, 2),
  S: ({ second }) => pad(second, 2),
  L: ({ millisecond }) => pad(millisecond, 3),
  j: ({ dayOfYear }) => pad(dayOfYear, 3),
  w: ({ dayOfWeek }) => String(dayOfWeek),
  u: ({ isoDayOfWeek }) => String(isoDayOfWeek),
  U: ({ week }) => pad(week, 2),
  V: ({ isoWeek }) => pad(isoWeek, 2),
  G: ({ isoWeekYear }) => pad(isoWeekYear, 4),
  b: ({ month }) => (MONTHS[month - 1] as string).slice(0, 3),
  B: ({ month }) => MONTHS[month - 1] as string,
  z: (_fields, offset) => {
    const minutes = Math.abs(offset) / 60_000;
    return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${pad(Math.floor(minutes % 60), 2)}`;
  },
  Z: (_fields, offset) => String(Math.trunc(offset / 60_000)),
  '%': () => '%',
};

function formatDate(format: string, local: number, offset: number): string {
  const fields = calendarFields(local);
  return format.replaceAll(/%(.?)/gs, (_match, specifier: string) => {
    const render = SPECIFIERS[specifier];
    if (!render)
      throw new MongoError(
        18536,
        specifier === ''
          ? "Unmatched '%' at end of format string"
          : `Invalid format character '%${specifier}' in format string`,
      );
    return render(fields, offset);
  });
}

const dateToString: Operator = withFields(
  {
    required: ['date'],
    optional: ['format', 'timezone', 'onNull'],
    codes: { notObject: 18629, unknown: 18534, missing: 18628 },
  },
  ({ date, format, timezone, onNull }) =>
    (environment) => {
      const value = date?.(environment);
      const pattern = format ? format(environment) : undefined;
      if (!isNullish(pattern) && typeof pattern !== 'string')
        throw new MongoError(18533, `$dateToString requires that 'format' be a string, found: ${typeName(pattern)}`);
      if (isNullish(value)) return onNull ? onNull(environment) : null;
      const zone = zoneOf(timezone, environment);
      if (zone === null || (format && isNullish(pattern))) return null;
      const utc = requireDate(value);
      const standard = zone === UTC ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L';
      return formatDate((pattern as string | undefined) ?? standard, toLocal(utc, zone), zone.offsetAt(utc));
    },
);

const dateFromString: Operator = withFields(
  {
    required: ['dateString'],
    optional: ['format', 'timezone', 'onError', 'onNull'],
    codes: { notObject: 40540, unknown: 40541, missing: 40542 },
  },
  ({ dateString, format, timezone, onError, onNull }) => {
    return (environment) => {
      if (format) return refuseFormat(format(environment));
      const text = dateString?.(environment);
      if (isNullish(text)) return onNull ? onNull(environment) : null;
      const zone = zoneOf(timezone, environment);
      if (zone === null) return null;
      try {
        if (typeof text !== 'string')
          throw new MongoError(241, `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)}`);
        return readDate(text, zone === UTC ? undefined : (local) => toUtc(local, zone));
      } catch (error) {
        if (onError && error instanceof MongoError && error.code === 241) return onError(environment);
        throw error;
      }
    };
  },
);

const READABLE = /^(?:[^%]|%[%dGHjLmMSuVYzZbB])*$/;

/** Only ISO 8601 is read; a format that is none is an error of its own. */
function refuseFormat(format: Value | undefined): null {
  if (isNullish(format)) return null;
  if (typeof format !== 'string')
    throw new MongoError(40684, `$dateFromString requires that 'format' be a string, found: ${typeName(format)}`);
  if (!READABLE.test(format)) throw new MongoError(18536, `Invalid format in $dateFromString: ${format}`);
  throw notOffered(168, "$dateFromString's format");
}

function readDate(text: string, fromLocal: ((local: number) => number) | undefined): Value {
  const date = parseDateText(text);
  if (!fromLocal) return date;
  if (/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && text.includes(':'))
    throw new MongoError(
      241,
      'you cannot pass in a date/time string with GMT offset together with a timezone argument',
    );
  return new UtcDateTime(fromLocal(Number(date.ms)));
}

export const DATE_FORMAT: Operators = { $dateToString: dateToString, $dateFromString: dateFromString };
