/** When a value equals what a filter asks for, or lies above or below it. */
import { isNaNValue } from '../bson/number.ts';
import { compareValues } from '../bson/order.ts';
import { RANK, isNumber, rankOf } from '../bson/types.ts';
import { Regex, type Value } from '../bson/value.ts';
import { regexTest } from './regex.ts';

export type ValueTest = (value: Value | undefined) => boolean;

/**
 * Equality as queries mean it: null also matches a missing field.
 * @param matchesRegex whether a regular expression stands for the strings it matches, as in `{ name: /x/ }`
 */
export function equalityTest(operand: Value, matchesRegex: boolean): ValueTest {
  if (operand === null) return (value) => value === null || value === undefined;
  if (operand instanceof Regex && matchesRegex) return regexTest(operand);
  if (typeof operand === 'string')
    return (value) =>
      value === operand || (typeof value === 'object' && value !== null && compareValues(value, operand) === 0);
  return (value) => value !== undefined && compareValues(value, operand) === 0;
}

const ACCEPTS = {
  $gt: (order: number) => order > 0,
  $gte: (order: number) => order >= 0,
  $lt: (order: number) => order < 0,
  $lte: (order: number) => order <= 0,
};

export type RangeOperator = keyof typeof ACCEPTS;

/** `$gt` and its kin compare only within one type ("type bracketing"). */
export function rangeTest(operator: RangeOperator, operand: Value): ValueTest {
  const accepts = ACCEPTS[operator];
  const rank = rankOf(operand);
  if (rank === RANK.null)
    return operator === '$gte' || operator === '$lte' ? (value) => value === null || value === undefined : () => false;
  const isNaNOperand = isNumber(operand) && isNaNValue(operand);
  return (value) => {
    if (value === undefined || rankOf(value) !== rank) return false;
    const order = compareValues(value, operand);
    if (rank === RANK.number && order !== 0 && (isNaNOperand || isNaNValue(value as number))) return false;
    return accepts(order);
  };
}
