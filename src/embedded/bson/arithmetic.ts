import { Decimal128, digitCount, divideHalfEven } from './decimal.ts';
import { INT64_MAX, INT64_MIN, isDouble, splitDouble, toNumber } from './number.ts';
import type { NumberValue } from './types.ts';
import { double, isInt32 } from './value.ts';

/** Arithmetic that keeps MongoDB's types: decimal over double over int64 over int32, int32 widening to int64. */
interface Operation {
  decimals(a: Decimal128, b: Decimal128): Decimal128;
  doubles(a: number, b: number): number;
  integers(a: bigint, b: bigint): bigint;
}

const ADD: Operation = { decimals: addDecimals, doubles: (a, b) => a + b, integers: (a, b) => a + b };
const SUBTRACT: Operation = {
  decimals: (a, b) => addDecimals(a, negateDecimal(b)),
  doubles: (a, b) => a - b,
  integers: (a, b) => a - b,
};
const MULTIPLY: Operation = { decimals: multiplyDecimals, doubles: (a, b) => a * b, integers: (a, b) => a * b };

export const add = (a: NumberValue, b: NumberValue): NumberValue => combine(ADD, a, b);
export const subtract = (a: NumberValue, b: NumberValue): NumberValue => combine(SUBTRACT, a, b);
export const multiply = (a: NumberValue, b: NumberValue): NumberValue => combine(MULTIPLY, a, b);

function combine(operation: Operation, a: NumberValue, b: NumberValue): NumberValue {
  if (a instanceof Decimal128 || b instanceof Decimal128) return operation.decimals(toDecimal(a), toDecimal(b));
  if (isDouble(a) || isDouble(b)) return double(operation.doubles(toNumber(a), toNumber(b)));
  if (typeof a === 'number' && typeof b === 'number') {
    const result = operation.doubles(a, b);
    if (Number.isSafeInteger(result)) return isInt32(result) || result === 0 ? result + 0 : BigInt(result);
  }
  const exact = operation.integers(BigInt(a), BigInt(b));
  return fitsInt64(exact) ? exact : double(Number(exact));
}

export function fitsInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX;
}

/** Doubles become decimals of 15 significant digits, as MongoDB converts them. */
export function toDecimal(value: NumberValue): Decimal128 {
  if (value instanceof Decimal128) return value;
  if (typeof value === 'bigint') return Decimal128.fromInteger(value);
  const number = toNumber(value);
  if (isInt32(value) || number === 0)
    return new Decimal128(number < 0 || Object.is(number, -0), BigInt(Math.abs(number)), 0);
  const text = Number.isFinite(number) ? number.toPrecision(15) : String(number);
  return Decimal128.parse(text) as Decimal128;
}

export function negateDecimal(value: Decimal128): Decimal128 {
  return new Decimal128(!value.negative, value.coefficient, value.exponent, value.special);
}

const NAN = new Decimal128(false, 0n, 0, 'NaN');

function infinity(negative: boolean): Decimal128 {
  return new Decimal128(negative, 0n, 0, 'Infinity');
}

function isNaNDecimal(...values: Decimal128[]): boolean {
  return values.some(({ special }) => special === 'NaN');
}

/** Beyond this distance of exponents the smaller number cannot reach the 34 digits of the sum. */
const FAR_APART = 120;

function addDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  if (isNaNDecimal(a, b)) return NAN;
  if (a.special || b.special)
    return a.special && b.special && a.negative !== b.negative ? NAN : infinity(a.special ? a.negative : b.negative);
  const [upper, lower] = a.exponent >= b.exponent ? [a, b] : [b, a];
  const distance = upper.exponent - lower.exponent;
  if (distance > FAR_APART && !upper.isZero() && !lower.isZero()) return addFarApart(upper, lower);
  const shift = Math.min(distance, upper.isZero() ? 0 : distance);
  const sum = signed(upper) * 10n ** BigInt(shift) + signed(lower);
  const negative = sum === 0n ? a.negative && b.negative : sum < 0n;
  return Decimal128.rounded(negative, sum < 0n ? -sum : sum, lower.exponent);
}

function addFarApart(upper: Decimal128, lower: Decimal128): Decimal128 {
  const room = 40 - digitCount(upper.coefficient);
  if (upper.exponent - room - digitCount(lower.coefficient) <= lower.exponent) {
    const sum = signed(upper) * 10n ** BigInt(upper.exponent - lower.exponent) + signed(lower);
    return Decimal128.rounded(sum < 0n, sum < 0n ? -sum : sum, lower.exponent);
  }
  const sticky = upper.coefficient * 10n ** BigInt(room) + (upper.negative === lower.negative ? 1n : -1n);
  return Decimal128.rounded(upper.negative, sticky, upper.exponent - room);
}

