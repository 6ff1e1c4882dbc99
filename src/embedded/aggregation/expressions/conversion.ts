import { fitsInt64, isZeroNumber, toDecimal } from '../../bson/arithmetic.ts';
import { isDouble, isNaNValue, toBigInt, toNumber } from '../../bson/number.ts';
import {
  isNumber,
  TYPE_NUMBERS,
  typeName,
  typeNameOrMissing,
  type NumberValue,
  type TypeName,
} from '../../bson/types.ts';
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
import { isNullish } from '../truth.ts';
import { parseDateText } from '../../bson/date-text.ts';
import { fieldOperands, withArguments, type Operator, type Operators } from './operator.ts';

type Convert = (value: Value) => Value;

function failed(value: Value, target: string, why?: string): MongoError {
  return new MongoError(
    241,
    why ?? `Unsupported conversion from ${typeName(value)} to ${target} in $convert with no onError value`,
  );
}

/** Prints numbers, dates and object ids as MongoDB's `$toString` does. */
export function renderScalarText(value: Value): string {
  if (value instanceof UtcDateTime) return renderDate(value);
  if (value instanceof ObjectId) return value.toHex();
  if (value instanceof Decimal128) return value.toString();
  if (isDouble(value)) return renderDouble(toNumber(value));
  return String(value);
}

function renderDate({ ms }: UtcDateTime): string {
  const date = new Date(Number(ms));
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}

/** Shortest text that reads back the same, with exponents written as C++ does. */
function renderDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  const text = exponent >= 15 || exponent < -5 ? value.toExponential() : String(value);
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function toText(value: Value): Value {
  if (typeof value === 'string') return value;
  if (value instanceof BsonSymbol) return value.value;
  if (typeof value === 'boolean' || isNumber(value) || value instanceof UtcDateTime || value instanceof ObjectId)
    return renderScalarText(value);
  throw failed(value, 'string');
}

function toBool(value: Value): Value {
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
  if (!fits(whole))
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

const toInt: Convert = (value) => Number(toWhole(value, 'int', (whole) => whole >= -(2n ** 31n) && whole < 2n ** 31n));
const toLong: Convert = (value) => toWhole(value, 'long', fitsInt64);

const toDouble: Convert = (value) => {
  if (typeof value === 'boolean') return double(value ? 1 : 0);
  if (value instanceof UtcDateTime) return double(Number(value.ms));
  if (typeof value === 'string') return double(parseDouble(value));
  if (!isNumber(value)) throw failed(value, 'double');
  const number = toNumber(value);
  if (value instanceof Decimal128 && value.special === undefined && !Number.isFinite(number))
    throw failed(value, 'double', 'Conversion would overflow target type in $convert with no onError value');
  return double(number);
};

function parseDouble(text: string): number {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  const special = /^([+-]?)(?:inf(?:inity)?|(nan))$/i.exec(text);
  if (!special) throw unparsable(text);
  return special[2] ? NaN : special[1] === '-' ? -Infinity : Infinity;
}

const toDecimalValue: Convert = (value) => {
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

const toDate: Convert = (value) => {
  if (value instanceof UtcDateTime) return value;
  if (value instanceof ObjectId) return new UtcDateTime(Buffer.from(value.bytes).readInt32BE(0) * 1000);
  if (value instanceof Timestamp) return new UtcDateTime((value.bits >> 32n) * 1000n);
  if (typeof value === 'string') return parseDateText(value);
  if (typeof value === 'bigint') return new UtcDateTime(value);
  if (isNumber(value) && !isInt32(value)) return new UtcDateTime(toWhole(value, 'long', fitsInt64));
  throw failed(value, 'date');
};

const toObjectId: Convert = (value) => {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') throw failed(value, 'objectId');
  if (!/^[0-9a-f]{24}$/i.test(value))
    throw failed(value, 'objectId', `Failed to parse objectId '${value}' in $convert with no onError value`);
  return new ObjectId(Buffer.from(value, 'hex'));
};

const CONVERSIONS: Partial<Record<TypeName, Convert>> = {
  string: toText,
  bool: toBool,
  int: toInt,
  long: toLong,
  double: toDouble,
  decimal: toDecimalValue,
  date: toDate,
  objectId: toObjectId,
};

function conversionTo(target: TypeName): Operator {
  const convert = CONVERSIONS[target] as Convert;
  return withArguments(1, 1, ([value]) => (isNullish(value) ? null : convert(value)));
}

const convertTo: Operator = (operand, compile, context) => {
  const args = fieldOperands(operand, { required: ['input', 'to'], optional: ['onError', 'onNull'] }, '$convert');
  const input = compile(args['input'] as Value, context);
  const to = compile(args['to'] as Value, context);
  const onError = args['onError'] === undefined ? undefined : compile(args['onError'], context);
  const onNull = args['onNull'] === undefined ? undefined : compile(args['onNull'], context);
  return (environment) => {
    const target = to(environment);
    const convert = isNullish(target) ? undefined : targetConversion(target);
    const value = input(environment);
    if (isNullish(value)) return onNull ? onNull(environment) : null;
    if (!convert) return null;
    try {
      return convert(value);
    } catch (error) {
      if (onError && error instanceof MongoError && error.code === 241) return onError(environment);
      throw error;
    }
  };
};

function targetConversion(target: Value): Convert {
  const name =
    typeof target === 'string'
      ? target
      : isNumber(target)
        ? Object.entries(TYPE_NUMBERS).find(([, number]) => number === toNumber(target as NumberValue))?.[0]
        : undefined;
  if (name === undefined)
    throw new MongoError(9, `$convert's 'to' argument must be a string or number, but is ${typeName(target)}`);
  if (!(name in TYPE_NUMBERS)) throw new MongoError(2, `Unknown type name: ${name}`);
  const convert = CONVERSIONS[name as TypeName];
  if (!convert) throw new MongoError(241, `Unsupported conversion to ${name}`);
  return convert;
}

export const CONVERSION: Operators = {
  $convert: convertTo,
  $isNumber: withArguments(1, 1, ([value]) => isNumber(value)),
  $toBool: conversionTo('bool'),
  $toDate: conversionTo('date'),
  $toDecimal: conversionTo('decimal'),
  $toDouble: conversionTo('double'),
  $toInt: conversionTo('int'),
  $toLong: conversionTo('long'),
  $toObjectId: conversionTo('objectId'),
  $toString: conversionTo('string'),
  $type: withArguments(1, 1, ([value]) => typeNameOrMissing(value)),
};
