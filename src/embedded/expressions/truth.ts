/** Which values count as true, and which as none. */
import { isNaNValue, toNumber } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import type { Value } from '../bson/value.ts';

/** MongoDB's idea of true: everything but false, zero, null, undefined and missing. */
export function isTrue(value: Value | undefined): boolean {
  if (isNullish(value) || value === false) return false;
  return !isNumber(value) || isNaNValue(value) || toNumber(value) !== 0;
}

/** Null or missing: for most expressions the same. */
export function isNullish(value: Value | undefined): value is null | undefined {
  return value === undefined || value === null;
}
