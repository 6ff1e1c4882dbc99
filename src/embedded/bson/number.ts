import { Decimal128 } from './decimal.ts';
import type { NumberValue } from './types.ts';
import { Double, isInt32, type Value } from './value.ts';

/** The nearest double, for places where MongoDB itself works in doubles. */
export function toNumber(value: NumberValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Double ? value.value : value.toNumber();
}

export function isDouble(value: Value | undefined): value is number | Double {
  return value instanceof Double || (typeof value === 'number' && !isInt32(value));
}

export function isNaNValue(value: NumberValue): boolean {
  return value instanceof Decimal128 ? value.special === 'NaN' : Number.isNaN(toNumber(value));
}

/** True when the value has no fraction and is finite; `2.0` and `2` alike. */
export function isIntegral(value: NumberValue): boolean {
  if (typeof value === 'bigint') return true;
  if (!(value instanceof Decimal128)) return Number.isInteger(toNumber(value));
  if (value.special) return false;
  return value.exponent >= 0 || value.coefficient % 10n ** BigInt(Math.min(-value.exponent, 40)) === 0n;
}

/** Truncates towards zero; NaN becomes 0 and infinities the far end of int64, as MongoDB's safe casts do. */
export function toBigInt(value: NumberValue): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof Decimal128) return decimalToBigInt(value);
  const number = toNumber(value);
  if (Number.isNaN(number)) return 0n;
  if (!Number.isFinite(number)) return number > 0 ? INT64_MAX : INT64_MIN;
  return BigInt(Math.trunc(number));
}

function decimalToBigInt(value: Decimal128): bigint {
  if (value.special === 'NaN') return 0n;
  if (value.special || value.exponent > 40) return value.isZero() ? 0n : value.negative ? INT64_MIN : INT64_MAX;
  const scale = 10n ** BigInt(Math.min(Math.abs(value.exponent), 7000));
  const magnitude = value.exponent >= 0 ? value.coefficient * scale : value.coefficient / scale;
  return value.negative ? -magnitude : magnitude;
}

export const INT64_MAX = 2n ** 63n - 1n;
export const INT64_MIN = -(2n ** 63n);

/** Compares by exact mathematical value across number types; NaN is below every number and equal to itself. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  if (a instanceof Decimal128 || b instanceof Decimal128) return compareWithDecimal(a, b);
  const x = a instanceof Double ? a.value : a;
  const y = b instanceof Double ? b.value : b;
  if (x < y) return -1;
  if (x > y) return 1;
  // oxlint-disable-next-line eqeqeq -- int64 against double: JavaScript's loose equality is exact here
  if (x == y) return 0;
  return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : -1) : 1;
}

function compareWithDecimal(a: NumberValue, b: NumberValue): number {
  if (isNaNValue(a)) return isNaNValue(b) ? 0 : -1;
  if (isNaNValue(b)) return 1;
  const x = infinitySign(a);
  const y = infinitySign(b);
  if (x !== 0 || y !== 0) return Math.sign(x - y);
  return compareRatios(exactRatio(a), exactRatio(b));
}

function infinitySign(value: NumberValue): number {
  if (value instanceof Decimal128) return value.special === 'Infinity' ? (value.negative ? -1 : 1) : 0;
  const number = toNumber(value);
  return Number.isFinite(number) ? 0 : Math.sign(number);
}

interface Ratio {
  /** Signed; the value is numerator x 10^ten x 2^two. */
  numerator: bigint;
  ten: number;
  two: number;
}

function exactRatio(value: NumberValue): Ratio {
  if (value instanceof Decimal128)
    return { numerator: value.negative ? -value.coefficient : value.coefficient, ten: value.exponent, two: 0 };
  if (typeof value === 'bigint') return { numerator: value, ten: 0, two: 0 };
  return { ...splitDouble(toNumber(value)), ten: 0 };
}

/** A finite double as integer x 2^two, exactly. */
export function splitDouble(value: number): { numerator: bigint; two: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = exponent === 0 ? fraction : fraction | (1n << 52n);
  return { numerator: value < 0 ? -magnitude : magnitude, two: Math.max(exponent, 1) - 1075 };
}

function compareRatios(a: Ratio, b: Ratio): number {
  const signs = sign(a.numerator) - sign(b.numerator);
  if (signs !== 0 || a.numerator === 0n) return Math.sign(signs);
  const ten = Math.min(a.ten, b.ten);
  const two = Math.min(a.two, b.two);
  const x = a.numerator * 10n ** BigInt(a.ten - ten) * 2n ** BigInt(a.two - two);
  const y = b.numerator * 10n ** BigInt(b.ten - ten) * 2n ** BigInt(b.two - two);
  return x < y ? -1 : x > y ? 1 : 0;
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}
