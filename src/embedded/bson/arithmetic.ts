/** Of which type a sum or a product is, and what becomes of it when that type is too small. */
import { INT64_MAX, INT64_MIN, isDouble, toBigInt, toNumber } from './number.ts';
import type { NumberValue } from './types.ts';
import { double, isInt32 } from './value.ts';

/** Arithmetic that keeps MongoDB's types: double over int64 over int32, int32 widening to int64. */
interface Operation {
  doubles(a: number, b: number): number;
  integers(a: bigint, b: bigint): bigint;
}

const ADD: Operation = { doubles: (a, b) => a + b, integers: (a, b) => a + b };
const SUBTRACT: Operation = { doubles: (a, b) => a - b, integers: (a, b) => a - b };
const MULTIPLY: Operation = { doubles: (a, b) => a * b, integers: (a, b) => a * b };

export const add = (a: NumberValue, b: NumberValue): NumberValue => combine(ADD, a, b);
export const subtract = (a: NumberValue, b: NumberValue): NumberValue => combine(SUBTRACT, a, b);
export const multiply = (a: NumberValue, b: NumberValue): NumberValue => combine(MULTIPLY, a, b);

function combine(operation: Operation, a: NumberValue, b: NumberValue): NumberValue {
  if (isDouble(a) || isDouble(b)) return double(operation.doubles(toNumber(a), toNumber(b)));
  if (typeof a === 'number' && typeof b === 'number') {
    const result = operation.doubles(a, b);
    if (Number.isSafeInteger(result)) return isInt32(result) || result === 0 ? result + 0 : BigInt(result);
  }
  const exact = operation.integers(toBigInt(a), toBigInt(b));
  return exact >= INT64_MIN && exact <= INT64_MAX ? exact : double(Number(exact));
}

/** How MongoDB reads any number where it wants an integer: doubles are cut off, NaN is 0. */
export function coerceInteger(value: NumberValue): number {
  return Math.trunc(toNumber(value)) || 0;
}

export function negate(value: NumberValue): NumberValue {
  return isDouble(value) ? double(-toNumber(value)) : subtract(0, value);
}
