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
  wholeDecimal,
} from '../../bson/arithmetic.ts';
import {
  compareNumbers,
  INT64_MIN,
  isDouble,
  isIntegral,
  isNaNValue,
  splitDouble,
  toBigInt,
  toNumber,
} from '../../bson/number.ts';
import { isNumber, typeName, type NumberValue } from '../../bson/types.ts';
import { Decimal128, double, integer, UtcDateTime, type Value } from '../../bson/value.ts';
import { MongoError, notOffered } from '../../errors.ts';
import { isNullish } from '../truth.ts';
import { withArguments, withValues, type Operator, type Operators } from './operator.ts';

function numberArgument(value: Value, name: string, code: number): NumberValue {
  if (!isNumber(value)) throw new MongoError(code, `${name} only supports numeric types, not ${typeName(value)}`);
  return value;
}

function ofOneNumber(apply: (value: NumberValue, name: string) => Value): Operator {
  return withValues(1, 1, ([value], name) => apply(numberArgument(value as Value, name, 28765), name));
}

/** Functions that MongoDB itself computes in doubles; in decimals they are not offered. */
function inDoubles(apply: (value: number) => number, check?: (value: number) => void): Operator {
  return ofOneNumber((value, name) => {
    if (value instanceof Decimal128) throw notOffered(168, `${name} of a decimal`);
    check?.(toNumber(value));
    return double(apply(toNumber(value)));
  });
}

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

const divideTwo: Operator = withValues(2, 2, ([a, b]) => {
  if (!isNumber(a) || !isNumber(b))
    throw new MongoError(
      14,
      `$divide only supports numeric types, not ${typeName(a as Value)} and ${typeName(b as Value)}`,
    );
  if (isZeroNumber(b)) throw new MongoError(2, "can't $divide by zero");
  if (a instanceof Decimal128 || b instanceof Decimal128) return divideDecimals(toDecimal(a), toDecimal(b));
  return double(toNumber(a) / toNumber(b));
});

