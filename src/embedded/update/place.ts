/** Where in a document a path of an update writes. */
import { renderValue } from '../bson/render.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { arrayIndexOf } from '../bson/paths.ts';

/** One field of a document, or one place in an array: where a modifier reads and writes. */
export interface Place {
  get(): Value | undefined;
  set(value: Value): void;
  /** Removes a field; a place in an array becomes null. */
  remove(): void;
}

/** Arrays are filled up with nulls to reach a place, but not further than MongoDB does. */
const MAX_BACKFILL = 1_500_000;

/** The place at a path, if its parents are there. */
export function findPlace(document: Document, path: string[]): Place | undefined {
  let node: Value = document;
  for (const step of path.slice(0, -1)) {
    const next: Value | undefined = isDocument(node)
      ? node.get(step)
      : Array.isArray(node)
        ? node[arrayIndexOf(step) ?? -1]
        : undefined;
    if (!isDocument(next) && !Array.isArray(next)) return undefined;
    node = next;
  }
  return placeIn(node, path.at(-1) as string);
}

/**
 * The place at a path; documents that are missing on the way are made.
 * @throws MongoError PathNotViable when something else is in the way
 */
export function makePlace(document: Document, path: string[]): Place {
  let node: Value = document;
  path.slice(0, -1).forEach((step, i) => {
    const place = placeIn(node, step) ?? fail(path, i, node);
    let next = place.get();
    if (next === undefined) place.set((next = new Map()));
    if (!isDocument(next) && !Array.isArray(next)) throw notViable(path[i + 1] as string, step, next);
    node = next;
  });
  return placeIn(node, path.at(-1) as string) ?? fail(path, path.length - 1, node);
}

function fail(path: string[], at: number, node: Value): never {
  throw notViable(path[at] as string, path[at - 1] ?? '', node);
}

function notViable(field: string, parent: string, value: Value): MongoError {
  return new MongoError(28, `Cannot create field '${field}' in element {${parent}: ${renderValue(value)}}`);
}

function placeIn(node: Value, step: string): Place | undefined {
  if (isDocument(node))
    return {
      get: () => node.get(step),
      set: (value) => node.set(step, value),
      remove: () => node.delete(step),
    };
  const index = arrayIndexOf(step);
  if (!Array.isArray(node) || index === undefined) return undefined;
  return {
    get: () => node[index],
    set: (value) => setElement(node, index, value),
    remove: () => void (index < node.length && (node[index] = null)),
  };
}

function setElement(array: Value[], index: number, value: Value): void {
  if (index - array.length > MAX_BACKFILL) throw new MongoError(2, `can't backfill more than ${MAX_BACKFILL} elements`);
  while (array.length < index) array.push(null);
  array[index] = value;
}
