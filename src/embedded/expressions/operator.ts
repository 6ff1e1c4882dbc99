/** Which arguments an operator takes, and how wrong ones are refused. */
import { typeNameOrMissing } from '../bson/types.ts';
import { isDocument, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import type { Evaluate, ExpressionContext } from './environment.ts';
import { isNullish } from './truth.ts';

export type CompileExpression = (expression: Value, context: ExpressionContext) => Evaluate;

/** Compiles the operand of one operator. */
export type Operator = (
  operand: Value,
  compile: CompileExpression,
  context: ExpressionContext,
  name: string,
) => Evaluate;

export type Operators = Readonly<Record<string, Operator>>;

type Arguments = (Value | undefined)[];

/** An operator over a list of arguments; a single argument may stand without its brackets. */
export function withArguments(
  min: number,
  max: number,
  apply: (values: Arguments, name: string, context: ExpressionContext) => Value | undefined,
  countCode = min === max ? 16020 : 28667,
): Operator {
  return (operand, compile, context, name) => {
    const list = Array.isArray(operand) ? operand : [operand];
    if (list.length < min || list.length > max) throw wrongCount(name, min, max, list.length, countCode);
    const args = list.map((argument) => compile(argument, context));
    return (root) =>
      apply(
        args.map((argument) => argument(root)),
        name,
        context,
      );
  };
}

function wrongCount(name: string, min: number, max: number, given: number, code: number): MongoError {
  const wanted = min === max ? `exactly ${min}` : max === Infinity ? `at least ${min}` : `between ${min} and ${max}`;
  return new MongoError(code, `Expression ${name} takes ${wanted} arguments. ${given} were passed in.`);
}

/** As `withArguments`, answering null as soon as one argument is null or missing. */
export function withValues(
  min: number,
  max: number,
  apply: (values: Value[], name: string, context: ExpressionContext) => Value,
): Operator {
  return withArguments(min, max, (values, name, context) =>
    values.some(isNullish) ? null : apply(values as Value[], name, context),
  );
}

/** What a document of named arguments must hold, and MongoDB's codes for what it may not. */
export interface FieldRules {
  required: readonly string[];
  optional?: readonly string[];
  codes?: { notObject?: number; unknown?: number; missing?: number | Readonly<Record<string, number>> };
}

/** An operator that takes a document of named arguments. */
export function withFields(
  fields: FieldRules,
  build: (args: Readonly<Record<string, Evaluate | undefined>>, name: string, context: ExpressionContext) => Evaluate,
): Operator {
  return (operand, compile, context, name) => {
    const args = fieldOperands(operand, fields, name);
    const compiled = Object.fromEntries(Object.entries(args).map(([field, value]) => [field, compile(value, context)]));
    return build(compiled, name, context);
  };
}

export function fieldOperands(
  operand: Value,
  { required, optional = [], codes = {} }: FieldRules,
  name: string,
): Record<string, Value> {
  if (!isDocument(operand))
    throw new MongoError(codes.notObject ?? 9, `${name} only supports an object as its argument`);
  for (const field of operand.keys())
    if (!required.includes(field) && !optional.includes(field))
      throw new MongoError(codes.unknown ?? 9, `Unrecognized argument to ${name}: ${field}`);
  for (const field of required)
    if (!operand.has(field)) {
      const code = typeof codes.missing === 'object' ? codes.missing[field] : codes.missing;
      throw new MongoError(code ?? 9, `Missing '${field}' parameter to ${name}`);
    }
  return Object.fromEntries(operand);
}

/** An error about the type of an argument, in MongoDB's words. */
export function wrongType(code: number, name: string, expected: string, value: Value | undefined): MongoError {
  return new MongoError(code, `${name} only supports ${expected}, not ${typeNameOrMissing(value)}`);
}

/** True when no document has a say in what an expression gives. */
export function isConstant(expression: Value): boolean {
  if (typeof expression === 'string') return !expression.startsWith('$');
  if (Array.isArray(expression)) return expression.every(isConstant);
  if (!isDocument(expression)) return true;
  return [...expression.values()].every(isConstant);
}
