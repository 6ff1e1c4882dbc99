/** What of a collection is kept on disk, and which collections of an earlier version are refused. */
import { randomUUID } from 'node:crypto';
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import { Binary, type Document, type Value } from '../bson/value.ts';
import type { Collection } from './collection.ts';
import { defineIndex, type Index } from './index-definition.ts';
import { namespaceOf, recordRange } from './keyspace.ts';
import { loadTraits } from './records.ts';
import type { View } from './view.ts';

const REFUSED = 'export it with the version that wrote it, and import it into a MongoDB server';

/** What the catalog keeps of a collection on disk. */
export function encodeEntry({ id, uuid, indexes }: Collection): Buffer {
  return encodeDocument({ id, uuid, indexes: indexes.map((index) => ({ id: index.id, spec: index.spec })) });
}

/** A collection as the catalog kept it, with what memory holds of it besides. */
export function decodeEntry(view: View, key: Buffer, bytes: Buffer, countOf: (id: number) => number): Collection {
  const entry = decodeDocument(bytes);
  const id = entry.get('id') as number;
  const indexes = (entry.get('indexes') as Document[]).map((index) =>
    defineIndex(index.get('id') as number, index.get('spec') as Document),
  );
  if (indexes.some(({ spec }) => spec.has('collation')))
    throw new Error(`${namespaceOf(key)} has a collation: ${REFUSED}`);
  for (const index of indexes) loadTraits(view, index);
  return {
    id,
    namespace: namespaceOf(key),
    uuid: entry.get('uuid') as Binary,
    indexes,
    nextRecord: lastRecord(view, id) + 1,
    count: countOf(id),
    isReady: true,
    changedAt: 0,
  };
}

/** An empty collection that is not on disk yet. */
export function newCollection(id: number, namespace: string, idIndex: Index): Collection {
  return {
    id,
    namespace,
    uuid: new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), 4),
    indexes: [idIndex],
    nextRecord: 1,
    count: 0,
    isReady: false,
    changedAt: Infinity,
  };
}

/** The index that every collection has. */
export function idIndexSpec(): Document {
  return new Map<string, Value>([
    ['v', 2],
    ['key', new Map([['_id', 1]])],
    ['name', '_id_'],
  ]);
}

function lastRecord(view: View, collectionId: number): number {
  for (const record of view.scan(recordRange(collectionId), true, (number) => number)) if (record) return record;
  return 0;
}
