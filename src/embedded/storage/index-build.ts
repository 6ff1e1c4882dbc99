/** How an index is made while the database is in use. */
import type { Document } from '../bson/value.ts';
import { Turn } from '../ground/turn.ts';
import type { Collection } from './collection.ts';
import type { Index } from './index-definition.ts';
import { recordIdAt, recordRange } from './keyspace.ts';
import type { LockHolder } from './locks.ts';
import { addToIndex, type StoredRecord } from './records.ts';
import type { Storage } from './storage.ts';

/** So many entries are committed at once: what is in memory, and how long others wait for it, stay small. */
const PORTION = 1000;

/** Keeps the writers out of a collection from beginning to end. */
class Closure implements LockHolder {
  readonly ended: Promise<void>;
  end: () => void = () => undefined;

  constructor() {
    this.ended = new Promise((resolve) => (this.end = resolve));
  }
}

/**
 * Adds indexes to a collection. Its writers wait while its documents are gone through; reads, and other collections, go on. The
 * catalog names an index when it is whole, so that one that a crash left half-built is none.
 * @param choose which indexes are still to be made; asked again after waiting
 * @throws MongoError DuplicateKey when documents contradict a unique index: then none is added; NamespaceNotFound
 */
export async function addIndexes(storage: Storage, collection: Collection, choose: () => Document[]): Promise<void> {
  const { catalog, locks } = storage;
  const closure = new Closure();
  const release = (): void => {
    locks.releaseAll(closure);
    closure.end();
  };
  // When this is through, so is every write into the collection that came before.
  const indexes = await storage.write((view) => {
    catalog.requireCurrent(collection);
    const specs = choose();
    // A process that starts finds its indexes there, and has nobody to wait for.
    if (specs.length === 0) return [];
    view.claims.change(collection.id);
    locks.close(collection.id, closure);
    view.onUndo(release);
    return specs.map((spec) => catalog.newIndex(spec));
  });
  if (indexes.length === 0) return;
  try {
    await fill(storage, collection, indexes);
  } catch (error) {
    release();
    await storage.write((view) => indexes.forEach((index) => catalog.dropIndex(view, index)));
    throw error;
  }
  release();
  // Nobody who waited comes before this: a write is run as soon as it is given.
  await storage.write((view) => catalog.setIndexes(view, collection, [...collection.indexes, ...indexes]));
}

async function fill(storage: Storage, collection: Collection, indexes: Index[]): Promise<void> {
  const write = (portion: StoredRecord[]): Promise<void> =>
    storage.write((view) => {
      for (const record of portion) for (const index of indexes) addToIndex(view, collection, index, record);
    });
  const turn = new Turn();
  let portion: StoredRecord[] = [];
  let flushed = Promise.resolve();
  for (const [key, bytes] of storage.committed.entries(recordRange(collection.id))) {
    portion.push({ id: recordIdAt(key), bytes });
    if (portion.length * indexes.length >= PORTION) {
      // While one portion goes to the disk the next one is made ready.
      await flushed;
      flushed = write(portion);
      flushed.catch(() => undefined);
      portion = [];
    }
    if (turn.isOver()) await turn.next();
  }
  await flushed;
  if (portion.length > 0) await write(portion);
}
