import { fitsInt64, isZeroNumber, toDecimal } from '../../bson/arithmetic.ts';
import { compareNumbers, isNaNValue, toBigInt, toNumber } from '../../bson/number.ts';
import { isNumber, typeName } from '../../bson/types.ts';
import {
  BsonSymbol,
  Decimal128,
  double,
  isInt32,
  ObjectId,
  Timestamp,
  UtcDateTime,
  type Value,
} from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { parseDateText } from '../../bson/date-text.ts';
import { renderScalarText } from './scalar-text.ts';

export type Convert = (value: Value) => Value;

function failed(value: Value, target: string, why?: string): MongoError {
  return new MongoError(
    241,
    why ?? `Unsupported conversion from ${typeName(value)} to ${target} in $convert with no onError value`,
  );
}

export function toText(value: Value): Value {
  if (typeof value === 'string') return value;
  if (value instanceof BsonSymbol) return value.value;
  if (typeof value === 'boolean' || isNumber(value) || value instanceof UtcDateTime || value instanceof ObjectId)
    return renderScalarText(value);
  throw failed(value, 'string');
}

export function toBool(value: Value): Value {
  return isNumber(value) ? isNaNValue(value) || !isZeroNumber(value) : value !== false;
}

/** Numbers to integers: NaN, infinities and what does not fit are errors, fractions are cut off. */
function toWhole(value: Value, target: 'int' | 'long', fits: (whole: bigint) => boolean): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') return parseWhole(value, fits);
  if (value instanceof UtcDateTime && target === 'long') return value.ms;
  if (!isNumber(value)) throw failed(value, target);
  if (isNaNValue(value))
    throw failed(value, target, 'Attempt to convert NaN value to integer type in $convert with no onError value');
  const isInfinite = value instanceof Decimal128 ? value.special !== undefined : !Number.isFinite(toNumber(value));
  if (isInfinite)
    throw failed(value, target, 'Attempt to convert infinity value to integer type in $convert with no onError value');
  const whole = toBigInt(value);
  const isFar = compareNumbers(value, 2 ** 63) >= 0 || compareNumbers(value, -(2n ** 63n) - 1n) <= 0;
  if (isFar || !fits(whole))
    throw failed(
      value,
      target,
      `Conversion would overflow target type in $convert with no onError value: ${renderScalarText(value)}`,
    );
  return whole;
}

function parseWhole(text: string, fits: (whole: bigint) => boolean): bigint {
  const whole = /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
  if (whole === undefined || !fits(whole)) throw unparsable(text);
  return whole;
}

function unparsable(text: string): MongoError {
  return new MongoError(241, `Failed to parse number '${text}' in $convert with no onError value`);
}

export const toInt: Convert = (value) =>
  Number(toWhole(value, 'int', (whole) => whole >= -(2n ** 31n) && whole < 2n ** 31n));
export const toLong: Convert = (value) => toWhole(value, 'long', fitsInt64);

export const toDouble: Convert = (value) => {
  if (typeof value === 'boolean') return double(value ? 1 : 0);
  if (value instanceof UtcDateTime) return double(Number(value.ms));
  if (typeof value === 'string') return double(parseDouble(value));
  if (!isNumber(value)) throw failed(value, 'double');
  const number = toNumber(value);
  if (value instanceof Decimal128 && value.special === undefined && !Number.isFinite(number))
    throw failed(value, 'double', 'Conversion would overflow target type in $convert with no onError value');
  return double(number);
};

/** Neither too large for a double nor so small that nothing is left of it. */
function finiteNumber(text: string): number {
  const value = Number(text);
  const isLost = value === 0 && /[1-9]/.test(text.replace(/e.*$/i, ''));
  if (!Number.isFinite(value) || isLost) throw unparsable(text);
  return value;
}

/** C's hexadecimal form: `0x1.8p1` is 3. */
function hexadecimal(text: string): number | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)0x([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/i.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const value = Number(`0x${whole}${fraction}`) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -value : value;
}

function parseDouble(text: string): number {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return finiteNumber(text);
  const hex = hexadecimal(text);
  if (hex !== undefined) return hex;
  const special = /^([+-]?)(?:inf(?:inity)?|(nan))$/i.exec(text);
  if (!special) throw unparsable(text);
  return special[2] ? NaN : special[1] === '-' ? -Infinity : Infinity;
}

export const toDecimalValue: Convert = (value) => {
  if (typeof value === 'boolean') return Decimal128.fromInteger(value ? 1n : 0n);
  if (value instanceof UtcDateTime) return Decimal128.fromInteger(value.ms);
  if (typeof value === 'string') {
    const decimal = Decimal128.parse(value);
    if (!decimal) throw unparsable(value);
    return decimal;
  }
  if (!isNumber(value)) throw failed(value, 'decimal');
  return toDecimal(value);
};

export const toDate: Convert = (value) => {
  if (value instanceof UtcDateTime) return value;
  if (value instanceof ObjectId) return new UtcDateTime(Buffer.from(value.bytes).readInt32BE(0) * 1000);
  if (value instanceof Timestamp) return new UtcDateTime((value.bits >> 32n) * 1000n);
  if (typeof value === 'string') return parseDateText(value);
  if (typeof value === 'bigint') return new UtcDateTime(value);
  if (isNumber(value) && !isInt32(value)) return new UtcDateTime(toWhole(value, 'long', fitsInt64));
  throw failed(value, 'date');
};

export const toObjectId: Convert = (value) => {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') throw failed(value, 'objectId');
  if (!/^[0-9a-f]{24}$/i.test(value))
    throw failed(value, 'objectId', `Failed to parse objectId '${value}' in $convert with no onError value`);
  return new ObjectId(Buffer.from(value, 'hex'));
};
