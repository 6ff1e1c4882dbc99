import { compareNumbers, isIntegral } from '../../bson/number.ts';
import { isNumber } from '../../bson/types.ts';
import { isDocument, type Document, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import { parseSort } from '../../query/sort.ts';
import { isAccumulator } from '../accumulators/table.ts';
import type { ExpressionContext } from '../environment.ts';
import { compileExpression } from '../expression.ts';

const RANKS = new Set(['$denseRank', '$documentNumber', '$rank']);
const UNITS = new Set(['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond']);

function failed(message: string): MongoError {
  return new MongoError(9, message);
}

/** What MongoDB says of a malformed `$setWindowFields`; a well-formed one is not offered. */
export function checkSetWindowFields(spec: Value, context: ExpressionContext): void {
  if (!isDocument(spec)) throw failed('the $setWindowFields stage specification must be an object');
  for (const field of spec.keys())
    if (!['partitionBy', 'sortBy', 'output'].includes(field))
      throw new MongoError(40415, `BSON field '$setWindowFields.${field}' is an unknown field.`);
  const [sortBy, output] = [spec.get('sortBy') ?? null, spec.get('output')];
  if (output === undefined)
    throw new MongoError(40414, "BSON field '$setWindowFields.output' is missing but a required field");
  if (!isDocument(output)) throw new MongoError(14, "BSON field '$setWindowFields.output' must be an object");
  if (sortBy !== null && !isDocument(sortBy))
    throw new MongoError(14, "BSON field '$setWindowFields.sortBy' must be an object");
  const sortKeys = sortBy ? parseSort(sortBy).length : 0;
  for (const field of output.values()) checkOutput(field, sortKeys, context);
}

function checkOutput(field: Value, sortKeys: number, context: ExpressionContext): void {
  if (!isDocument(field)) throw failed('each output of $setWindowFields must be an object');
  const operators = [...field.keys()].filter((name) => name.startsWith('$'));
  const [operator = ''] = operators;
  if (RANKS.has(operator)) return checkRank(field, operator, sortKeys);
  if (operators.length !== 1) throw failed('each output of $setWindowFields must name one window function');
  for (const name of field.keys())
    if (name !== operator && name !== 'window') throw failed(`Window function found an unknown argument: ${name}`);
  if (field.has('window')) checkWindow(field.get('window') as Value, sortKeys);
  if (isAccumulator(operator) && operator !== '$count') compileExpression(field.get(operator) as Value, context);
}

function checkRank(field: Document, operator: string, sortKeys: number): void {
  const argument = field.get(operator);
  if (field.size > 1) throw new MongoError(5371601, 'Rank style window functions take no other arguments');
  if (sortKeys !== 1) throw new MongoError(5371602, `${operator} needs a sortBy with exactly one element`);
  if (!isDocument(argument) || argument.size > 0)
    throw new MongoError(5371603, `${operator} takes no arguments, i.e. {}`);
}

function checkWindow(window: Value, sortKeys: number): void {
  if (!isDocument(window)) throw failed("'window' field must be an object");
  for (const field of window.keys())
    if (!['documents', 'range', 'unit'].includes(field)) throw failed(`'window' has an unknown field: ${field}`);
  const [documents, range, unit] = [window.get('documents'), window.get('range'), window.get('unit')];
  if (documents !== undefined && (range !== undefined || unit !== undefined))
    throw failed("a window of 'documents' takes neither 'range' nor 'unit'");
  if (unit !== undefined && !(typeof unit === 'string' && UNITS.has(unit))) throw failed("unknown 'unit' of a window");
  if (range !== undefined) checkBounds(range, false);
  if (documents === undefined) return;
  const isBounded = checkBounds(documents, true);
  if (isBounded && sortKeys === 0) throw new MongoError(5339901, "a bounded window of documents needs a 'sortBy'");
}

/** Whether a side of the window ends before its partition does. */
function checkBounds(bounds: Value, isWhole: boolean): boolean {
  if (!Array.isArray(bounds) || bounds.length !== 2) throw failed('the bounds of a window must be two');
  const isBound = (bound: Value): boolean =>
    bound === 'unbounded' || bound === 'current' || (isNumber(bound) && (!isWhole || isIntegral(bound)));
  if (!bounds.every(isBound)) throw failed("a bound of a window is 'unbounded', 'current' or a number");
  const [lower, upper] = bounds.map((bound) => (bound === 'current' ? 0 : bound));
  if (isNumber(lower) && isNumber(upper) && compareNumbers(lower, upper) > 0)
    throw new MongoError(5339900, 'the lower bound of a window must not exceed the upper one');
  return bounds.some((bound) => bound !== 'unbounded');
}
