/** How a document is stored, changed and removed together with its index entries. */
import { decodeDocument } from '../bson/decode.ts';
import type { Document, Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { renderDocument } from '../bson/render.ts';
import { valueAt } from '../bson/paths.ts';
import type { Collection } from './collection.ts';
import type { Index } from './index-definition.ts';
import { indexKeys } from './index-keys.ts';
import { recordIdAt, recordIdBytes, recordKey, traitsKey } from './keyspace.ts';
import type { Overlay } from './overlay.ts';
import type { View } from './view.ts';

/** A stored document: its number within the collection and its bytes. */
export interface StoredRecord {
  id: number;
  bytes: Buffer;
}

/** Stores a new document and its index entries; checks everything before it writes anything. */
export function insertRecord(view: Overlay, collection: Collection, document: Document, bytes: Buffer): void {
  view.claims.enter(collection.id);
  const record = collection.nextRecord;
  const entries = collection.indexes.map((index) => ({
    index,
    keys: keysToAdd(view, collection, index, document, record),
  }));
  collection.nextRecord++;
  view.put(recordKey(collection.id, record), bytes);
  for (const { index, keys } of entries) addEntries(view, index, keys, record);
  view.count(collection, 1);
}

/** Replaces a stored document, touching only the index entries that change. */
export function updateRecord(
  view: Overlay,
  collection: Collection,
  record: StoredRecord,
  document: Document,
  bytes: Buffer,
): void {
  const key = recordKey(collection.id, record.id);
  view.claims.enter(collection.id);
  view.claims.key(key);
  const old = decodeDocument(record.bytes);
  const changes = collection.indexes.map((index) => {
    const before = indexKeys(index, old).keys;
    const added = keysToAdd(view, collection, index, document, record.id, before);
    const after = indexKeys(index, document).keys;
    return { index, added, removed: before.filter((entry) => !after.some((other) => other.equals(entry))) };
  });
  view.put(key, bytes);
  for (const { index, added, removed } of changes) {
    removeEntries(view, index, removed, record.id);
    addEntries(view, index, added, record.id);
  }
}

export function removeRecord(view: Overlay, collection: Collection, record: StoredRecord): void {
  const key = recordKey(collection.id, record.id);
  view.claims.enter(collection.id);
  view.claims.key(key);
  const document = decodeDocument(record.bytes);
  for (const index of collection.indexes) removeEntries(view, index, indexKeys(index, document).keys, record.id);
  view.remove(key);
  view.count(collection, -1);
}

/** Adds a stored document to an index that its collection does not have yet. */
export function addToIndex(view: Overlay, collection: Collection, index: Index, { id, bytes }: StoredRecord): void {
  addEntries(view, index, keysToAdd(view, collection, index, decodeDocument(bytes), id), id);
}

/** New keys of a document, after making sure that a unique index has room for each. */
function keysToAdd(
  view: Overlay,
  collection: Collection,
  index: Index,
  document: Document,
  record: number,
  present: Buffer[] = [],
): Buffer[] {
  const { keys, isMultikey, isTruncated } = indexKeys(index, document);
  const added = keys.filter((key) => !present.some((other) => other.equals(key)));
  if (index.isUnique)
    for (const key of added) {
      view.claims.key(key);
      const holder = view.get(key);
      if (holder && recordIdAt(holder) !== record) throw duplicateKey(collection, index, document);
    }
  if (isMultikey || isTruncated) markTraits(view, index, isMultikey, isTruncated);
  return added;
}

const MULTIKEY = 1;
const TRUNCATED = 2;

/** Set in memory at once: a plan that is too careful does no harm. Written each time, so that no rollback can lose it. */
function markTraits(view: Overlay, index: Index, isMultikey: boolean, isTruncated: boolean): void {
  index.isMultikey ||= isMultikey;
  index.isTruncated ||= isTruncated;
  view.putLatest(traitsKey(index.id), () =>
    Buffer.of((index.isMultikey ? MULTIKEY : 0) | (index.isTruncated ? TRUNCATED : 0)),
  );
}

export function loadTraits(view: View, index: Index): void {
  const traits = view.get(traitsKey(index.id))?.[0] ?? 0;
  index.isMultikey = (traits & MULTIKEY) !== 0;
  index.isTruncated = (traits & TRUNCATED) !== 0;
}

const NO_VALUE = Buffer.alloc(0);

function addEntries(view: Overlay, index: Index, keys: Buffer[], record: number): void {
  const id = recordIdBytes(record);
  for (const key of keys) {
    if (index.isUnique) view.put(key, id);
    else view.put(Buffer.concat([key, id]), NO_VALUE);
  }
}

function removeEntries(view: Overlay, index: Index, keys: Buffer[], record: number): void {
  const id = recordIdBytes(record);
  for (const key of keys) {
    if (index.isUnique) {
      view.claims.key(key);
      view.remove(key);
    } else view.remove(Buffer.concat([key, id]));
  }
}

function duplicateKey(collection: Collection, index: Index, document: Document): MongoError {
  const values: Document = new Map(
    index.parts.map(({ path, steps }): [string, Value] => [path, valueAt(document, steps) ?? null]),
  );
  return new MongoError(
    11000,
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: ${renderDocument(values)}`,
    { fields: { keyPattern: index.key, keyValue: values } },
  );
}
