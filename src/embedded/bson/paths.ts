/** What a dotted path leads to in a document, through arrays too, and which paths are refused. */
import { MongoError } from '../ground/errors.ts';
import { isDocument, type Document, type Value } from './value.ts';

/** Looks at a value that a path leads to; undefined is a missing field. Returning true ends the walk. */
export type Visit = (value: Value | undefined) => boolean;

/** Where in an array the walk was when a visit ended it: what the positional operator `$` stands for. */
export interface MatchPosition {
  index: number | undefined;
}

/**
 * Follows a dotted path as queries do: a number may be a field or a place in an array, and an array on the way is entered
 * element by element. Arrays at the end of the path are handed over whole.
 */
export function walkPath(
  value: Value | undefined,
  steps: readonly string[],
  at: number,
  visit: Visit,
  position?: MatchPosition,
): boolean {
  if (at === steps.length) return visit(value);
  const step = steps[at] as string;
  if (isDocument(value)) return walkPath(value.get(step), steps, at + 1, visit, position);
  if (!Array.isArray(value)) return visit(undefined);
  return walkArray(value, steps, at, visit, position);
}

function walkArray(
  array: Value[],
  steps: readonly string[],
  at: number,
  visit: Visit,
  position?: MatchPosition,
): boolean {
  const place = arrayIndexOf(steps[at] as string);
  if (place !== undefined && place < array.length && walkPath(array[place], steps, at + 1, visit, position))
    return true;
  for (let i = 0; i < array.length; i++) {
    const element = array[i];
    if (isDocument(element) && walkPath(element, steps, at, visit)) {
      if (position) position.index = i;
      return true;
    }
  }
  return false;
}

/**
 * Tests what a path leads to, and, where that is an array, its elements too: `{ tags: 'a' }` matches `tags: ['a', 'b']`.
 */
export function someValue(
  document: Document,
  steps: readonly string[],
  test: Visit,
  position?: MatchPosition,
): boolean {
  const visit: Visit = (value) => {
    if (test(value)) return true;
    if (!Array.isArray(value)) return false;
    const index = value.findIndex((element) => test(element));
    if (index < 0) return false;
    if (position) position.index = index;
    return true;
  };
  return walkPath(document, steps, 0, visit, position);
}

/** The value at a path without entering arrays; undefined when it is not there. */
export function valueAt(value: Value | undefined, steps: readonly string[]): Value | undefined {
  let node = value;
  for (const step of steps) {
    if (isDocument(node)) node = node.get(step);
    else if (Array.isArray(node)) node = node[arrayIndexOf(step) ?? -1];
    else return undefined;
  }
  return node;
}

/** The place in an array that a path component names; undefined for any other field name. */
export function arrayIndexOf(step: string): number | undefined {
  const first = step.charCodeAt(0);
  if (!(first >= 0x30 && first <= 0x39)) return undefined;
  return /^(?:0|[1-9]\d{0,9})$/.test(step) ? Number(step) : undefined;
}

const MAX_PATH_STEPS = 200;
const DBREF_FIELDS = new Set(['$ref', '$id', '$db']);

/**
 * The steps of a path that stages and projections name (MongoDB's FieldPath).
 * @throws MongoError for empty steps, dollar signs, null bytes, and paths that are too deep
 */
export function fieldPathSteps(path: string, nullByteCode = 16411): string[] {
  if (path === '') throw new MongoError(40352, 'FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) throw new MongoError(40353, "FieldPath must not end with a '.'.");
  const steps = path.split('.');
  if (steps.length > MAX_PATH_STEPS) throw new MongoError(15, `FieldPath is longer than ${MAX_PATH_STEPS} steps`);
  for (const step of steps) refuseFieldName(step, nullByteCode);
  return steps;
}

/** @throws MongoError for a name that no field of a computed document may have */
export function refuseFieldName(name: string, nullByteCode = 16411): void {
  if (name === '') throw new MongoError(15998, 'FieldPath field names may not be empty strings.');
  if (name.startsWith('$') && !DBREF_FIELDS.has(name))
    throw new MongoError(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
  if (name.includes('\0')) throw new MongoError(nullByteCode, 'FieldPath field names may not contain null bytes.');
  if (name.includes('.'))
    throw new MongoError(16412, "FieldPath field names may not contain '.'. Consider using $getField or $setField.");
}

export function splitPath(path: string): string[] {
  return path.split('.');
}
