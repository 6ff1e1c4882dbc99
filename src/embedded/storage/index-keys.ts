/** Under which keys a document stands in an index. */
import { MongoError } from '../ground/errors.ts';
import { isDocument, UNDEFINED, type Document, type Value } from '../bson/value.ts';
import { encodeKey } from '../bson/key-encoding.ts';
import { invertBytes } from '../bson/invert-bytes.ts';
import { fitKeyPart } from './key-parts.ts';
import type { Index } from './index-definition.ts';
import { INDEX_KEY_BYTES } from './keyspace.ts';

export interface IndexKeys {
  /** With the index's prefix, without a record number; no two alike. */
  keys: Buffer[];
  isMultikey: boolean;
  isTruncated: boolean;
}

/** The room one value has in a key of this index. */
export function partLimit(index: Index): number {
  return Math.floor(INDEX_KEY_BYTES / index.parts.length);
}

/**
 * The keys under which a document stands in an index (MongoDB's BtreeKeyGenerator): an array gives a key for each element,
 * a missing field counts as null, an empty array as undefined.
 * @throws MongoError CannotIndexParallelArrays when two different arrays would have to be multiplied
 */
export function indexKeys(index: Index, document: Document): IndexKeys {
  const result: IndexKeys = { keys: [], isMultikey: false, isTruncated: false };
  if (index.covers && !index.covers(document)) return result;
  if (index.name === '_id_') {
    result.keys.push(joinKey(index, [document.get('_id') ?? null], result));
    return result;
  }
  const seen = new Set<string>();
  const cursors = index.parts.map(({ steps }): Cursor => ({ node: document, steps, at: 0, isFixed: false }));
  expandArrays(index, cursors, result, (values) => {
    if (index.isSparse && values.every((value) => value === undefined)) return;
    const key = joinKey(
      index,
      values.map((value) => value ?? null),
      result,
    );
    const name = key.toString('latin1');
    if (seen.has(name)) return;
    seen.add(name);
    result.keys.push(key);
  });
  return result;
}

/** How far the path of one part has been followed. */
interface Cursor {
  node: Value | undefined;
  steps: string[];
  at: number;
  isFixed: boolean;
}

function expandArrays(
  index: Index,
  cursors: Cursor[],
  result: IndexKeys,
  emit: (values: (Value | undefined)[]) => void,
): void {
  const followed = cursors.map(follow);
  const waiting = followed.filter((cursor) => !cursor.isFixed);
  if (waiting.length === 0) return emit(followed.map(({ node }) => node));
  const array = waiting[0]?.node as Value[];
  if (waiting.some(({ node }) => node !== array)) throw parallelArrays(index);
  result.isMultikey = true;
  const elements: (Value | undefined)[] = array.length > 0 ? array : [undefined];
  for (const element of elements) {
    const next = followed.map((cursor) =>
      cursor.isFixed ? cursor : enterElement(cursor, element, array.length === 0),
    );
    expandArrays(index, next, result, emit);
  }
}

/** Walks through documents until the path ends, breaks off, or meets an array. */
function follow(cursor: Cursor): Cursor {
  let { node, at } = cursor;
  if (cursor.isFixed) return cursor;
  const { steps } = cursor;
  while (at < steps.length) {
    const step = steps[at] as string;
    if (Array.isArray(node)) {
      if (!isArrayIndex(step) || Number(step) >= node.length) return { node, steps, at, isFixed: false };
      node = node[Number(step)];
    } else if (isDocument(node)) node = node.get(step);
    else return { node: undefined, steps, at, isFixed: true };
    at++;
  }
  return { node, steps, at, isFixed: !Array.isArray(node) };
}

function enterElement(cursor: Cursor, element: Value | undefined, isEmptyArray: boolean): Cursor {
  const isWhole = cursor.at === cursor.steps.length;
  if (isWhole) return { ...cursor, node: isEmptyArray ? UNDEFINED : element, isFixed: true };
  return isDocument(element) ? { ...cursor, node: element } : { ...cursor, node: undefined, isFixed: true };
}

function joinKey(index: Index, values: Value[], result: IndexKeys): Buffer {
  const limit = partLimit(index);
  const parts = values.map((value, i) => {
    const fitted = fitKeyPart(encodeKey(value), limit);
    if (fitted.isTruncated) result.isTruncated = true;
    return index.parts[i]?.isDescending ? invertBytes(fitted.part) : fitted.part;
  });
  return Buffer.concat([index.prefix, ...parts]);
}

export function isArrayIndex(step: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(step);
}

function parallelArrays(index: Index): MongoError {
  const paths = index.parts.map(({ path }) => `[${path}]`).reverse();
  return new MongoError(171, `cannot index parallel arrays ${paths.join(' ')}`);
}
