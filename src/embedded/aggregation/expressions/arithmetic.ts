import {
  add,
  divideDecimals,
  isZeroNumber,
  multiply,
  negate,
  quantizeDecimal,
  remainderDecimals,
  subtract,
  toDecimal,
} from '../../bson/arithmetic.ts';
import { compareNumbers, INT64_MIN, isDouble, isNaNValue, toBigInt, toNumber } from '../../bson/number.ts';
import { isNumber, typeName, type NumberValue } from '../../bson/types.ts';
import { Decimal128, double, isDocument, UtcDateTime, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { isNullish } from '../truth.ts';
import { numberArgument, ofOneNumber } from './number-arguments.ts';
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
  const ms = date.ms + (isDouble(amount) || amount instanceof Decimal128 ? roundToBigInt(amount) : toBigInt(amount));
  if (ms > 2n ** 63n - 1n || ms < INT64_MIN) throw new MongoError(15, 'date overflow in $add');
  return new UtcDateTime(ms);
}

function roundToBigInt(value: NumberValue): bigint {
  if (value instanceof Decimal128) return toBigInt(quantizeDecimal(value, 0, 'halfEven'));
  const number = toNumber(value);
  return toBigInt(Number.isFinite(number) ? double(Math.sign(number) * Math.round(Math.abs(number))) : number);
}

const multiplyAll: Operator = withArguments(0, Infinity, (values, name) => {
  if (values.some(isNullish)) return null;
  let product: NumberValue = 1;
  for (const value of values) product = multiply(product, numberArgument(value as Value, name, 14));
  return product;
});

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
  if (isZeroNumber(b)) throw new MongoError(isGrouped ? 4848401 : 2, "can't $divide by zero");
  if (a instanceof Decimal128 || b instanceof Decimal128) return divideDecimals(toDecimal(a), toDecimal(b));
  return double(toNumber(a) / toNumber(b));
});

const modTwo: Operator = withValues(2, 2, ([a, b], _name, { isGrouped }) => {
  if (!isNumber(a) || !isNumber(b))
    throw new MongoError(
      16611,
      `$mod only supports numeric types, not ${typeName(a as Value)} and ${typeName(b as Value)}`,
    );
  if (isZeroNumber(b))
    throw new MongoError(b instanceof Decimal128 ? 5733415 : isGrouped ? 4848403 : 16610, "can't $mod by zero");
  if (a instanceof Decimal128 || b instanceof Decimal128) return remainderDecimals(toDecimal(a), toDecimal(b));
  if (isDouble(a) || isDouble(b)) return double(toNumber(a) % toNumber(b));
  const remainder = toBigInt(a) % toBigInt(b);
  return typeof a === 'bigint' || typeof b === 'bigint' ? remainder : Number(remainder);
});

const absolute: Operator = ofOneNumber((value) => {
  if (value === INT64_MIN) throw new MongoError(28680, "can't take $abs of long long min");
  if (value instanceof Decimal128) return new Decimal128(false, value.coefficient, value.exponent, value.special);
  if (isDouble(value)) return double(Math.abs(toNumber(value)));
  return compareNumbers(value, 0) < 0 ? subtract(0, value) : value;
});

const random: Operator = (operand) => {
  if (!isDocument(operand) && !Array.isArray(operand)) throw new MongoError(10065, '$rand takes an object');
  if ((isDocument(operand) ? operand.size : operand.length) > 0)
    throw new MongoError(3040501, '$rand does not currently accept arguments');
  return () => double(Math.random());
};

export const ARITHMETIC: Operators = {
  $abs: absolute,
  $add: addAll,
  $divide: divideTwo,
  $mod: modTwo,
  $multiply: multiplyAll,
  $rand: random,
  $subtract: subtractTwo,
};
