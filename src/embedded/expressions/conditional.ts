/** Which of several values `$cond`, `$ifNull` and `$switch` give. */
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { isNullish, isTrue } from './truth.ts';
import { fieldOperands, type CompileExpression, type Operator, type Operators } from './operator.ts';
import type { Evaluate, ExpressionContext } from './environment.ts';

const cond: Operator = (operand, compile, context, name) => {
  const [test, yes, no] = condArguments(operand, name).map((argument) => compile(argument, context)) as [
    Evaluate,
    Evaluate,
    Evaluate,
  ];
  return (root) => (isTrue(test(root)) ? yes : no)(root);
};

function condArguments(operand: Value, name: string): Value[] {
  if (!isDocument(operand)) {
    const list = Array.isArray(operand) ? operand : [operand];
    if (list.length !== 3)
      throw new MongoError(16020, `Expression ${name} takes exactly 3 arguments. ${list.length} were passed in.`);
    return list;
  }
  for (const field of operand.keys())
    if (!['if', 'then', 'else'].includes(field))
      throw new MongoError(17083, `Unrecognized parameter to $cond: ${field}`);
  return [condField(operand, 'if', 17080), condField(operand, 'then', 17081), condField(operand, 'else', 17082)];
}

function condField(operand: Document, field: string, code: number): Value {
  const value = operand.get(field);
  if (value === undefined) throw new MongoError(code, `Missing '${field}' parameter to $cond`);
  return value;
}

const ifNull: Operator = (operand, compile, context, name) => {
  if (!Array.isArray(operand) || operand.length < 2)
    throw new MongoError(1257300, `${name} needs at least two arguments`);
  const args = operand.map((argument) => compile(argument, context));
  const last = args.pop() as Evaluate;
  return (root) => {
    for (const argument of args) {
      const value = argument(root);
      if (!isNullish(value)) return value;
    }
    return last(root);
  };
};

const switchCase: Operator = (operand, compile, context) => {
  const { branches, default: otherwise } = fieldOperands(
    operand,
    { required: ['branches'], optional: ['default'], codes: { notObject: 40060, unknown: 40067, missing: 40068 } },
    '$switch',
  );
  if (!Array.isArray(branches)) throw new MongoError(40061, "$switch expected an array for 'branches'");
  if (branches.length === 0) throw new MongoError(40068, '$switch requires at least one branch.');
  const decided = branches.findIndex((branch) => isDocument(branch) && branch.get('case') === true);
  const open = decided < 0 ? branches : branches.slice(0, decided + 1);
  const cases = open.filter((branch) => !isNeverTrue(branch)).map((branch) => compileBranch(branch, compile, context));
  if (otherwise === undefined && branches.every(isNeverTrue))
    throw new MongoError(40069, '$switch could not find a matching branch, and no default was specified.');
  const fallback = otherwise === undefined ? undefined : compile(otherwise, context);
  return (root) => {
    const chosen = cases.find(({ test }) => isTrue(test(root)))?.result ?? fallback;
    if (!chosen)
      throw new MongoError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    return chosen(root);
  };
};

/** A branch that is well formed and whose case is plainly false: MongoDB does not look at the rest of it. */
function isNeverTrue(branch: Value): boolean {
  if (!isDocument(branch) || branch.size !== 2 || !branch.has('then')) return false;
  return branch.get('case') === null || branch.get('case') === false;
}

function compileBranch(
  branch: Value,
  compile: CompileExpression,
  context: ExpressionContext,
): { test: Evaluate; result: Evaluate } {
  if (!isDocument(branch)) throw new MongoError(40062, '$switch expected each branch to be an object');
  for (const field of branch.keys())
    if (field !== 'case' && field !== 'then')
      throw new MongoError(40063, `$switch found an unknown argument to a branch: ${field}`);
  const test = branch.get('case');
  const result = branch.get('then');
  if (test === undefined) throw new MongoError(40064, "$switch requires each branch have a 'case' expression");
  if (result === undefined) throw new MongoError(40065, "$switch requires each branch have a 'then' expression.");
  return { test: compile(test, context), result: compile(result, context) };
}

export const CONDITIONAL: Operators = { $cond: cond, $ifNull: ifNull, $switch: switchCase };
