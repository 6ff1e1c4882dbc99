/** What `$push` and `$pull` make of an array. */
import { isIntegral, toNumber } from '../bson/number.ts';
import { compareValues } from '../bson/order.ts';
import { renderValue } from '../bson/render.ts';
import { isNumber, typeName } from '../bson/types.ts';
import { cloneValue, isDocument, Regex, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../ground/errors.ts';
import { equalityTest } from '../query/comparison.ts';
import { isOperatorDocument } from '../query/field-test.ts';
import { compileFilter } from '../query/filter.ts';
import type { Modifier } from './modifier.ts';
import { findPlace, makePlace } from './place.ts';

/** What `$push` does beside appending. */
interface PushOptions {
  each: Value[];
  slice: number | undefined;
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

function pushed(current: Value[], { each, slice }: PushOptions): Value[] {
  const array = [...current, ...each.map(cloneValue)];
  if (slice === undefined) return array;
  return slice < 0 ? array.slice(slice) : array.slice(0, slice);
}

function parsePush(operand: Value): PushOptions {
  if (!isDocument(operand) || !operand.has('$each')) return { each: [operand], slice: undefined };
  for (const key of operand.keys()) {
    if (key === '$position' || key === '$sort') throw notOffered(2, `The clause ${key} of $push`);
    if (key !== '$each' && key !== '$slice') throw new MongoError(2, `Unrecognized clause in $push: ${key}`);
  }
  const each = operand.get('$each');
  if (!Array.isArray(each))
    throw new MongoError(
      2,
      `The argument to $each in $push must be an array but it was of type: ${typeName(each as Value)}`,
    );
  return {
    each,
    slice: wholeClause(operand, '$slice'),
  };
}

function wholeClause(operand: Document, clause: string): number | undefined {
  const value = operand.get(clause);
  if (value === undefined) return undefined;
  if (!isNumber(value) || !isIntegral(value))
    throw new MongoError(2, `The value for ${clause} must be an integer value but was given type: ${typeName(value)}`);
  return toNumber(value);
}

/** Keeps the elements that a test does not hold for; a missing field stays missing. */
function removing(compileTest: (operand: Value) => (element: Value) => boolean): Modifier {
  return (operand, context) => {
    const isRemoved = compileTest(operand);
    return (document, steps) => {
      const place = findPlace(document, steps);
      const current = place?.get();
      if (!place || current === undefined) return;
      if (!Array.isArray(current)) throw new MongoError(2, `Cannot apply ${context.operator} to a non-array value`);
      if (current.some(isRemoved)) place.set(current.filter((element) => !isRemoved(element)));
    };
  };
}

function pullTest(operand: Value): (element: Value) => boolean {
  if (operand instanceof Regex) return equalityTest(operand, true);
  if (!isDocument(operand)) return (element) => compareValues(element, operand) === 0;
  if (isOperatorDocument(operand) && !['$and', '$or', '$expr'].includes(operand.keys().next().value as string)) {
    const matches = compileFilter(new Map([['value', operand]]));
    return (element) => matches(new Map([['value', element]]));
  }
  const matches = compileFilter(operand);
  return (element) => isDocument(element) && matches(element);
}

export const ARRAY_MODIFIERS: Readonly<Record<string, Modifier>> = {
  $pull: removing(pullTest),
  $push: push,
};