const modTwo: Operator = withValues(2, 2, ([a, b]) => {
  if (!isNumber(a) || !isNumber(b))
    throw new MongoError(
      16611,
      `$mod only supports numeric types, not ${typeName(a as Value)} and ${typeName(b as Value)}`,
    );
  if (isZeroNumber(b)) throw new MongoError(16610, "can't $mod by zero");
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

function wholeNumber(mode: 'floor' | 'ceiling', doubles: (value: number) => number): Operator {
  return ofOneNumber((value) => {
    if (value instanceof Decimal128) return wholeDecimal(value, mode);
    return isDouble(value) ? double(doubles(toNumber(value))) : value;
  });
}

/** `$round` and `$trunc`: an optional second argument from -20 to 99 says at which place. */
function toPlace(mode: 'halfEven' | 'truncate'): Operator {
  return withArguments(1, 2, (values, name) => {
    const [value, place = 0] = values;
    if (values.some(isNullish)) return null;
    const number = numberArgument(value as Value, name, 51081);
    if (isNaNValue(number)) return number;
    return roundNumber(number, requirePlace(place as Value), mode);
  });
}

function requirePlace(place: Value): number {
  if (!isNumber(place)) throw new MongoError(51081, 'precision must be a number');
  if (!isIntegral(place)) throw new MongoError(51082, 'precision argument to  must be a integral value');
  const places = toNumber(place);
  if (places < -20 || places > 100)
    throw new MongoError(51083, `cannot apply rounding with precision value ${places} value must be in [-20, 100]`);
  return places;
}

function roundNumber(value: NumberValue, places: number, mode: 'halfEven' | 'truncate'): Value {
  if (value instanceof Decimal128) return quantizeDecimal(value, places, mode);
  if (isDouble(value)) return double(roundDouble(toNumber(value), places, mode));
  if (places >= 0) return value;
  const rounded = toBigInt(quantizeDecimal(Decimal128.fromInteger(toBigInt(value)), places, mode));
  return typeof value === 'bigint' ? rounded : integer(rounded);
}

/** MongoDB rounds a double through its exact decimal expansion. */
function roundDouble(value: number, places: number, mode: 'halfEven' | 'truncate'): number {
  if (!Number.isFinite(value) || (Number.isInteger(value) && places >= 0)) return value;
  if (places === 0) return mode === 'truncate' ? Math.trunc(value) : roundHalfEven(value);
  return quantizeDecimal(unboundedDecimal(value), places, mode).toNumber();
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  const rounded = rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
  return rounded === 0 && value < 0 ? -0 : rounded;
}

/** All digits of a double, also where they are more than a decimal holds: only for rounding. */
function unboundedDecimal(value: number): Decimal128 {
  const { numerator, two } = splitDouble(value);
  const magnitude = numerator < 0n ? -numerator : numerator;
  if (two >= 0) return Decimal128.rounded(numerator < 0n, magnitude * 2n ** BigInt(two), 0);
  return new Decimal128(numerator < 0n, magnitude * 5n ** BigInt(-two), two);
}

const power: Operator = withValues(2, 2, ([base, exponent]) => {
  if (!isNumber(base)) throw new MongoError(28762, `$pow's base must be numeric, not ${typeName(base as Value)}`);
  if (!isNumber(exponent))
    throw new MongoError(28763, `$pow's exponent must be numeric, not ${typeName(exponent as Value)}`);
  if (isZeroNumber(base) && compareNumbers(exponent, 0) < 0)
    throw new MongoError(28764, '$pow cannot take a base of 0 and a negative exponent');
  if (base instanceof Decimal128 || exponent instanceof Decimal128) throw notOffered(168, '$pow of a decimal');
  if (isDouble(base) || isDouble(exponent) || compareNumbers(exponent, 0) < 0)
    return double(toNumber(base) ** toNumber(exponent));
  return integerPower(base, toBigInt(exponent), typeof base === 'bigint' || typeof exponent === 'bigint');
});

function integerPower(base: NumberValue, exponent: bigint, isLong: boolean): Value {
  const whole = toBigInt(base);
  const isSmall = whole >= -1n && whole <= 1n;
  if (!isSmall && exponent > 63n) return double(Number(whole) ** Number(exponent));
  const result = whole ** (isSmall ? exponent % 2n || (exponent === 0n ? 0n : 2n) : exponent);
  if (result > 2n ** 63n - 1n || result < INT64_MIN) return double(Number(result));
  return isLong ? result : integer(result);
}

const logarithm: Operator = withValues(2, 2, ([value, base]) => {
  if (!isNumber(value)) throw new MongoError(28756, `$log's argument must be numeric, not ${typeName(value as Value)}`);
  if (!isNumber(base)) throw new MongoError(28757, `$log's base must be numeric, not ${typeName(base as Value)}`);
  if (value instanceof Decimal128 || base instanceof Decimal128) throw notOffered(168, '$log of a decimal');
  if (toNumber(value) <= 0)
    throw new MongoError(28758, `$log's argument must be a positive number, but is ${toNumber(value)}`);
  if (toNumber(base) <= 0 || toNumber(base) === 1)
    throw new MongoError(28759, `$log's base must be a positive number not equal to 1, but is ${toNumber(base)}`);
  return double(Math.log(toNumber(value)) / Math.log(toNumber(base)));
});

function requirePositive(name: string, code: number): (value: number) => void {
  return (value) => {
    if (value <= 0) throw new MongoError(code, `${name}'s argument must be a positive number, but is ${value}`);
  };
}

export const ARITHMETIC: Operators = {
  $abs: absolute,
  $add: addAll,
  $ceil: wholeNumber('ceiling', Math.ceil),
  $divide: divideTwo,
  $exp: inDoubles(Math.exp),
  $floor: wholeNumber('floor', Math.floor),
  $ln: inDoubles(Math.log, requirePositive('$ln', 28766)),
  $log: logarithm,
  $log10: inDoubles(Math.log10, requirePositive('$log10', 28761)),
  $mod: modTwo,
  $multiply: multiplyAll,
  $pow: power,
  $round: toPlace('halfEven'),
  $sqrt: inDoubles(Math.sqrt, (value) => {
    if (value < 0) throw new MongoError(28714, "$sqrt's argument must be greater than or equal to 0");
  }),
  $subtract: subtractTwo,
  $trunc: toPlace('truncate'),
};
