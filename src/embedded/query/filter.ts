/** Which documents match a filter. */
import { compileExpression } from '../expressions/expression.ts';
import { isTrue } from '../expressions/truth.ts';
import { typeName } from '../bson/types.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../ground/errors.ts';
import { FIELD_OPERATORS, refusedOperator } from './field-operators.ts';
import { isOperatorDocument, type FieldTest } from './field-test.ts';
import { equalityTest } from './comparison.ts';
import { someValue, splitPath, walkPath, type MatchPosition } from '../bson/paths.ts';

/** Whether a document matches; notes in `position` which array element made it match. */
export type Predicate = ((document: Document, position?: MatchPosition) => boolean) & {
  /** The conditions that must all hold, when there are several. */
  all?: readonly Predicate[];
  /** What stands in a field's condition; `$eq` when it is a value. */
  operator?: string;
};

/**
 * Compiles a query filter.
 * @throws MongoError BadValue and others, as MongoDB refuses a malformed filter
 */
export function compileFilter(filter: Document): Predicate {
  const tests = [...filter].map(([key, value]) =>
    key.startsWith('$') ? compileTopLevel(key, value) : compileField(key, value),
  );
  return allOf(tests);
}

/** MongoDB looks at conditions in this order, and the last one to enter an array decides what `$` stands for. */
const ORDER = ['$elemMatch', '$eq', '$lte', '$lt', '$gt', '$gte', '$exists', '$in'];

function allOf(tests: Predicate[]): Predicate {
  const [only] = tests;
  if (tests.length === 1 && only) return only;
  const rank = ({ operator }: Predicate): number =>
    operator === undefined ? -1 : (ORDER.indexOf(operator) + 100) % 100;
  const all = tests.flatMap((test) => test.all ?? [test]).toSorted((a, b) => rank(a) - rank(b));
  const predicate: Predicate = (document, position) => all.every((test) => test(document, position));
  return Object.assign(predicate, { all });
}

type CompileTopLevel = (operand: Value, operator: string) => Predicate;

/** Every operator that may stand in the place of a field name. */
export const TOP_LEVEL_OPERATORS: Readonly<Record<string, CompileTopLevel>> = {
  $and: (operand, operator) => allOf(compileClauses(operator, operand)),
  $or: (operand, operator) => {
    const clauses = compileClauses(operator, operand);
    return (document, position) => clauses.some((clause) => clause(document, position));
  },
  $expr: compileExpr,
};

function compileTopLevel(operator: string, operand: Value): Predicate {
  const compile = Object.hasOwn(TOP_LEVEL_OPERATORS, operator) ? TOP_LEVEL_OPERATORS[operator] : undefined;
  if (!compile) throw refusedTopLevel(operator);
  return compile(operand, operator);
}

function compileClauses(operator: string, operand: Value): Predicate[] {
  if (!Array.isArray(operand)) throw new MongoError(2, `${operator} must be an array`);
  if (operand.length === 0) throw new MongoError(2, `${operator} must be a nonempty array`);
  return operand.map((clause) => {
    if (!isDocument(clause)) throw new MongoError(2, '$or/$and entries need to be full objects');
    return compileFilter(clause);
  });
}

function compileExpr(operand: Value): Predicate {
  const evaluate = compileExpression(operand, {});
  return (document) => isTrue(evaluate(document));
}

/** Operators of MongoDB's that are not offered, with its code for where they cannot be. */
const REFUSED: Readonly<Record<string, number>> = {
  $alwaysFalse: 2,
  $alwaysTrue: 2,
  $comment: 2,
  $jsonSchema: 2,
  $nor: 2,
  $sampleRate: 2,
  $text: 27,
  $where: 2,
};

function refusedTopLevel(operator: string): MongoError {
  const code = Object.hasOwn(REFUSED, operator) ? REFUSED[operator] : undefined;
  if (code !== undefined) return notOffered(code, `The operator ${operator}`);
  return new MongoError(
    2,
    `unknown top level operator: ${operator}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  );
}

function compileField(path: string, condition: Value): Predicate {
  const steps = splitPath(path);
  if (!isOperatorDocument(condition)) return overPath(steps, { test: equalityTest(condition, true) }, '$eq');
  return allOf(fieldTests(path, condition).map((test) => overPath(steps, test, test.operator ?? '$eq')));
}

/** Compiles `{ $gt: 1, $lt: 5 }` into one test an operator. */
function fieldTests(path: string, condition: Document): FieldTest[] {
  return [...condition].flatMap(([name, operand]) => {
    const compile = Object.hasOwn(FIELD_OPERATORS, name) ? FIELD_OPERATORS[name] : undefined;
    if (!compile) throw refusedOperator(name);
    const tests = compile(operand, { path, condition, filter: compileFilter, tests: fieldTests }) ?? [];
    return [tests].flat().map((test) => ({ ...test, operator: name }));
  });
}

/** Applies a test to what a path leads to, as far as the test wants to see arrays whole or by element. */
function overPath(steps: string[], fieldTest: FieldTest, operator: string): Predicate {
  return Object.assign(applied(steps, fieldTest), { operator });
}

function applied(steps: string[], { test, isWhole, isNegated }: FieldTest): Predicate {
  if (isNegated)
    return (document) => !(isWhole ? walkPath(document, steps, 0, test) : someValue(document, steps, test));
  if (!isWhole) return (document, position) => someValue(document, steps, test, position);
  return (document, position) => walkPath(document, steps, 0, (value) => test(value, position), position);
}

/** The argument of a command that must be a filter. */
export function filterArgument(value: Value | undefined, name: string): Document {
  if (value === undefined) return new Map();
  if (isDocument(value)) return value;
  throw new MongoError(14, `BSON field '${name}' is the wrong type '${typeName(value)}', expected type 'object'`);
}
