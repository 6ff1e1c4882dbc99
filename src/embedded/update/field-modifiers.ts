/** What `$set`, `$unset`, `$inc` and `$max` make of a field. */
import { add } from '../bson/arithmetic.ts';
import { isDouble } from '../bson/number.ts';
import { compareValues } from '../bson/order.ts';
import { renderValue } from '../bson/render.ts';
import { isNumber, typeName, type NumberValue } from '../bson/types.ts';
import { cloneValue, isInt32 } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import type { Modifier } from './modifier.ts';
import { findPlace, makePlace } from './place.ts';

const set: Modifier = (operand) => (document, path) => makePlace(document, path).set(cloneValue(operand));

const unset: Modifier = () => (document, path) => findPlace(document, path)?.remove();

const increment: Modifier = (operand, { path }) => {
  if (!isNumber(operand))
    throw new MongoError(14, `Cannot increment with non-numeric argument: {${path}: ${renderValue(operand)}}`);
  return (document, steps) => {
    const place = makePlace(document, steps);
    const current = place.get();
    if (current === undefined) return place.set(operand);
    if (!isNumber(current))
      throw new MongoError(
        14,
        `Cannot apply $inc to a value of non-numeric type. {_id: ${renderValue(document.get('_id'))}} has the field '${steps.at(-1)}' of non-numeric type ${typeName(current)}`,
      );
    const result = add(current, operand);
    const hasOverflowed = isDouble(result) && isWhole(current) && isWhole(operand);
    if (hasOverflowed)
      throw new MongoError(
        2,
        `Failed to apply $inc operations to current value (${renderValue(current)}) for document {_id: ${renderValue(document.get('_id'))}}`,
      );
    const isUnchanged = typeName(result) === typeName(current) && compareValues(result, current) === 0;
    if (!isUnchanged) place.set(result);
  };
};

function isWhole(value: NumberValue): boolean {
  return typeof value === 'bigint' || isInt32(value);
}

const raise: Modifier = (operand) => (document, path) => {
  const place = makePlace(document, path);
  const current = place.get();
  if (current === undefined || compareValues(operand, current) > 0) place.set(cloneValue(operand));
};

export const FIELD_MODIFIERS: Readonly<Record<string, Modifier>> = {
  $inc: increment,
  $max: raise,
  $set: set,
  $setOnInsert: set,
  $unset: unset,
};
