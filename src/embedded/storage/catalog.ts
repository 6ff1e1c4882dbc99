import { randomUUID } from 'node:crypto';
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import { Binary, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { databaseOf, type Collection } from './collection.ts';
import { defineIndex, type Index } from './index-definition.ts';
import { CATALOG_RANGE, catalogKey, namespaceOf, rangeOf, recordIdAt, recordRange, traitsKey } from './keyspace.ts';
import type { Overlay } from './overlay.ts';
import { loadTraits } from './records.ts';
import type { View } from './view.ts';

/** Which collections and indexes there are. Memory is changed at once and changed back when the write is not committed. */
export class Catalog {
  private readonly collections = new Map<string, Collection>();
  private nextId = 1;

  load(view: View): void {
    for (const [key, bytes] of view.entries(CATALOG_RANGE)) {
      const entry = decodeDocument(bytes);
      const id = entry.get('id') as number;
      const indexes = (entry.get('indexes') as Document[]).map((index) =>
        defineIndex(index.get('id') as number, index.get('spec') as Document),
      );
      for (const index of indexes) loadTraits(view, index);
      const { last, count } = measure(view, id);
      const collection: Collection = {
        id,
        namespace: namespaceOf(key),
        uuid: entry.get('uuid') as Binary,
        options: entry.get('options') as Document,
        indexes,
        nextRecord: last + 1,
        count,
        isReady: true,
      };
      this.collections.set(collection.namespace, collection);
      this.nextId = Math.max(this.nextId, id + 1, ...indexes.map((index) => index.id + 1));
    }
  }

  find(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  /** Collections of a database, or of all, in order of their names. */
  list(database?: string): Collection[] {
    const all = [...this.collections.values()].sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
    return database === undefined ? all : all.filter(({ namespace }) => databaseOf(namespace) === database);
  }

  /** @throws MongoError DatabaseDifferCase: files of two such databases would be the same where case does not count */
  refuseOtherCase(namespace: string): void {
    const database = databaseOf(namespace);
    for (const { namespace: other } of this.collections.values()) {
      const name = databaseOf(other);
      if (name !== database && name.toLowerCase() === database.toLowerCase())
        throw new MongoError(
          13297,
          `db already exists with different case already have: [${name}] trying to create [${database}]`,
        );
    }
  }

  create(view: Overlay, namespace: string, options: Document = new Map()): Collection {
    this.refuseOtherCase(namespace);
    refuseInvalidNamespace(namespace);
    const idIndex: Document = new Map<string, Value>([
      ['v', 2],
      ['key', new Map([['_id', 1]])],
      ['name', '_id_'],
    ]);
    const collation = options.get('collation');
    if (collation !== undefined) idIndex.set('collation', collation);
    const id = this.nextId++;
    const uuid = new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), 4);
    const collection: Collection = {
      id,
      namespace,
      uuid,
      options,
      indexes: [defineIndex(this.nextId++, idIndex)],
      nextRecord: 1,
      count: 0,
      isReady: false,
    };
    view.onSettled(() => (collection.isReady = true));
    this.register(view, collection);
    return collection;
  }

  drop(view: Overlay, collection: Collection): void {
    removeRange(view, rangeOf(recordRange(collection.id).start));
    for (const index of collection.indexes) this.clearIndex(view, index);
    this.unregister(view, collection);
    view.count(collection, -collection.count);
  }

  rename(view: Overlay, collection: Collection, namespace: string): void {
    refuseInvalidNamespace(namespace);
    this.refuseOtherCase(namespace);
    const old = collection.namespace;
    this.unregister(view, collection);
    collection.namespace = namespace;
    view.onUndo(() => (collection.namespace = old));
    this.register(view, collection);
  }

  /** An index that queries use once it is on disk. */
  newIndex(view: Overlay, spec: Document): Index {
    const index = defineIndex(this.nextId++, spec);
    index.isReady = false;
    view.onSettled(() => (index.isReady = true));
    return index;
  }

  /** Replaces the list of indexes of a collection, durably. */
  setIndexes(view: Overlay, collection: Collection, indexes: Index[]): void {
    const old = collection.indexes;
    collection.indexes = indexes;
    view.onUndo(() => (collection.indexes = old));
    this.save(view, collection);
  }

  /** Replaces the options of a collection, durably. */
  setOptions(view: Overlay, collection: Collection, options: Document): void {
    const old = collection.options;
    collection.options = options;
    view.onUndo(() => (collection.options = old));
    this.save(view, collection);
  }

  clearIndex(view: Overlay, index: Index): void {
    removeRange(view, rangeOf(index.prefix));
    view.remove(traitsKey(index.id));
  }

  save(view: Overlay, collection: Collection): void {
    const { id, uuid, options } = collection;
    const indexes = collection.indexes.map((index) => ({ id: index.id, spec: index.spec }));
    view.put(catalogKey(collection.namespace), encodeDocument({ id, uuid, options, indexes }));
  }

  private register(view: Overlay, collection: Collection): void {
    const { namespace } = collection;
    this.collections.set(namespace, collection);
    view.onUndo(() => this.collections.delete(namespace));
    this.save(view, collection);
  }

  private unregister(view: Overlay, collection: Collection): void {
    const { namespace } = collection;
    this.collections.delete(namespace);
    view.onUndo(() => this.collections.set(namespace, collection));
    view.remove(catalogKey(namespace));
  }
}

function removeRange(view: Overlay, range: { start: Buffer; end: Buffer }): void {
  for (const [key] of view.entries(range)) view.remove(key);
}

function measure(view: View, collectionId: number): { last: number; count: number } {
  let last = 0;
  let count = 0;
  for (const [key] of view.entries(recordRange(collectionId))) {
    last = recordIdAt(key);
    count++;
  }
  return { last, count };
}

const MAX_NAMESPACE_BYTES = 255;

/** @throws MongoError InvalidNamespace */
export function refuseInvalidNamespace(namespace: string): void {
  const dot = namespace.indexOf('.');
  const database = namespace.slice(0, dot);
  const name = namespace.slice(dot + 1);
  const isValid =
    dot > 0 &&
    dot < 64 &&
    !/[/\\. "$\0]/.test(database) &&
    name !== '' &&
    !/[$\0]/.test(name) &&
    !name.startsWith('.') &&
    Buffer.byteLength(namespace) <= MAX_NAMESPACE_BYTES;
  if (!isValid) throw new MongoError(73, `Invalid namespace specified '${namespace}'`);
  if (name.startsWith('system.')) throw new MongoError(73, `Invalid system namespace: ${namespace}`);
}
