/** Which collections and indexes there are, and how that changes. */
import type { Document } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { decodeEntry, encodeEntry, idIndexSpec, newCollection } from './catalog-entry.ts';
import { databaseOf, type Collection } from './collection.ts';
import { defineIndex, type Index } from './index-definition.ts';
import { CATALOG_RANGE, catalogKey, COMMON, traitsKey } from './keyspace.ts';
import { MAX_COLLECTIONS_AND_INDEXES } from './lmdb-file.ts';
import { refuseInvalidNamespace } from './namespace.ts';
import type { Overlay } from './overlay.ts';
import type { Store } from './store.ts';
import type { View } from './view.ts';

/** Which collections and indexes there are. Memory is changed at once and changed back when the write is not committed. */
export class Catalog {
  /** How many changes have come to the disk since the start. */
  changes = 0;
  readonly #collections = new Map<string, Collection>();
  readonly #store: Store;
  #nextId = 1;

  constructor(store: Store, committed: View) {
    this.#store = store;
    this.#load(committed);
  }

  #load(view: View): void {
    const needed = new Set([COMMON]);
    for (const [key, bytes] of view.entries(CATALOG_RANGE)) {
      const collection = decodeEntry(view, key, bytes, (id) => this.#store.count(id));
      this.#collections.set(collection.namespace, collection);
      for (const number of numbersOf(collection)) needed.add(number);
    }
    // What was dropped, or never finished, is still in the file.
    for (const number of this.#store.numbers) if (!needed.has(number)) this.#store.forget(number);
    this.#nextId = Math.max(...needed, ...this.#store.numbers) + 1;
  }

  find(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** Collections of a database, or of all, in order of their names. */
  list(database?: string): Collection[] {
    const all = [...this.#collections.values()].sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
    return database === undefined ? all : all.filter(({ namespace }) => databaseOf(namespace) === database);
  }

  /** @throws MongoError DatabaseDifferCase: files of two such databases would be the same where case does not count */
  refuseOtherCase(namespace: string): void {
    const database = databaseOf(namespace);
    for (const { namespace: other } of this.#collections.values()) {
      const name = databaseOf(other);
      if (name !== database && name.toLowerCase() === database.toLowerCase())
        throw new MongoError(
          13297,
          `db already exists with different case already have: [${name}] trying to create [${database}]`,
        );
    }
  }

  create(view: Overlay, namespace: string): Collection {
    const collection = this.prepare(view, namespace);
    this.register(view, collection);
    return collection;
  }

  /** A new collection that nobody finds before it is registered; its name is taken. */
  prepare(view: Overlay, namespace: string): Collection {
    this.refuseOtherCase(namespace);
    refuseInvalidNamespace(namespace);
    view.claims.key(catalogKey(namespace));
    const id = this.#takeNumber();
    const idIndex = defineIndex(this.#takeNumber(), idIndexSpec());
    const collection = newCollection(id, namespace, idIndex);
    this.#save(view, collection);
    return collection;
  }

  /** Lets everybody find a collection, which is `isReady` when it is on disk. */
  register(view: Overlay, collection: Collection): void {
    const { namespace } = collection;
    this.#collections.set(namespace, collection);
    view.onUndo(() => this.#collections.delete(namespace));
    this.#noteChange(view, collection);
  }

  drop(view: Overlay, collection: Collection): void {
    view.claims.change(collection.id);
    for (const index of collection.indexes) this.dropIndex(view, index);
    this.#unregister(view, collection);
    view.onSettled(() => this.#store.forget(collection.id));
  }

  /** @throws MongoError NamespaceNotFound when the collection was dropped while somebody waited for it */
  requireCurrent(collection: Collection): void {
    if (this.#collections.get(collection.namespace) !== collection)
      throw new MongoError(26, `collection dropped: ${collection.namespace}`);
  }

  /** An index that no collection has yet. */
  newIndex(spec: Document): Index {
    const index = defineIndex(this.#takeNumber(), spec);
    index.isReady = false;
    return index;
  }

  /** Replaces the list of indexes of a collection, durably. Queries use a new one when it is on disk. */
  setIndexes(view: Overlay, collection: Collection, indexes: Index[]): void {
    view.claims.change(collection.id);
    this.requireCurrent(collection);
    const old = collection.indexes;
    collection.indexes = indexes;
    view.onUndo(() => (collection.indexes = old));
    view.onSettled(() => indexes.forEach((index) => (index.isReady = true)));
    this.#save(view, collection);
    this.#noteChange(view, collection);
  }

  /** Lets go of the entries of an index that its collection no longer has. */
  dropIndex(view: Overlay, index: Index): void {
    view.remove(traitsKey(index.id));
    view.onSettled(() => this.#store.forget(index.id));
  }

  /** @throws MongoError CannotCreateIndex when there are as many as the file has room for */
  #takeNumber(): number {
    let taken = 0;
    for (const { indexes } of this.#collections.values()) taken += 1 + indexes.length;
    if (taken >= MAX_COLLECTIONS_AND_INDEXES)
      throw new MongoError(
        67,
        `the embedded database holds at most ${MAX_COLLECTIONS_AND_INDEXES} collections and indexes`,
      );
    return this.#nextId++;
  }

  #save(view: Overlay, collection: Collection): void {
    view.put(catalogKey(collection.namespace), encodeEntry(collection));
  }

  /** A transaction that began before this is on disk must not take the collection for what it was. */
  #noteChange(view: Overlay, collection: Collection): void {
    view.onSettled(() => {
      collection.isReady = true;
      collection.changedAt = ++this.changes;
    });
  }

  #unregister(view: Overlay, collection: Collection): void {
    const { namespace } = collection;
    this.#collections.delete(namespace);
    view.onUndo(() => this.#collections.set(namespace, collection));
    view.remove(catalogKey(namespace));
  }
}

/** Of the databases in the file that hold a collection: its documents and each of its indexes. */
const numbersOf = ({ id, indexes }: Collection): number[] => [id, ...indexes.map((index) => index.id)];
