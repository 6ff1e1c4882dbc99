import { toNumber } from '../bson/number.ts';
import { isNumber, TYPE_NUMBERS, typeName, type TypeName } from '../bson/types.ts';
import type { Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import type { ValueTest } from './comparison.ts';

const KNOWN_NUMBERS = new Set<number>(Object.values(TYPE_NUMBERS));

/** The test of `$type`: one type or several, by alias or by number. */
export function typeTest(operand: Value): ValueTest {
  const choices = Array.isArray(operand) ? operand : [operand];
  if (choices.length === 0) throw new MongoError(9, '$type must match at least one type');
  return anyTypeTest(choices.flatMap(typeNumbers));
}

/** True for values of one of the types. */
export function anyTypeTest(numbers: readonly number[]): ValueTest {
  const wanted = new Set(numbers);
  return (value) => value !== undefined && wanted.has(TYPE_NUMBERS[typeName(value)]);
}

/** @throws MongoError BadValue, TypeMismatch for what names no type */
function typeNumbers(choice: Value): number[] {
  if (typeof choice === 'string') return typeNumbersOf(choice);
  if (!isNumber(choice)) throw new MongoError(14, 'type must be represented as a number or a string');
  const number = toNumber(choice);
  if (!KNOWN_NUMBERS.has(number)) throw new MongoError(2, `Invalid numerical type code: ${number}`);
  return [number];
}

/**
 * The types that an alias stands for; `number` is four of them.
 * @throws MongoError BadValue for an alias that there is not
 */
export function typeNumbersOf(alias: string): number[] {
  if (alias === 'number') return [TYPE_NUMBERS.int, TYPE_NUMBERS.long, TYPE_NUMBERS.double, TYPE_NUMBERS.decimal];
  if (!Object.hasOwn(TYPE_NUMBERS, alias)) throw new MongoError(2, `Unknown type name alias: ${alias}`);
  return [TYPE_NUMBERS[alias as TypeName]];
}
