import { quantizeDecimal, wholeDecimal } from '../../bson/arithmetic.ts';
import { isDouble, isIntegral, isNaNValue, splitDouble, toBigInt, toNumber } from '../../bson/number.ts';
import { isNumber, type NumberValue } from '../../bson/types.ts';
import { Decimal128, double, integer, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { isNullish } from '../truth.ts';
import { numberArgument, ofOneNumber } from './number-arguments.ts';
import { withArguments, type Operator, type Operators } from './operator.ts';

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
    return roundNumber(number, requirePlace(place, name), mode);
  });
}

function requirePlace(place: Value, name: string): number {
  if (!isNumber(place)) throw new MongoError(name === '$trunc' ? 16004 : 51081, 'precision must be a number');
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

export const ROUNDING: Operators = {
  $ceil: wholeNumber('ceiling', Math.ceil),
  $floor: wholeNumber('floor', Math.floor),
  $round: toPlace('halfEven'),
  $trunc: toPlace('truncate'),
};
