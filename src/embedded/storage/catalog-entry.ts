import { randomUUID } from 'node:crypto';
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import { Binary, type Document, type Value } from '../bson/value.ts';
import type { Collection } from './collection.ts';
import { defineIndex, type Index } from './index-definition.ts';
import { namespaceOf, recordRange } from './keyspace.ts';
import { loadTraits } from './records.ts';
import type { View } from './view.ts';

/** What the catalog keeps of a collection on disk. */
export function encodeEntry({ id, uuid, options, indexes }: Collection): Buffer {
  return encodeDocument({ id, uuid, options, indexes: indexes.map((index) => ({ id: index.id, spec: index.spec })) });
}

/** A collection as the catalog kept it, with what memory holds of it besides. */
export function decodeEntry(view: View, key: Buffer, bytes: Buffer, countOf: (id: number) => number): Collection {
  const entry = decodeDocument(bytes);
  const id = entry.get('id') as number;
  const indexes = (entry.get('indexes') as Document[]).map((index) =>
    defineIndex(index.get('id') as number, index.get('spec') as Document),
  );
  for (const index of indexes) loadTraits(view, index);
  return {
    id,
    namespace: namespaceOf(key),
    uuid: entry.get('uuid') as Binary,
    options: entry.get('options') as Document,
    indexes,
    nextRecord: lastRecord(view, id) + 1,
    count: countOf(id),
    isReady: true,
    changedAt: 0,
  };
}

/** An empty collection that is not on disk yet. */
export function newCollection(id: number, namespace: string, options: Document, idIndex: Index): Collection {
  return {
    id,
    namespace,
    uuid: new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), 4),
    options,
    indexes: [idIndex],
    nextRecord: 1,
    count: 0,
    isReady: false,
    changedAt: Infinity,
  };
}

/** The index that every collection has; it compares as the collection does. */
export function idIndexSpec(collation: Value | undefined): Document {
  const spec: Document = new Map<string, Value>([
    ['v', 2],
    ['key', new Map([['_id', 1]])],
    ['name', '_id_'],
  ]);
  if (collation !== undefined) spec.set('collation', collation);
  return spec;
}

function lastRecord(view: View, collectionId: number): number {
  for (const record of view.scan(recordRange(collectionId), true, (number) => number)) if (record) return record;
  return 0;
}
