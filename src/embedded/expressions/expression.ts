/** What an expression means: a path, an operator, a document, a list or a constant. */
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { fieldPathSteps, refuseFieldName } from '../bson/paths.ts';
import type { Evaluate, ExpressionContext } from './environment.ts';
import { isConstant } from './operator.ts';
import { EXPRESSIONS } from './table.ts';
import { refuseLarge } from '../bson/room.ts';

/**
 * Compiles an aggregation expression.
 * @throws MongoError InvalidPipelineOperator for operators that are unknown or not offered
 */
export function compileExpression(expression: Value, context: ExpressionContext): Evaluate {
  if (typeof expression === 'string' && expression.startsWith('$')) return compilePath(expression);
  if (Array.isArray(expression)) return compileArray(expression, context);
  if (isDocument(expression)) return compileDocument(expression, context);
  return () => expression;
}

function compileArray(elements: Value[], context: ExpressionContext): Evaluate {
  const compiled = elements.map((element) => compileExpression(element, context));
  return (root) => refuseLarge(compiled.map((element) => element(root) ?? null));
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
  return (root) => {
    const document: Document = new Map();
    for (const [key, evaluate] of fields) {
      const value = evaluate(root);
      if (value !== undefined) document.set(key, value);
    }
    return refuseLarge(document);
  };
}

const NO_DOCUMENT: Document = new Map();

/** What no document has a say in is computed at once, and refused at once, as MongoDB does. */
function compileOperator(name: string, operand: Value, context: ExpressionContext): Evaluate {
  const operator = Object.hasOwn(EXPRESSIONS, name) ? EXPRESSIONS[name] : undefined;
  if (!operator) throw new MongoError(168, `Unrecognized expression '${name}'`);
  if (!isConstant(new Map([[name, operand]]))) return operator(operand, compileExpression, context, name);
  const value = operator(operand, compileExpression, { ...context, isGrouped: false }, name)(NO_DOCUMENT);
  return () => value;
}

function compilePath(path: string): Evaluate {
  if (!path.startsWith('$$')) return fieldPath(splitFieldPath(path.slice(1)));
  const [variable = '', ...rest] = path.slice(2).split('.');
  if (rest.length > 0) fieldPathSteps(rest.join('.') || '.');
  if (variable === '') throw new MongoError(9, 'empty variable names are not allowed');
  if (variable !== 'ROOT' && variable !== 'CURRENT')
    throw new MongoError(17276, `Use of undefined variable: ${variable}`);
  return fieldPath(rest);
}

/** @throws MongoError as `fieldPathSteps`, of what stands behind the dollar sign */
export function splitFieldPath(path: string): string[] {
  if (path === '') throw new MongoError(16872, "'$' by itself is not a valid FieldPath");
  return fieldPathSteps(path);
}

function fieldPath(steps: string[]): Evaluate {
  const [only] = steps;
  if (steps.length === 1) return (root) => root.get(only as string);
  return (root) => follow(root, steps, 0);
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
