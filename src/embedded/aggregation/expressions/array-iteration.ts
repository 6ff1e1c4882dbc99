import { isIntegral, toNumber } from '../../bson/number.ts';
import { isNumber, typeName } from '../../bson/types.ts';
import { type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import type { Environment, Evaluate } from '../environment.ts';
import { isNullish, isTrue } from '../truth.ts';
import { fieldOperands, type Operator, type Operators } from './operator.ts';
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
  if (typeof value !== 'string') throw new MongoError(9, 'variable names must be strings');
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
    {
      required: ['input', 'in'],
      optional: ['as'],
      codes: { notObject: 16878, unknown: 16879, missing: { input: 16880, in: 16882 } },
    },
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
      codes: { notObject: 28646, unknown: 28647, missing: { input: 28648, cond: 28650 } },
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
    {
      required: ['input', 'initialValue', 'in'],
      codes: { notObject: 40075, unknown: 40076, missing: { input: 40077, initialValue: 40078, in: 40079 } },
    },
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

export const ARRAY_ITERATION: Operators = { $filter: filter, $map: map, $reduce: reduce };
