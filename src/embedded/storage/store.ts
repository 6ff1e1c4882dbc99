/** How databases within the file are made, read, written and dropped. */
import type { Transaction as ReadTransaction } from 'lmdb';
import { databaseOf, NUMBER_BYTES, withinDatabase, type KeyRange } from './keyspace.ts';
import { Copyable } from './copyable.ts';
import { openDatabase, openFile, type Database, type LentEntry, type LmdbFile } from './lmdb-file.ts';

/** The state of the file at one moment, for as long as it is held. */
export interface Snapshot {
  readonly transaction: ReadTransaction;
  /** How many databases had been opened: LMDB refuses those that came later, and they were empty then. */
  readonly opened: number;
  release(): void;
}

/**
 * The LMDB file of a directory. Each collection and each index is a database of its own in it: what is appended to one fills
 * its last page, where in a common one it would split pages in the middle and leave them half full.
 */
export class Store {
  readonly #file: LmdbFile;
  readonly #databases = new Map<number, { database: Database; opening: number }>();
  #opened = 0;
  #snapshots = 0;
  /** Databases that nothing refers to any more; a write that comes too late for one is as good as one before. */
  readonly #forgotten = new Set<number>();
  /** Those of them that are still in the file, because a snapshot may need them. */
  readonly #undropped: number[] = [];
  readonly #copyable: Copyable;

  /**
   * @param directory an existing directory that no other process has open
   * @throws Error when the files were written in another layout
   */
  constructor(directory: string) {
    this.#file = openFile(directory);
    // Read to the end first: opening a database ends the reading.
    const names = Array.from(this.#file.getKeys({ start: undefined }), (name) => Buffer.from(name).toString('latin1'));
    for (const name of names) {
      // LMDB keeps the zero that ends a name in C.
      const [, number] = /^(\d+)\0?$/.exec(name) ?? [];
      if (number === undefined) {
        void this.#file.close();
        throw otherLayout(directory);
      }
      this.#openDatabase(Number(number));
    }
    this.#copyable = new Copyable(() => this.#read());
  }

  /** The numbers of the databases that have been written to. */
  get numbers(): number[] {
    return [...this.#databases.keys()];
  }

  get(key: Buffer, snapshot?: Snapshot): Buffer | undefined {
    return this.#find(databaseOf(key), snapshot)?.getBinary(withinDatabase(key), snapshot);
  }

  /** Entries of a range, which lies in one database; with `isAfterStart` without the one that it begins with. */
  range(
    { start, end }: KeyRange,
    { isReverse, isAfterStart, limit }: { isReverse: boolean; isAfterStart: boolean; limit: number },
    snapshot?: Snapshot,
  ): Iterable<LentEntry> {
    const database = this.#find(databaseOf(start), snapshot);
    if (!database) return [];
    const from = start.length > NUMBER_BYTES ? withinDatabase(start) : undefined;
    const isBounded = end.subarray(0, NUMBER_BYTES).equals(start.subarray(0, NUMBER_BYTES));
    const to = isBounded ? withinDatabase(end) : undefined;
    const bounds = isReverse
      ? { start: to, end: from, reverse: true, exclusiveStart: true, inclusiveEnd: true }
      : { start: from, end: to, exclusiveStart: isAfterStart };
    return database.getRange({ ...bounds, limit, transaction: snapshot?.transaction });
  }

  /** How many entries a database has. */
  count(number: number): number {
    return this.#databases.get(number)?.database.getStats().entryCount ?? 0;
  }

  /** Writes everything, or nothing; null is a removal. Resolves when it is flushed to disk. */
  async commit(writes: Iterable<[key: Buffer, value: Buffer | null]>): Promise<void> {
    const placed: { database: Database; key: Buffer; value: Buffer | null }[] = [];
    for (const [key, value] of writes) {
      const number = databaseOf(key);
      if (this.#forgotten.has(number)) continue;
      const database = this.#find(number) ?? this.#openDatabase(number);
      placed.push({ database, key: withinDatabase(key), value });
    }
    await this.#file.batch(() => {
      this.#dropForgotten();
      for (const { database, key, value } of placed)
        if (value) database.put(key, value);
        else database.remove(key);
    });
  }

  /** To be called when a database is not needed any more, in memory and on disk. It goes with a later write, or at the next start. */
  forget(number: number): void {
    this.#forgotten.add(number);
    this.#undropped.push(number);
  }

  snapshot(): Snapshot {
    const transaction = this.#read();
    this.#snapshots++;
    const release = (): void => {
      transaction.done();
      this.#snapshots--;
    };
    return { transaction, opened: this.#opened, release };
  }

  close(): Promise<void> {
    this.#copyable.end();
    return this.#file.close();
  }

  #read(): ReadTransaction {
    this.#file.resetReadTxn();
    return this.#file.useReadTransaction();
  }

  #find(number: number, snapshot?: Snapshot): Database | undefined {
    const found = this.#databases.get(number);
    return found && (!snapshot || found.opening <= snapshot.opened) ? found.database : undefined;
  }

  /** Not while a write is under way in LMDB's thread: it would be waited for. */
  #openDatabase(number: number): Database {
    // Opening ends the current reading, which a snapshot may hold.
    this.#file.resetReadTxn();
    const database = openDatabase(this.#file, number);
    this.#databases.set(number, { database, opening: ++this.#opened });
    return database;
  }

  #dropForgotten(): void {
    if (this.#snapshots > 0) return;
    for (const number of this.#undropped.splice(0)) {
      this.#databases.get(number)?.database.drop();
      this.#databases.delete(number);
    }
  }
}

function otherLayout(directory: string): Error {
  return new Error(
    `the files in ${directory} were written by an earlier version in another layout, or are a copy that was too slow while ` +
      'the database was in use: export them with that version and import them into an empty directory with this one, or copy again',
  );
}
