import { isDocument, type Document, UtcDateTime, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../errors.ts';
import { fieldPathSteps, refuseFieldName } from '../query/paths.ts';
import { EMPTY_VARIABLES, type Environment, type Evaluate, type ExpressionContext } from './environment.ts';
import { isConstant } from './expressions/operator.ts';
import { EXPRESSIONS } from './expressions/table.ts';

/**
 * Compiles an aggregation expression.
 * @throws MongoError InvalidPipelineOperator for operators that are unknown or not offered
 */
export function compileExpression(expression: Value, context: ExpressionContext): Evaluate {
  if (typeof expression === 'string' && expression.startsWith('$')) return compilePath(expression, context);
  if (Array.isArray(expression)) return compileArray(expression, context);
  if (isDocument(expression)) return compileDocument(expression, context);
  return () => expression;
}

/** Whether a value can only be meant as an expression: a path, or an operator. */
export function isExpression(value: Value): boolean {
  const text = isDocument(value) ? value.keys().next().value : value;
  return typeof text === 'string' && text.startsWith('$');
}

function compileArray(elements: Value[], context: ExpressionContext): Evaluate {
  const compiled = elements.map((element) => compileExpression(element, context));
  return (environment) => compiled.map((element) => element(environment) ?? null);
}

function compileDocument(expression: Document, context: ExpressionContext): Evaluate {
  const [first] = expression.keys();
  if (first?.startsWith('$')) {
    if (expression.size !== 1)
      throw new MongoError(
        15983,
        `an object representing an expression must have exactly one field: ${[...expression.keys()].join(', ')}`,
      );
    return compileOperator(first, expression.get(first) as Value, context);
  }
  const fields = [...expression].map(([key, value]): [string, Evaluate] => {
    refuseFieldName(key);
    return [key, compileExpression(value, context)];
  });
  return (environment) => {
    const document: Document = new Map();
    for (const [key, evaluate] of fields) {
      const value = evaluate(environment);
      if (value !== undefined) document.set(key, value);
    }
    return document;
  };
}

const NO_ENVIRONMENT: Environment = { root: new Map(), variables: EMPTY_VARIABLES };

/** What no document has a say in is computed at once, and refused at once, as MongoDB does. */
function compileOperator(name: string, operand: Value, context: ExpressionContext): Evaluate {
  const operator = EXPRESSIONS[name];
  if (!operator) throw new MongoError(168, `Unrecognized expression '${name}'`);
  if (!isConstant(new Map([[name, operand]]))) return operator(operand, compileExpression, context, name);
  const value = operator(operand, compileExpression, { ...context, isGrouped: false }, name)(NO_ENVIRONMENT);
  return () => value;
}

function compilePath(path: string, context: ExpressionContext): Evaluate {
  if (!path.startsWith('$$')) return fieldPath(variableReader('CURRENT', context), splitFieldPath(path.slice(1)));
  const [variable = '', ...rest] = path.slice(2).split('.');
  if (rest.length > 0) fieldPathSteps(rest.join('.') || '.');
  return fieldPath(variableReader(variable, context), rest);
}

let instant: UtcDateTime | undefined;

/** One instant for all that is compiled in one turn of the thread, as the pipeline of a command is. */
function instantOfTurn(): UtcDateTime {
  if (!instant) setImmediate(() => (instant = undefined));
  instant ??= UtcDateTime.now();
  return instant;
}

const rootOf: Evaluate = ({ root }) => root;

function variableReader(name: string, context: ExpressionContext): Evaluate {
  if (context.variables?.has(name)) return ({ variables }) => variables.get(name);
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return rootOf;
    case 'REMOVE':
      return () => undefined;
    case 'NOW': {
      if (context.isClockless) throw new MongoError(51144, "Builtin variable '$$NOW' is not available");
      const now = instantOfTurn();
      return () => now;
    }
    case 'CLUSTER_TIME':
    case 'SEARCH_META':
    case 'USER_ROLES':
      throw notOffered(51144, `$$${name}`);
  }
  if (name === '') throw new MongoError(9, 'empty variable names are not allowed');
  throw new MongoError(17276, `Use of undefined variable: ${name}`);
}

/** @throws MongoError as `fieldPathSteps`, of what stands behind the dollar sign */
export function splitFieldPath(path: string): string[] {
  if (path === '') throw new MongoError(16872, "'$' by itself is not a valid FieldPath");
  return fieldPathSteps(path);
}

function fieldPath(start: Evaluate, steps: string[]): Evaluate {
  if (steps.length === 0) return start;
  const [only] = steps;
  if (steps.length === 1 && start === rootOf) return ({ root }) => root.get(only as string);
  return (environment: Environment) => follow(start(environment), steps, 0);
}

const NOTHING: Value[] = [];

/** In expressions a path through an array gives the array of what it finds in the elements; numbers are field names. */
function follow(value: Value | undefined, steps: string[], at: number): Value | undefined {
  if (at === steps.length) return value;
  if (isDocument(value)) return follow(value.get(steps[at] as string), steps, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((element) => {
    const found = isDocument(element) ? follow(element, steps, at) : undefined;
    return found === undefined ? NOTHING : [found];
  });
}