function signed(value: Decimal128): bigint {
  return value.negative ? -value.coefficient : value.coefficient;
}

function multiplyDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  if (isNaNDecimal(a, b)) return NAN;
  const negative = a.negative !== b.negative;
  if (a.special || b.special) return a.isZero() || b.isZero() ? NAN : infinity(negative);
  return Decimal128.rounded(negative, a.coefficient * b.coefficient, a.exponent + b.exponent);
}

export function divideDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  if (isNaNDecimal(a, b) || (a.special && b.special)) return NAN;
  const negative = a.negative !== b.negative;
  if (a.special) return infinity(negative);
  if (b.special) return Decimal128.rounded(negative, 0n, -6176);
  const scale = Math.max(0, 36 + digitCount(b.coefficient) - digitCount(a.coefficient));
  const dividend = a.coefficient * 10n ** BigInt(scale);
  const quotient = dividend / b.coefficient;
  const isExact = dividend % b.coefficient === 0n;
  const preferred = a.exponent - b.exponent;
  if (!isExact) return Decimal128.rounded(negative, quotient, preferred - scale, true);
  let [digits, exponent] = [quotient, preferred - scale];
  while (exponent < preferred && digits % 10n === 0n) [digits, exponent] = [digits / 10n, exponent + 1];
  return Decimal128.rounded(negative, digits, exponent);
}

export function remainderDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  if (isNaNDecimal(a, b) || a.special) return NAN;
  if (b.special) return a;
  const exponent = Math.min(a.exponent, b.exponent);
  const dividend = a.coefficient * 10n ** BigInt(a.exponent - exponent);
  const divisor = b.coefficient * 10n ** BigInt(b.exponent - exponent);
  return Decimal128.rounded(a.negative, dividend % divisor, exponent);
}

/** The whole number at or beside a decimal; where 34 digits cannot hold it, MongoDB's answer is NaN. */
export function wholeDecimal(value: Decimal128, mode: 'floor' | 'ceiling'): Decimal128 {
  if (value.special) return NAN;
  if (value.exponent <= 0) return quantizeDecimal(value, 0, mode);
  const digits = value.coefficient * 10n ** BigInt(value.exponent);
  return digitCount(digits) > 34 ? NAN : new Decimal128(value.negative, digits, 0);
}

/** A double in all its digits, as far as 34 hold them. */
export function exactDecimal(value: number): Decimal128 {
  if (!Number.isFinite(value)) return Decimal128.parse(String(value)) as Decimal128;
  const { numerator, two } = splitDouble(value);
  let [digits, exponent] = two >= 0 ? [numerator * 2n ** BigInt(two), 0] : [numerator * 5n ** BigInt(-two), two];
  const isNegative = digits < 0n;
  if (isNegative) digits = -digits;
  while (exponent < 0 && digits % 10n === 0n) [digits, exponent] = [digits / 10n, exponent + 1];
  return Decimal128.rounded(isNegative, digits, exponent);
}

/** Rounds to a number of places after (or, when negative, before) the decimal point. */
export function quantizeDecimal(
  value: Decimal128,
  places: number,
  mode: 'halfEven' | 'truncate' | 'floor' | 'ceiling',
): Decimal128 {
  if (value.special || value.exponent >= -places) return value;
  const divisor = 10n ** BigInt(-places - value.exponent);
  const down = value.coefficient / divisor;
  const hasRest = value.coefficient % divisor !== 0n;
  const isAway =
    mode === 'halfEven'
      ? divideHalfEven(value.coefficient, divisor) !== down
      : hasRest && mode === (value.negative ? 'floor' : 'ceiling');
  return Decimal128.rounded(value.negative, isAway ? down + 1n : down, -places);
}

/** How MongoDB reads any number where it wants an integer: doubles are cut off, decimals rounded, NaN is 0. */
export function coerceInteger(value: NumberValue): number {
  const whole = value instanceof Decimal128 ? quantizeDecimal(value, 0, 'halfEven') : value;
  return Math.trunc(toNumber(whole)) || 0;
}

export function isZeroNumber(value: NumberValue): boolean {
  return value instanceof Decimal128 ? value.isZero() : toNumber(value) === 0;
}

export function negate(value: NumberValue): NumberValue {
  if (value instanceof Decimal128) return negateDecimal(value);
  return isDouble(value) ? double(-toNumber(value)) : subtract(0, value);
}
