import { isIntegral, toNumber } from '../../bson/number.ts';
import { equalValues } from '../../bson/order.ts';
import { isNumber, typeName, typeNameOrMissing } from '../../bson/types.ts';
import { type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { isNullish } from '../truth.ts';
import { withArguments, withValues, type Operator, type Operators } from './operator.ts';
import { positionArgument } from './string-search.ts';

export function requireArray(value: Value | undefined, name: string, code: number): Value[] {
  if (Array.isArray(value)) return value;
  throw new MongoError(code, `The argument to ${name} must be an array, but was of type: ${typeNameOrMissing(value)}`);
}

const arrayElemAt: Operator = withArguments(2, 2, ([array, index], name) => {
  if (isNullish(array) || isNullish(index)) return null;
  if (!Array.isArray(array))
    throw new MongoError(28689, `${name}'s first argument must be an array, but is ${typeName(array)}`);
  if (!isNumber(index))
    throw new MongoError(28690, `${name}'s second argument must be a numeric value, but is ${typeName(index)}`);
  if (!isIntegral(index) || Math.abs(toNumber(index)) > 0x7fffffff)
    throw new MongoError(
      28691,
      `${name}'s second argument must be representable as a 32-bit integer: ${toNumber(index)}`,
    );
  return array.at(toNumber(index));
});

function endOf(place: 0 | -1): Operator {
  return withArguments(1, 1, ([array], name) => {
    if (isNullish(array)) return null;
    return requireArray(array, name, 28689).at(place);
  });
}

const concatArrays: Operator = withArguments(0, Infinity, (values, name) => {
  if (values.some(isNullish)) return null;
  return values.flatMap((value) => {
    if (!Array.isArray(value))
      throw new MongoError(28664, `${name} only supports arrays, not ${typeName(value as Value)}`);
    return value;
  });
});

const includes: Operator = withArguments(2, 2, ([wanted, array], name, { collation }) => {
  if (!Array.isArray(array))
    throw new MongoError(40081, `${name} requires an array as a second argument, found: ${typeNameOrMissing(array)}`);
  return wanted !== undefined && array.some((element) => equalValues(element, wanted, collation?.compare));
});

const indexOfArray: Operator = withArguments(2, 4, (values, name, { collation }) => {
  const [array, wanted] = values;
  if (isNullish(array)) return null;
  if (!Array.isArray(array))
    throw new MongoError(40090, `${name} requires an array as a first argument, found: ${typeName(array)}`);
  const from = positionArgument(values, 2, name, 0);
  const to = Math.min(positionArgument(values, 3, name, array.length), array.length);
  for (let i = from; i < to; i++)
    if (wanted !== undefined && equalValues(array[i] as Value, wanted, collation?.compare)) return i;
  return -1;
});

const RANGE_LIMIT = 1_000_000;

const range: Operator = withArguments(2, 3, ([start, end, step = 1], name) => {
  const from = rangeArgument(start, name, [34443, 34444], 'starting value') + 0;
  const to = rangeArgument(end, name, [34445, 34446], 'ending value');
  const by = rangeArgument(step, name, [34447, 34448], 'step value');
  if (by === 0) throw new MongoError(34449, `${name} requires a non-zero step value`);
  if ((to - from) / by > RANGE_LIMIT) throw new MongoError(146, `${name} would use too much memory`);
  const numbers: number[] = [];
  for (let n = from; by > 0 ? n < to : n > to; n += by) numbers.push(n);
  return numbers;
});

function rangeArgument(
  value: Value | undefined,
  name: string,
  [notNumber, notInteger]: [number, number],
  role: string,
): number {
  if (!isNumber(value))
    throw new MongoError(
      notNumber,
      `${name} requires a numeric ${role}, found value of type: ${typeNameOrMissing(value)}`,
    );
  if (!isIntegral(value) || Math.abs(toNumber(value)) > 0x80000000)
    throw new MongoError(notInteger, `${name} requires a ${role} that can be represented as a 32-bit integer`);
  return toNumber(value);
}

const slice: Operator = withArguments(2, 3, (values, name) => {
  if (values.some(isNullish)) return null;
  const [array, first, count] = values;
  if (!Array.isArray(array))
    throw new MongoError(
      28724,
      `First argument to ${name} must be an array, but is of type: ${typeName(array as Value)}`,
    );
  const n = sliceArgument(first, [28725, 28726], 'Second');
  if (count === undefined) return n < 0 ? array.slice(n) : array.slice(0, n);
  const length = sliceArgument(count, [28727, 28728], 'Third');
  if (length <= 0) throw new MongoError(28729, `Third argument to ${name} must be positive: ${length}`);
  const start = n < 0 ? Math.max(0, array.length + n) : n;
  return array.slice(start, start + length);
});

function sliceArgument(value: Value | undefined, [notNumber, notInteger]: [number, number], role: string): number {
  if (!isNumber(value))
    throw new MongoError(
      notNumber,
      `${role} argument to $slice must be a numeric value, but is of type: ${typeNameOrMissing(value)}`,
    );
  if (!isIntegral(value) || Math.abs(toNumber(value)) > 0x80000000)
    throw new MongoError(notInteger, `${role} argument to $slice can't be represented as a 32-bit integer`);
  return toNumber(value);
}

export const ARRAY: Operators = {
  $arrayElemAt: arrayElemAt,
  $first: endOf(0),
  $last: endOf(-1),
  $concatArrays: concatArrays,
  $in: includes,
  $indexOfArray: indexOfArray,
  $isArray: withArguments(1, 1, ([value]) => Array.isArray(value)),
  $range: range,
  $reverseArray: withValues(1, 1, ([array], name) => requireArray(array, name, 34435).toReversed()),
  $size: withArguments(1, 1, ([array], name) => requireArray(array, name, 17124).length),
  $slice: slice,
};
