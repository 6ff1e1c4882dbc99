/** What `$eq`, `$cmp` and their kin give in an expression. */
import { compareValues } from '../bson/order.ts';
import type { Value } from '../bson/value.ts';
import { withArguments, type Operator, type Operators } from './operator.ts';

/** Unlike in queries, every two values compare here, whatever their types; missing is below everything. */
function compareExpressions(accepts: (order: number) => boolean | number): Operator {
  return withArguments(2, 2, ([a, b]) => accepts(compareWithMissing(a, b)));
}

function compareWithMissing(a: Value | undefined, b: Value | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return compareValues(a, b);
}

export const COMPARISON: Operators = {
  $cmp: compareExpressions((order) => order),
  $eq: compareExpressions((order) => order === 0),
  $ne: compareExpressions((order) => order !== 0),
  $gt: compareExpressions((order) => order > 0),
  $gte: compareExpressions((order) => order >= 0),
  $lt: compareExpressions((order) => order < 0),
  $lte: compareExpressions((order) => order <= 0),
};
