import { isIntegral, toNumber } from '../bson/number.ts';
import { compareValues } from '../bson/order.ts';
import { renderValue } from '../bson/render.ts';
import { isNumber, typeName } from '../bson/types.ts';
import { cloneValue, isDocument, Regex, type Document, type Value } from '../bson/value.ts';
import { arrayOrder } from '../aggregation/expressions/array-shape.ts';
import { MongoError } from '../errors.ts';
import { equalityTest } from '../query/comparison.ts';
import { isOperatorDocument } from '../query/field-test.ts';
import { compileFilter } from '../query/filter.ts';
import type { Modifier, ModifierContext } from './modifier.ts';
import { findPlace, makePlace, refuseBlocked } from './place.ts';

/** What `$push` does beside appending. */
interface PushOptions {
  each: Value[];
  position: number | undefined;
  slice: number | undefined;
  order: ((a: Value, b: Value) => number) | undefined;
}

const push: Modifier = (operand, { path }) => {
  const options = parsePush(operand);
  return (document, steps) => {
    const place = makePlace(document, steps);
    const current = place.get();
    if (current !== undefined && !Array.isArray(current))
      throw new MongoError(
        2,
        `The field '${path}' must be an array but is of type ${typeName(current)} in document {_id: ${renderValue(document.get('_id'))}}`,
      );
    place.set(pushed(current ?? [], options));
  };
};

function pushed(current: Value[], { each, position, slice, order }: PushOptions): Value[] {
  const array = [...current];
  const place = position === undefined ? array.length : position < 0 ? Math.max(0, array.length + position) : position;
  array.splice(place, 0, ...each.map(cloneValue));
  if (order) array.sort(order);
  if (slice === undefined) return array;
  return slice < 0 ? array.slice(slice) : array.slice(0, slice);
}

function parsePush(operand: Value): PushOptions {
  if (!isDocument(operand) || !operand.has('$each'))
    return { each: [operand], position: undefined, slice: undefined, order: undefined };
  for (const key of operand.keys())
    if (!['$each', '$position', '$slice', '$sort'].includes(key))
      throw new MongoError(2, `Unrecognized clause in $push: ${key}`);
  const each = operand.get('$each');
  if (!Array.isArray(each))
    throw new MongoError(
      2,
      `The argument to $each in $push must be an array but it was of type: ${typeName(each as Value)}`,
    );
  const sort = operand.get('$sort');
  return {
    each,
    position: wholeClause(operand, '$position'),
    slice: wholeClause(operand, '$slice'),
    order: sort === undefined ? undefined : pushOrder(sort),
  };
}

function wholeClause(operand: Document, clause: string): number | undefined {
  const value = operand.get(clause);
  if (value === undefined) return undefined;
  if (!isNumber(value) || !isIntegral(value))
    throw new MongoError(2, `The value for ${clause} must be an integer value but was given type: ${typeName(value)}`);
  return toNumber(value);
}

function pushOrder(sort: Value): (a: Value, b: Value) => number {
  const isDirection = (value: Value): boolean => isNumber(value) && Math.abs(toNumber(value)) === 1;
  if (isDocument(sort)) {
    if (sort.size === 0) throw new MongoError(2, 'The sort pattern is empty when it should be a set of fields.');
    for (const [field, direction] of sort) {
      if (!isDirection(direction)) throw new MongoError(2, 'The $sort element value must be either 1 or -1');
      if (field === '' || field.startsWith('.') || field.endsWith('.') || field.includes('..'))
        throw new MongoError(2, 'The $sort field is a dotted field but has an empty part');
    }
  } else if (!isDirection(sort))
    throw new MongoError(
      2,
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  return arrayOrder(sort);
}

const addToSet: Modifier = (operand, { collation }) => {
  const each = eachOf(operand);
  return (document, steps) => {
    const place = makePlace(document, steps);
    const current = place.get();
    if (current !== undefined && !Array.isArray(current))
      throw new MongoError(
        2,
        `Cannot apply $addToSet to non-array field. Field named '${steps.at(-1)}' has non-array type ${typeName(current)}`,
      );
    const set = [...(current ?? [])];
    for (const value of each)
      if (!set.some((other) => compareValues(other, value, collation?.compare) === 0)) set.push(cloneValue(value));
    place.set(set);
  };
};

function eachOf(operand: Value): Value[] {
  if (!isDocument(operand) || operand.keys().next().value !== '$each') return [operand];
  const each = operand.get('$each');
  if (!Array.isArray(each))
    throw new MongoError(
      14,
      `The argument to $each in $addToSet must be an array but it was of type ${typeName(each as Value)}`,
    );
  if (operand.size > 1) throw new MongoError(2, 'Found unexpected fields after $each in $addToSet');
  return each;
}

/** Keeps the elements that a test does not hold for; a missing field stays missing. */
function removing(compileTest: (operand: Value, context: ModifierContext) => (element: Value) => boolean): Modifier {
  return (operand, context) => {
    const isRemoved = compileTest(operand, context);
    return (document, steps) => {
      const place = findPlace(document, steps);
      const current = place?.get();
      if (!place || current === undefined) return;
      if (!Array.isArray(current)) throw new MongoError(2, `Cannot apply ${context.operator} to a non-array value`);
      if (current.some(isRemoved)) place.set(current.filter((element) => !isRemoved(element)));
    };
  };
}

function pullTest(operand: Value, { collation }: ModifierContext): (element: Value) => boolean {
  if (operand instanceof Regex) return equalityTest(operand, undefined, true);
  if (!isDocument(operand)) return (element) => compareValues(element, operand, collation?.compare) === 0;
  if (
    isOperatorDocument(operand) &&
    !['$and', '$or', '$nor', '$expr'].includes(operand.keys().next().value as string)
  ) {
    const matches = compileFilter(new Map([['value', operand]]), { collation });
    return (element) => matches(new Map([['value', element]]));
  }
  const matches = compileFilter(operand, { collation });
  return (element) => isDocument(element) && matches(element);
}

function pullAllTest(operand: Value, { collation }: ModifierContext): (element: Value) => boolean {
  if (!Array.isArray(operand))
    throw new MongoError(2, `$pullAll requires an array argument but was given a ${typeName(operand)}`);
  return (element) => operand.some((value) => compareValues(element, value, collation?.compare) === 0);
}

const pop: Modifier = (operand, { path }) => {
  const direction = isNumber(operand) ? toNumber(operand) : undefined;
  if (direction === undefined) throw new MongoError(9, `Expected a number in: ${path}: ${renderValue(operand)}`);
  if (direction !== 1 && direction !== -1)
    throw new MongoError(9, `$pop expects 1 or -1, found: ${renderValue(operand)}`);
  return (document, steps) => {
    refuseBlocked(document, steps);
    const place = findPlace(document, steps);
    const current = place?.get();
    if (!place || current === undefined) return;
    if (!Array.isArray(current))
      throw new MongoError(14, `Path '${path}' contains an element of non-array type '${typeName(current)}'`);
    place.set(direction === 1 ? current.slice(0, -1) : current.slice(1));
  };
};

export const ARRAY_MODIFIERS: Readonly<Record<string, Modifier>> = {
  $addToSet: addToSet,
  $pop: pop,
  $pull: removing(pullTest),
  $pullAll: removing(pullAllTest),
  $push: push,
};
