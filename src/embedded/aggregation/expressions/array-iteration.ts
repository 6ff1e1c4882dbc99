import { isIntegral, toNumber } from '../../bson/number.ts';
import { compareValues } from '../../bson/order.ts';
import { isNumber, typeName } from '../../bson/types.ts';
import { isDocument, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { stringOrder } from '../../query/collation.ts';
import { compareSortKeys, parseSort, sortKey } from '../../query/sort.ts';
import type { Environment, Evaluate } from '../environment.ts';
import { isNullish, isTrue } from '../truth.ts';
import { fieldOperands, withFields, type Operator, type Operators } from './operator.ts';
import { refuseVariableName, withNames } from './variable.ts';

/** Evaluates a body once an element, with the element as a variable. */
function eachElement(body: Evaluate, name: string, array: Value[], environment: Environment): (Value | undefined)[] {
  const variables = new Map(environment.variables);
  return array.map((element) => {
    variables.set(name, element);
    return body({ root: environment.root, variables });
  });
}

function variableName(value: Value | undefined, otherwise: string): string {
  if (value === undefined) return otherwise;
  if (typeof value !== 'string') throw new MongoError(16866, 'empty variable names are not allowed');
  refuseVariableName(value);
  return value;
}

const map: Operator = (operand, compile, context) => {
  const {
    input,
    as,
    in: body,
  } = fieldOperands(
    operand,
    { required: ['input', 'in'], optional: ['as'], codes: { notObject: 16878, unknown: 16879, missing: 16880 } },
    '$map',
  );
  const name = variableName(as, 'this');
  const array = compile(input as Value, context);
  const evaluate = compile(body as Value, { ...context, variables: withNames(context.variables, new Set([name])) });
  return (environment) => {
    const elements = array(environment);
    if (isNullish(elements)) return null;
    if (!Array.isArray(elements))
      throw new MongoError(16883, `input to $map must be an array not ${typeName(elements)}`);
    return eachElement(evaluate, name, elements, environment).map((value) => value ?? null);
  };
};

const filter: Operator = (operand, compile, context) => {
  const { input, as, cond, limit } = fieldOperands(
    operand,
    {
      required: ['input', 'cond'],
      optional: ['as', 'limit'],
      codes: { notObject: 28646, unknown: 28647, missing: 28648 },
    },
    '$filter',
  );
  const name = variableName(as, 'this');
  const array = compile(input as Value, context);
  const evaluate = compile(cond as Value, { ...context, variables: withNames(context.variables, new Set([name])) });
  const most = limit === undefined ? undefined : compile(limit, context);
  return (environment) => {
    const elements = array(environment);
    if (isNullish(elements)) return null;
    if (!Array.isArray(elements))
      throw new MongoError(28651, `input to $filter must be an array not ${typeName(elements)}`);
    const count = filterLimit(most?.(environment));
    const verdicts = eachElement(evaluate, name, elements, environment);
    return elements.filter((_, i) => isTrue(verdicts[i])).slice(0, count);
  };
};

function filterLimit(value: Value | undefined): number {
  if (isNullish(value)) return Infinity;
  if (!isNumber(value) || !isIntegral(value))
    throw new MongoError(327391, '$filter: limit must be represented as a 32-bit integral value');
  if (toNumber(value) < 1) throw new MongoError(327392, '$filter: limit must be greater than 0');
  return toNumber(value);
}

const reduce: Operator = (operand, compile, context) => {
  const {
    input,
    initialValue,
    in: body,
  } = fieldOperands(
    operand,
    { required: ['input', 'initialValue', 'in'], codes: { notObject: 40075, unknown: 40076, missing: 40077 } },
    '$reduce',
  );
  const array = compile(input as Value, context);
  const start = compile(initialValue as Value, context);
  const evaluate = compile(body as Value, {
    ...context,
    variables: withNames(context.variables, new Set(['this', 'value'])),
  });
  return (environment) => {
    const elements = array(environment);
    if (isNullish(elements)) return null;
    if (!Array.isArray(elements))
      throw new MongoError(40080, `$reduce requires that 'input' be an array, found: ${typeName(elements)}`);
    const variables = new Map(environment.variables);
    let value = start(environment);
    for (const element of elements) {
      variables.set('this', element).set('value', value);
      value = evaluate({ root: environment.root, variables });
    }
    return value;
  };
};

const sortArray: Operator = (operand, compile, context) => {
  const { input, sortBy } = fieldOperands(
    operand,
    { required: ['input', 'sortBy'], codes: { notObject: 2942500, unknown: 2942501, missing: 2942502 } },
    '$sortArray',
  );
  const array = compile(input as Value, context);
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

/** `$firstN` and `$lastN` of an array. */
function takeN(fromEnd: boolean): Operator {
  return withFields(
    { required: ['n', 'input'], codes: { notObject: 5787801, unknown: 5787901, missing: 5787906 } },
    ({ n, input }, name) =>
      (environment) => {
        const count = requireN(n?.(environment), name);
        const array = input?.(environment);
        if (!Array.isArray(array)) throw new MongoError(5788200, `${name} requires its input to be an array`);
        return fromEnd ? array.slice(-count) : array.slice(0, count);
      },
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

export const ARRAY_ITERATION: Operators = {
  $filter: filter,
  $firstN: takeN(false),
  $lastN: takeN(true),
  $map: map,
  $reduce: reduce,
  $sortArray: sortArray,
  $zip: zip,
};
