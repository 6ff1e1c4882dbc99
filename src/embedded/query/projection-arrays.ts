import { coerceInteger } from '../bson/arithmetic.ts';
import { isNumber } from '../bson/types.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { setNested } from '../aggregation/nested.ts';
import type { FilterContext } from './field-test.ts';
import { compileFilter } from './filter.ts';
import { splitPath, valueAt, type MatchPosition } from './paths.ts';

/** What an array projection makes of a field's value; undefined leaves the field out. */
export type ArrayChange = (value: Value) => Value | undefined;

/** `{ $slice: 5 }`, `{ $slice: -5 }`, `{ $slice: [skip, limit] }`; values that are no arrays stay. */
export function compileSlice(operand: Value): ArrayChange {
  if (!Array.isArray(operand)) {
    const count = wholeNumber(operand);
    return (value) => (Array.isArray(value) ? (count < 0 ? value.slice(count) : value.slice(0, count)) : value);
  }
  const [skip, limit] = operand.map(wholeNumber) as [number, number];
  if (limit <= 0) throw new MongoError(28724, 'Third argument to $slice must be positive');
  return (value) => {
    if (!Array.isArray(value)) return value;
    const start = skip < 0 ? Math.max(0, value.length + skip) : skip;
    return value.slice(start, start + limit);
  };
}

function wholeNumber(value: Value): number {
  if (!isNumber(value)) throw new MongoError(28728, '$slice takes whole numbers');
  return coerceInteger(value);
}

/** `{ $elemMatch: … }`: the first element that matches, alone in its array. */
export function compileElementChoice(operand: Value, context: FilterContext): ArrayChange {
  if (!isDocument(operand)) throw new MongoError(31274, 'elemMatch: Invalid argument, object required');
  const probe = compileFilter(new Map([['value', new Map([['$elemMatch', operand]])]]), context);
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const position: MatchPosition = { index: undefined };
    probe(new Map([['value', value]]), position);
    return position.index === undefined ? undefined : [value[position.index] as Value];
  };
}

/** `{ 'a.$': 1 }`: of the array only the element through which the query matched. */
export function projectPosition(document: Document, path: string, position: MatchPosition | undefined): Document {
  const steps = splitPath(path);
  const value = valueAt(document, steps);
  if (!Array.isArray(value)) return document;
  const element = position?.index === undefined ? undefined : value[position.index];
  if (element === undefined)
    throw new MongoError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  return setNested(document, steps, [element]);
}
