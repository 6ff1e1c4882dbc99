import { isZeroNumber } from '../../bson/arithmetic.ts';
import { compareNumbers, INT64_MIN, isDouble, isNaNValue, toBigInt, toNumber } from '../../bson/number.ts';
import { isNumber, typeName, type NumberValue } from '../../bson/types.ts';
import { Decimal128, double, integer, type Value } from '../../bson/value.ts';
import { MongoError, notOffered } from '../../errors.ts';
import { isNullish } from '../truth.ts';
import { ofOneNumber } from './number-arguments.ts';
import { withValues, type Operator, type Operators } from './operator.ts';

/** Functions that MongoDB itself computes in doubles; in decimals they are not offered. */
function inDoubles(apply: (value: number) => number, check?: (value: number) => void): Operator {
  return ofOneNumber((value, name) => {
    if (value instanceof Decimal128) throw notOffered(168, `${name} of a decimal`);
    check?.(toNumber(value));
    return double(apply(toNumber(value)));
  });
}

const power: Operator = withValues(2, 2, ([base, exponent]) => {
  if (!isNumber(base)) throw new MongoError(28762, `$pow's base must be numeric, not ${typeName(base as Value)}`);
  if (!isNumber(exponent))
    throw new MongoError(28763, `$pow's exponent must be numeric, not ${typeName(exponent as Value)}`);
  if (isZeroNumber(base) && compareNumbers(exponent, 0) < 0)
    throw new MongoError(28764, '$pow cannot take a base of 0 and a negative exponent');
  if (base instanceof Decimal128 || exponent instanceof Decimal128) throw notOffered(168, '$pow of a decimal');
  const isUnit = !isDouble(base) && Math.abs(toNumber(base)) === 1;
  if (isUnit && isDouble(exponent) && !Number.isFinite(toNumber(exponent)) && !isNaNValue(exponent)) return double(1);
  if (isDouble(base) || isDouble(exponent) || (compareNumbers(exponent, 0) < 0 && !isUnit))
    return double(toNumber(base) ** toNumber(exponent));
  return integerPower(base, toBigInt(exponent), typeof base === 'bigint' || typeof exponent === 'bigint');
});

function integerPower(base: NumberValue, exponent: bigint, isLong: boolean): Value {
  const whole = toBigInt(base);
  const isSmall = whole >= -1n && whole <= 1n;
  if (!isSmall && exponent > 63n) return double(Number(whole) ** Number(exponent));
  const result = whole ** (isSmall ? (exponent === 0n ? 0n : exponent % 2n === 0n ? 2n : 1n) : exponent);
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

/** 1 / (1 + e^-x); unlike its kin it takes a list for one value, which is no number. */
const sigmoid: Operator = (operand, compile, context) => {
  const argument = compile(operand, context);
  return (environment) => {
    const value = argument(environment);
    if (isNullish(value)) return null;
    if (!isNumber(value)) throw new MongoError(14, `$sigmoid only supports numeric types, not ${typeName(value)}`);
    if (value instanceof Decimal128) throw notOffered(168, '$sigmoid of a decimal');
    return double(1 / (1 + Math.exp(-toNumber(value))));
  };
};

function requirePositive(name: string, code: number): (value: number) => void {
  return (value) => {
    if (value <= 0) throw new MongoError(code, `${name}'s argument must be a positive number, but is ${value}`);
  };
}

export const POWERS: Operators = {
  $exp: inDoubles(Math.exp),
  $ln: inDoubles(Math.log, requirePositive('$ln', 28766)),
  $log: logarithm,
  $log10: inDoubles(Math.log10, requirePositive('$log10', 28761)),
  $pow: power,
  $sigmoid: sigmoid,
  $sqrt: inDoubles(Math.sqrt, (value) => {
    if (value < 0) throw new MongoError(28714, "$sqrt's argument must be greater than or equal to 0");
  }),
};
