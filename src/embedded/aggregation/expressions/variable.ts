import { isDocument, type Document, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import type { Evaluate } from '../environment.ts';
import { fieldOperands, type Operator, type Operators } from './operator.ts';

const letIn: Operator = (operand, compile, context) => {
  const { vars, in: body } = fieldOperands(
    operand,
    { required: ['vars', 'in'], codes: { notObject: 16874, unknown: 16875, missing: { vars: 16876, in: 16877 } } },
    '$let',
  );
  if (Array.isArray(vars)) throw new MongoError(9, 'invalid parameter: expected an object (vars)');
  if (!isDocument(vars)) throw new MongoError(10065, 'invalid parameter: expected an object (vars)');
  const bindings = [...vars].map(([name, value]): [string, Evaluate] => {
    refuseVariableName(name);
    return [name, compile(value, context)];
  });
  const evaluate = compile(body as Value, { ...context, variables: withNames(context.variables, vars) });
  return (environment) => {
    const variables = new Map(environment.variables);
    for (const [name, binding] of bindings) variables.set(name, binding(environment));
    return evaluate({ root: environment.root, variables });
  };
};

/** Names that a compiled body may use: those around it and its own. */
export function withNames(
  outer: { has(name: string): boolean } | undefined,
  own: Document | ReadonlySet<string>,
): { has(name: string): boolean } {
  return { has: (name) => own.has(name) || (outer?.has(name) ?? false) };
}

/** @throws MongoError FailedToParse for names that users may not give */
export function refuseVariableName(name: string): void {
  if (name === '') throw new MongoError(9, 'empty variable names are not allowed');
  if (name === 'CURRENT') return;
  if (!/^(?:[a-z]|[^\0-\x7f])/.test(name))
    throw new MongoError(9, `'${name}' starts with an invalid character for a user variable name`);
  if (/[^A-Za-z0-9_\u0080-\uffff]/.test(name))
    throw new MongoError(9, `'${name}' contains an invalid character for a variable name`);
}

export const VARIABLE: Operators = {
  $let: letIn,
  $const: (operand) => () => operand,
  $literal: (operand) => () => operand,
};
