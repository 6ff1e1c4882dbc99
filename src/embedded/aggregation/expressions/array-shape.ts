import { isIntegral, toNumber } from '../../bson/number.ts';
import { compareValues } from '../../bson/order.ts';
import { isNumber, typeName } from '../../bson/types.ts';
import { isDocument, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { stringOrder } from '../../query/collation.ts';
import { compareSortKeys, parseSort, sortKey } from '../../query/sort.ts';
import type { ExpressionContext } from '../environment.ts';
import { isNullish } from '../truth.ts';
import { fieldOperands, withFields, type Operator, type Operators } from './operator.ts';

const sortArray: Operator = (operand, compile, context) => {
  const { input, sortBy } = fieldOperands(
    operand,
    {
      required: ['input', 'sortBy'],
      codes: { notObject: 2942500, unknown: 2942501, missing: { input: 2942502, sortBy: 2942503 } },
    },
    '$sortArray',
  );
  const array = compile(input as Value, context);
  refuseSortBy(sortBy as Value);
  const compare = arrayOrder(sortBy as Value, context.collation?.compare);
  return (environment) => {
    const elements = array(environment);
    if (isNullish(elements)) return null;
    if (!Array.isArray(elements))
      throw new MongoError(
        2942504,
        `The input argument to $sortArray must be an array, but was of type: ${typeName(elements)}`,
      );
    return elements.toSorted(compare);
  };
};

/** @throws MongoError with the codes that `$sortArray` has of its own */
function refuseSortBy(sortBy: Value): void {
  const isDirection = (value: Value): boolean => isNumber(value) && Math.abs(toNumber(value)) === 1;
  if (isDocument(sortBy)) {
    if (sortBy.size === 0 || ![...sortBy.values()].every(isDirection))
      throw new MongoError(2942505, '$sortArray: each field of sortBy must be 1 or -1');
  } else if (!isDirection(sortBy))
    throw new MongoError(isNumber(sortBy) ? 2942506 : 2942507, '$sortArray: sortBy must be 1, -1 or a sort pattern');
}

/** How `$sortArray` and `$push: { $sort }` order elements: whole by 1 or -1, or documents by their fields. */
export function arrayOrder(sortBy: Value, strings = stringOrder(undefined)): (a: Value, b: Value) => number {
  if (isDocument(sortBy)) {
    const parts = parseSort(sortBy);
    const keyOf = (value: Value): Value[] => sortKey(isDocument(value) ? value : new Map(), parts, strings);
    return (a, b) => compareSortKeys(keyOf(a), keyOf(b), parts, strings);
  }
  const direction = isNumber(sortBy) ? toNumber(sortBy) : 0;
  if (direction !== 1 && direction !== -1)
    throw new MongoError(2942503, '$sortArray: sortBy must be 1, -1 or a sort pattern');
  return (a, b) => compareValues(a, b, strings) * direction;
}

const zip: Operator = (operand, compile, context) => {
  const { inputs, useLongestLength, defaults } = fieldOperands(
    operand,
    {
      required: ['inputs'],
      optional: ['useLongestLength', 'defaults'],
      codes: { notObject: 34460, unknown: 34464, missing: 34465 },
    },
    '$zip',
  );
  if (!Array.isArray(inputs)) throw new MongoError(34461, 'inputs must be an array of expressions');
  if (inputs.length === 0) throw new MongoError(34465, '$zip requires at least one input array');
  if (useLongestLength !== undefined && typeof useLongestLength !== 'boolean')
    throw new MongoError(34463, 'useLongestLength must be a bool');
  if (defaults !== undefined && !Array.isArray(defaults))
    throw new MongoError(34462, 'defaults must be an array of expressions');
  if (defaults && !useLongestLength)
    throw new MongoError(34466, 'cannot specify defaults unless useLongestLength is true');
  if (defaults && defaults.length !== inputs.length)
    throw new MongoError(34467, 'defaults and inputs must have the same length');
  const arrays = inputs.map((input) => compile(input, context));
  const fills = (defaults ?? []).map((fill) => compile(fill, context));
  return (environment) =>
    zipArrays(
      arrays.map((array) => array(environment)),
      fills.map((fill) => fill(environment) ?? null),
      useLongestLength === true,
    );
};

function zipArrays(values: (Value | undefined)[], fills: Value[], isLongest: boolean): Value {
  if (values.some(isNullish)) return null;
  const arrays = values.map((value) => {
    if (!Array.isArray(value))
      throw new MongoError(34468, `$zip found a non-array expression in input: ${typeName(value as Value)}`);
    return value;
  });
  const lengths = arrays.map(({ length }) => length);
  const length = isLongest ? Math.max(...lengths) : Math.min(...lengths);
  return Array.from({ length }, (_, i) => arrays.map((array, n) => array[i] ?? fills[n] ?? null));
}

/** Operators that take `n` elements of an array. */
function takeN(take: (array: Value[], count: number, context: ExpressionContext) => Value[]): Operator {
  return withFields(
    { required: ['n', 'input'], codes: { notObject: 5787801, unknown: 5787901, missing: 5787906 } },
    ({ n, input }, name, context) =>
      (environment) => {
        const count = requireN(n?.(environment), name);
        const array = input?.(environment);
        if (!Array.isArray(array)) throw new MongoError(5788200, `${name} requires its input to be an array`);
        return take(array, count, context);
      },
  );
}

function extremes(sign: 1 | -1): Operator {
  return takeN((array, count, { collation }) =>
    array
      .filter((value) => !isNullish(value))
      .sort((a, b) => compareValues(a, b, collation?.compare) * sign)
      .slice(0, count),
  );
}

export function requireN(value: Value | undefined, name: string): number {
  if (!isNumber(value))
    throw new MongoError(
      5787902,
      `Value for 'n' must be of integral type, but found ${value === undefined ? 'missing' : typeName(value)} in ${name}`,
    );
  if (!isIntegral(value)) throw new MongoError(5787903, `Value for 'n' must be of integral type in ${name}`);
  if (toNumber(value) <= 0) throw new MongoError(5787908, `'n' must be greater than 0, found ${toNumber(value)}`);
  return toNumber(value);
}

export const ARRAY_SHAPE: Operators = {
  $firstN: takeN((array, count) => array.slice(0, count)),
  $lastN: takeN((array, count) => array.slice(-count)),
  $maxN: extremes(-1),
  $minN: extremes(1),
  $sortArray: sortArray,
  $zip: zip,
};
