import { isDouble, isIntegral, toNumber } from '../../bson/number.ts';
import { compareText, textOf } from '../../bson/order.ts';
import { isNumber, typeName, typeNameOrMissing } from '../../bson/types.ts';
import { BsonSymbol, Code, Timestamp, UtcDateTime, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { renderScalarText, renderSixDigits } from './scalar-text.ts';
import { isNullish } from '../truth.ts';
import { withArguments, withFields, withValues, type Operator, type Operators } from './operator.ts';

/** Functions that take numbers and dates for strings, and null for the empty string. */
export function coerceToString(value: Value | undefined, name: string, code = 16007): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  if (value instanceof BsonSymbol) return textOf(value);
  if (isDouble(value)) return renderSixDigits(toNumber(value));
  if (isNumber(value) || value instanceof UtcDateTime) return renderScalarText(value);
  if (value instanceof Code && !value.scope) return value.code;
  if (value instanceof Timestamp) return renderTimestamp(value);
  throw new MongoError(code, `can't convert from BSON type ${typeName(value)} to String in ${name}`);
}

/** As C's `ctime` shows the second, without weekday and year, and the ordinal. */
function renderTimestamp({ bits }: Timestamp): string {
  const text = new Date(Number(bits >> 32n) * 1000).toUTCString();
  const [, day = '', month = '', time = ''] = /^\w+, 0?(\d+) (\w+) \d+ ([\d:]+)/.exec(text) ?? [];
  return `${month} ${day.padStart(2)} ${time}:${bits & 0xffffffffn}`;
}

export function requireString(value: Value | undefined, name: string, code: number): string {
  if (typeof value === 'string') return value;
  throw new MongoError(code, `${name} requires a string argument, found: ${typeNameOrMissing(value)}`);
}

const concat: Operator = withValues(0, Infinity, (values, name) =>
  values
    .map((value) => {
      if (typeof value !== 'string')
        throw new MongoError(16702, `${name} only supports strings, not ${typeName(value)}`);
      return value;
    })
    .join(''),
);

/** MongoDB changes the case of ASCII letters only. */
const toLower: Operator = withArguments(1, 1, ([value], name) =>
  coerceToString(value, name).replaceAll(/[A-Z]+/g, (part) => part.toLowerCase()),
);
const toUpper: Operator = withArguments(1, 1, ([value], name) =>
  coerceToString(value, name).replaceAll(/[a-z]+/g, (part) => part.toUpperCase()),
);

const substringOfBytes: Operator = withArguments(3, 3, ([value, start, length], name) => {
  const bytes = Buffer.from(coerceToString(value, name));
  if (!isNumber(start))
    throw new MongoError(
      16034,
      `${name}: starting index must be a numeric type (is BSON type ${typeNameOrMissing(start)})`,
    );
  if (!isNumber(length))
    throw new MongoError(16035, `${name}: length must be a numeric type (is BSON type ${typeNameOrMissing(length)})`);
  const from = Math.trunc(toNumber(start));
  if (from < 0) throw new MongoError(50752, `${name}: starting index must be non-negative (got: ${from})`);
  const count = Math.trunc(toNumber(length));
  const to = count < 0 ? bytes.length : Math.min(from + count, bytes.length);
  if (isContinuation(bytes[from]))
    throw new MongoError(28656, `${name}: Invalid range, starting index is a UTF-8 continuation byte.`);
  if (isContinuation(bytes[to]))
    throw new MongoError(28657, `${name}: Invalid range, ending index is in the middle of a UTF-8 character.`);
  return bytes.toString('utf8', Math.min(from, bytes.length), to);
});

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

const substringOfCodePoints: Operator = withArguments(3, 3, ([value, start, length], name) => {
  const points = [...coerceToString(value, name, 34452)];
  const from = codePointArgument(start, name, [34450, 34451, 34452], 'starting index');
  const count = codePointArgument(length, name, [34453, 34454, 34455], 'length');
  return points.slice(from, from + count).join('');
});

function codePointArgument(
  value: Value | undefined,
  name: string,
  [notNumber, notInteger, negative]: [number, number, number],
  role: string,
): number {
  if (!isNumber(value))
    throw new MongoError(
      notNumber,
      `${name}: ${role} must be a numeric type (is BSON type ${typeNameOrMissing(value)})`,
    );
  if (!isIntegral(value) || Math.abs(toNumber(value)) > 0x7fffffff)
    throw new MongoError(notInteger, `${name}: ${role} cannot be represented as a 32-bit integral value`);
  if (toNumber(value) < 0) throw new MongoError(negative, `${name}: ${role} must be a nonnegative integer.`);
  return toNumber(value);
}

const WHITESPACE = '\0\t\n\v\f\r\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

function trim(atStart: boolean, atEnd: boolean): Operator {
  return withFields(
    { required: ['input'], optional: ['chars'], codes: { notObject: 50696, unknown: 50694, missing: 50695 } },
    ({ input, chars }, name) =>
      (environment) => {
        const text = input?.(environment);
        if (isNullish(text)) return null;
        if (typeof text !== 'string')
          throw new MongoError(50699, `${name} requires its input to be a string, got ${typeName(text)}`);
        const given = chars ? chars(environment) : WHITESPACE;
        if (isNullish(given)) return null;
        if (typeof given !== 'string')
          throw new MongoError(50700, `${name} requires 'chars' to be a string, got ${typeName(given)}`);
        return trimPoints([...text], new Set(given), atStart, atEnd);
      },
  );
}

function trimPoints(points: string[], trimmed: ReadonlySet<string>, atStart: boolean, atEnd: boolean): string {
  let from = 0;
  let to = points.length;
  if (atStart) while (from < to && trimmed.has(points[from] as string)) from++;
  if (atEnd) while (to > from && trimmed.has(points[to - 1] as string)) to--;
  return points.slice(from, to).join('');
}

const split: Operator = withValues(2, 2, ([text, separator], name) => {
  if (typeof text !== 'string')
    throw new MongoError(
      40085,
      `${name} requires an expression that evaluates to a string as a first argument, found: ${typeName(text as Value)}`,
    );
  if (typeof separator !== 'string')
    throw new MongoError(
      40086,
      `${name} requires an expression that evaluates to a string as a second argument, found: ${typeName(separator as Value)}`,
    );
  if (separator === '') throw new MongoError(40087, `${name} requires a non-empty separator`);
  return text.split(separator);
});

const compareCaseless: Operator = withArguments(2, 2, ([a, b], name) => {
  const [x, y] = [a, b].map((value) =>
    coerceToString(value, name).replaceAll(/[a-z]+/g, (part) => part.toUpperCase()),
  ) as [string, string];
  return compareText(x, y);
});

export const STRING: Operators = {
  $concat: concat,
  $toLower: toLower,
  $toUpper: toUpper,
  $substr: substringOfBytes,
  $substrBytes: substringOfBytes,
  $substrCP: substringOfCodePoints,
  $strLenBytes: withArguments(1, 1, ([value], name) => Buffer.byteLength(requireString(value, name, 34473))),
  $strLenCP: withArguments(1, 1, ([value], name) => [...requireString(value, name, 34471)].length),
  $trim: trim(true, true),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $split: split,
  $strcasecmp: compareCaseless,
};
