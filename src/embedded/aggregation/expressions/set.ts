import { compareValues, type StringOrder } from '../../bson/order.ts';
import { typeName, typeNameOrMissing } from '../../bson/types.ts';
import type { Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { isNullish, isTrue } from '../truth.ts';
import { isConstant, withArguments, type Operator, type Operators } from './operator.ts';

/** Distinct values in ascending order: how MongoDB itself hands back sets. */
function distinct(values: Value[], strings?: StringOrder): Value[] {
  const sorted = values.toSorted((a, b) => compareValues(a, b, strings));
  return sorted.filter((value, i) => i === 0 || compareValues(sorted[i - 1] as Value, value, strings) !== 0);
}

function contains(set: Value[], value: Value, strings?: StringOrder): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compareValues(set[middle] as Value, value, strings);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}

function requireSets(values: (Value | undefined)[], name: string, code: number): Value[][] {
  return values.map((value) => {
    if (Array.isArray(value)) return value;
    throw new MongoError(
      code,
      `All operands of ${name} must be arrays. One argument is of type: ${typeNameOrMissing(value)}`,
    );
  });
}

const setUnion: Operator = withArguments(0, Infinity, (values, name, { collation }) => {
  const sets: Value[][] = [];
  for (const value of values) {
    if (isNullish(value)) return null;
    sets.push(...requireSets([value], name, 17043));
  }
  return distinct(sets.flat(), collation?.compare);
});

const setIntersection: Operator = withArguments(0, Infinity, (values, name, { collation }) => {
  if (values.some(isNullish)) return null;
  const [first = [], ...others] = requireSets(values, name, 17047).map((set) => distinct(set, collation?.compare));
  return first.filter((value) => others.every((other) => contains(other, value, collation?.compare)));
});

const setDifference: Operator = withArguments(2, 2, ([a, b], name, { collation }) => {
  if (isNullish(a) || isNullish(b)) return null;
  if (!Array.isArray(a))
    throw new MongoError(17048, `both operands of ${name} must be arrays. First argument is of type: ${typeName(a)}`);
  if (!Array.isArray(b))
    throw new MongoError(17049, `both operands of ${name} must be arrays. Second argument is of type: ${typeName(b)}`);
  const removed = distinct(b, collation?.compare);
  const kept: Value[] = [];
  for (const value of a)
    if (
      !contains(removed, value, collation?.compare) &&
      !kept.some((other) => compareValues(other, value, collation?.compare) === 0)
    )
      kept.push(value);
  return kept;
});

/** Constants have a code of their own: MongoDB compares them when it reads the pipeline. */
const setEquals: Operator = (operand, compile, context, name) => {
  const code = isConstant(operand) ? 5887502 : 17044;
  const operator = withArguments(
    2,
    Infinity,
    (values, _name, { collation }) => {
      const [first = [], ...others] = requireSets(values, name, code).map((set) => distinct(set, collation?.compare));
      return others.every((other) => compareValues(first, other, collation?.compare) === 0);
    },
    17045,
  );
  return operator(operand, compile, context, name);
};

const setIsSubset: Operator = withArguments(2, 2, ([a, b], name, { collation }) => {
  if (!Array.isArray(a))
    throw new MongoError(
      17046,
      `both operands of ${name} must be arrays. First argument is of type: ${typeNameOrMissing(a)}`,
    );
  if (!Array.isArray(b))
    throw new MongoError(
      17042,
      `both operands of ${name} must be arrays. Second argument is of type: ${typeNameOrMissing(b)}`,
    );
  const whole = distinct(b, collation?.compare);
  return a.every((value) => contains(whole, value, collation?.compare));
});

function overElements(code: number, decide: (elements: Value[]) => boolean): Operator {
  return withArguments(1, 1, ([set], name) => {
    if (!Array.isArray(set))
      throw new MongoError(code, `${name}'s argument must be an array, but is ${typeNameOrMissing(set)}`);
    return decide(set);
  });
}

export const SET: Operators = {
  $allElementsTrue: overElements(17040, (elements) => elements.every(isTrue)),
  $anyElementTrue: overElements(17041, (elements) => elements.some(isTrue)),
  $setDifference: setDifference,
  $setEquals: setEquals,
  $setIntersection: setIntersection,
  $setIsSubset: setIsSubset,
  $setUnion: setUnion,
};
