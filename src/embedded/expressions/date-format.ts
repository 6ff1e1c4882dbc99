/** How `$dateToString` writes a date. */
import { typeName } from '../bson/types.ts';
import { MongoError } from '../ground/errors.ts';
import { calendarFields, type CalendarFields } from './calendar.ts';
import { requireDate, toLocal, UTC, zoneOf } from './time-zone.ts';
import { isNullish } from './truth.ts';
import { withFields, type Operator } from './operator.ts';

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

export const dateToString: Operator = withFields(
  {
    required: ['date'],
    optional: ['format', 'timezone', 'onNull'],
    codes: { notObject: 18629, unknown: 18534, missing: 18628 },
  },
  ({ date, format, timezone, onNull }) =>
    (root) => {
      const value = date?.(root);
      const pattern = format ? format(root) : undefined;
      if (!isNullish(pattern) && typeof pattern !== 'string')
        throw new MongoError(18533, `$dateToString requires that 'format' be a string, found: ${typeName(pattern)}`);
      if (isNullish(value)) return onNull ? onNull(root) : null;
      const zone = zoneOf(timezone, root);
      if (zone === null || (format && isNullish(pattern))) return null;
      const utc = requireDate(value);
      const standard = zone === UTC ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L';
      return formatDate((pattern as string | undefined) ?? standard, toLocal(utc, zone), zone.offsetAt(utc));
    },
);
