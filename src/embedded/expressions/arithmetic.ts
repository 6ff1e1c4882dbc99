/** What `$add`, `$subtract`, `$multiply` and `$divide` give, for numbers and dates. */
import { add, multiply, negate, subtract } from '../bson/arithmetic.ts';
import { INT64_MIN, isDouble, isNaNValue, toBigInt, toNumber } from '../bson/number.ts';
import { isNumber, typeName, type NumberValue } from '../bson/types.ts';
import { double, UtcDateTime, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { isNullish } from './truth.ts';
import { withArguments, withValues, type Operator, type Operators } from './operator.ts';

/** Addition and multiplication of any number of arguments; null and missing win over everything. */
const addAll: Operator = withArguments(0, Infinity, (values) => {
  if (values.some(isNullish)) return null;
  const dates = values.filter((value) => value instanceof UtcDateTime);
  if (dates.length > 1) throw new MongoError(16612, 'only one date allowed in an $add expression');
  let total: NumberValue = 0;
  for (const value of values) if (!(value instanceof UtcDateTime)) total = add(total, requireAddend(value as Value));
  const [date] = dates;
  return date ? addToDate(date, total) : total;
});

function requireAddend(value: Value): NumberValue {
  if (isNumber(value)) return value;
  throw new MongoError(14, `$add only supports numeric or date types, not ${typeName(value)}`);
}

function addToDate(date: UtcDateTime, amount: NumberValue): UtcDateTime {
  if (isNaNValue(amount)) throw new MongoError(15, 'date overflow in $add');
  const ms = date.ms + (isDouble(amount) ? roundToBigInt(toNumber(amount)) : toBigInt(amount));
  if (ms > 2n ** 63n - 1n || ms < INT64_MIN) throw new MongoError(15, 'date overflow in $add');
  return new UtcDateTime(ms);
}

function roundToBigInt(number: number): bigint {
  return toBigInt(Number.isFinite(number) ? double(Math.sign(number) * Math.round(Math.abs(number))) : number);
}

const multiplyAll: Operator = withArguments(0, Infinity, (values) => {
  if (values.some(isNullish)) return null;
  let product: NumberValue = 1;
  for (const value of values) product = multiply(product, requireFactor(value as Value));
  return product;
});

function requireFactor(value: Value): NumberValue {
  if (isNumber(value)) return value;
  throw new MongoError(14, `$multiply only supports numeric types, not ${typeName(value)}`);
}

const subtractTwo: Operator = withValues(2, 2, ([a, b]) => {
  if (a instanceof UtcDateTime) {
    if (b instanceof UtcDateTime) return a.ms - b.ms;
    if (isNumber(b)) return addToDate(a, negate(b));
  }
  if (isNumber(a) && isNumber(b)) return subtract(a, b);
  throw new MongoError(14, `can't $subtract ${typeName(b as Value)} from ${typeName(a as Value)}`);
});

const divideTwo: Operator = withValues(2, 2, ([a, b], _name, { isGrouped }) => {
  if (!isNumber(a) || !isNumber(b))
    throw new MongoError(
      14,
      `$divide only supports numeric types, not ${typeName(a as Value)} and ${typeName(b as Value)}`,
    );
  if (toNumber(b) === 0) throw new MongoError(isGrouped ? 4848401 : 2, "can't $divide by zero");
  return double(toNumber(a) / toNumber(b));
});

export const ARITHMETIC: Operators = {
  $add: addAll,
  $divide: divideTwo,
  $multiply: multiplyAll,
  $subtract: subtractTwo,
};
