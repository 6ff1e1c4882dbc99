/** What a number of any type is as another one, and how two of them compare. */
import type { NumberValue } from './types.ts';
import { Double, isInt32, type Value } from './value.ts';

/** The nearest double, for places where MongoDB itself works in doubles. */
export function toNumber(value: NumberValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value.value;
}

export function isDouble(value: Value | undefined): value is number | Double {
  return value instanceof Double || (typeof value === 'number' && !isInt32(value));
}

export function isNaNValue(value: NumberValue): boolean {
  return Number.isNaN(toNumber(value));
}

/** True when the value has no fraction and is finite; `2.0` and `2` alike. */
export function isIntegral(value: NumberValue): boolean {
  return typeof value === 'bigint' || Number.isInteger(toNumber(value));
}

/** Truncates towards zero; NaN becomes 0 and infinities the far end of int64, as MongoDB's safe casts do. */
export function toBigInt(value: NumberValue): bigint {
  if (typeof value === 'bigint') return value;
  const number = toNumber(value);
  if (Number.isNaN(number)) return 0n;
  if (!Number.isFinite(number)) return number > 0 ? INT64_MAX : INT64_MIN;
  return BigInt(Math.trunc(number));
}

export const INT64_MAX = 2n ** 63n - 1n;
export const INT64_MIN = -(2n ** 63n);

/** Compares by exact mathematical value across number types; NaN is below every number and equal to itself. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  const x = a instanceof Double ? a.value : a;
  const y = b instanceof Double ? b.value : b;
  if (x < y) return -1;
  if (x > y) return 1;
  // oxlint-disable-next-line eqeqeq -- int64 against double: JavaScript's loose equality is exact here
  if (x == y) return 0;
  return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : -1) : 1;
}
