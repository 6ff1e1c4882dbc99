import { open, type RootDatabase } from 'lmdb';
import { Catalog } from './catalog.ts';
import type { Collection } from './collection.ts';
import { GroupCommit } from './group-commit.ts';
import { LockTable } from './locks.ts';
import type { Overlay } from './overlay.ts';
import { Transaction } from './transaction.ts';
import { CommittedView, type View } from './view.ts';

const MAX_READERS = 500;

/** The files of one database directory: what is committed, how to write, and what there is. */
export class Storage {
  readonly committed: View;
  readonly catalog = new Catalog();
  readonly locks = new LockTable();
  private readonly store: RootDatabase<Buffer, Buffer>;
  private readonly commits: GroupCommit;

  /** @param directory an existing directory that no other process has open */
  constructor(directory: string) {
    this.store = open<Buffer, Buffer>({
      path: directory,
      noSubdir: false,
      keyEncoding: 'binary',
      encoding: 'binary',
      compression: false,
      maxReaders: MAX_READERS,
    });
    this.committed = new CommittedView(this.store);
    this.commits = new GroupCommit(this.store, this.committed, this.locks);
    this.catalog.load(this.committed);
  }

  /** Runs a write and resolves once it is on disk. It sees all writes before it and none after. */
  write<T>(run: (view: Overlay) => T): Promise<T> {
    return this.commits.submit(run);
  }

  beginTransaction(number: bigint): Transaction {
    return new Transaction(number, this.store, this.locks, Date.now());
  }

  /** Commits all writes of a transaction at once; on failure it is aborted. */
  async commitTransaction(transaction: Transaction): Promise<void> {
    transaction.state = 'committing';
    try {
      if (!transaction.view.isEmpty) await this.commits.submit((view) => view.absorb(transaction.view));
      transaction.end('committed');
    } catch (error) {
      transaction.end('aborted');
      throw error;
    }
  }

  /** The collection, created on first use as MongoDB does. Inside a transaction the creation stands by itself. */
  async ensureCollection(namespace: string): Promise<Collection> {
    return (
      this.catalog.find(namespace) ??
      this.write((view) => this.catalog.find(namespace) ?? this.catalog.create(view, namespace))
    );
  }

  async close(): Promise<void> {
    await this.store.close();
  }
}
