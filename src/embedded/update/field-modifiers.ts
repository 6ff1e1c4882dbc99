import { add, multiply } from '../bson/arithmetic.ts';
import { isDouble, toBigInt } from '../bson/number.ts';
import { compareValues } from '../bson/order.ts';
import { renderValue } from '../bson/render.ts';
import { isNumber, typeName, type NumberValue } from '../bson/types.ts';
import {
  cloneValue,
  Decimal128,
  integer,
  isDocument,
  isInt32,
  Timestamp,
  UtcDateTime,
  type Value,
} from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { rename } from './rename.ts';
import type { Modifier } from './modifier.ts';
import { findPlace, makePlace } from './place.ts';

const set: Modifier = (operand) => (document, path) => makePlace(document, path).set(cloneValue(operand));

const unset: Modifier = () => (document, path) => findPlace(document, path)?.remove();

function arithmetic(
  combine: (a: NumberValue, b: NumberValue) => NumberValue,
  start: (operand: NumberValue) => NumberValue,
): Modifier {
  return (operand, { operator, path }) => {
    if (!isNumber(operand))
      throw new MongoError(
        14,
        `Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${renderValue(operand)}}`,
      );
    return (document, steps) => {
      const place = makePlace(document, steps);
      const current = place.get();
      if (current === undefined) return place.set(start(operand));
      if (!isNumber(current))
        throw new MongoError(
          14,
          `Cannot apply ${operator} to a value of non-numeric type. {_id: ${renderValue(document.get('_id'))}} has the field '${steps.at(-1)}' of non-numeric type ${typeName(current)}`,
        );
      const result = combine(current, operand);
      const hasOverflowed = isDouble(result) && isWhole(current) && isWhole(operand);
      if (hasOverflowed)
        throw new MongoError(
          2,
          `Failed to apply ${operator} operations to current value (${renderValue(current)}) for document {_id: ${renderValue(document.get('_id'))}}`,
        );
      const isUnchanged = typeName(result) === typeName(current) && compareValues(result, current) === 0;
      if (!isUnchanged) place.set(result);
    };
  };
}

function isWhole(value: NumberValue): boolean {
  return typeof value === 'bigint' || isInt32(value);
}

/** `$mul` of a missing field is zero, in the type of the operand. */
function zeroLike(operand: NumberValue): NumberValue {
  return multiply(
    operand instanceof Decimal128 ? new Decimal128(false, 1n, 0) : operand,
    typeof operand === 'bigint' ? 0n : 0,
  );
}

function keep(isBetter: (order: number) => boolean): Modifier {
  return (operand, { collation }) =>
    (document, path) => {
      const place = makePlace(document, path);
      const current = place.get();
      if (current === undefined || isBetter(compareValues(operand, current, collation?.compare)))
        place.set(cloneValue(operand));
    };
}

const currentDate: Modifier = (operand, { path }) => {
  const isTimestamp = isTimestampRequest(operand, path);
  return (document, steps) =>
    makePlace(document, steps).set(isTimestamp ? Timestamp.of(Math.floor(Date.now() / 1000), 1) : UtcDateTime.now());
};

function isTimestampRequest(operand: Value, path: string): boolean {
  if (typeof operand === 'boolean') return false;
  if (!isDocument(operand))
    throw new MongoError(
      2,
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  for (const key of operand.keys())
    if (key !== '$type') throw new MongoError(2, `Unrecognized $currentDate option: ${key}`);
  const type = operand.get('$type');
  if (type !== 'date' && type !== 'timestamp')
    throw new MongoError(
      2,
      `The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {${path}: ${renderValue(operand)}}}`,
    );
  return type === 'timestamp';
}

const BITWISE: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

const bit: Modifier = (operand, { path }) => {
  if (!isDocument(operand))
    throw new MongoError(
      2,
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  if (operand.size === 0)
    throw new MongoError(
      2,
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`,
    );
  const steps = [...operand].map(([name, mask]) => {
    const combine = BITWISE[name];
    if (!combine)
      throw new MongoError(
        2,
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${renderValue(mask)}}`,
      );
    if (!isNumber(mask) || !isWhole(mask))
      throw new MongoError(
        2,
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(mask)}' is not supported here: {${path}: ${renderValue(mask)}}`,
      );
    return { combine, mask };
  });
  return (document, target) => {
    const place = makePlace(document, target);
    let value: Value = place.get() ?? 0;
    if (!isNumber(value) || !isWhole(value))
      throw new MongoError(
        2,
        `Cannot apply $bit to a value of non-integral type. {_id: ${renderValue(document.get('_id'))}} has the field ${target.at(-1)} of non-integer type ${typeName(value)}`,
      );
    for (const { combine, mask } of steps) {
      const isLong: boolean = typeof value === 'bigint' || typeof mask === 'bigint';
      const result = combine(toBigInt(value), toBigInt(mask));
      value = isLong ? BigInt.asIntN(64, result) : integer(result);
    }
    place.set(value);
  };
};

export const FIELD_MODIFIERS: Readonly<Record<string, Modifier>> = {
  $bit: bit,
  $currentDate: currentDate,
  $inc: arithmetic(add, (operand) => operand),
  $max: keep((order) => order > 0),
  $min: keep((order) => order < 0),
  $mul: arithmetic(multiply, zeroLike),
  $rename: rename,
  $set: set,
  $setOnInsert: set,
  $unset: unset,
};
