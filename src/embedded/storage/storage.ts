import { Catalog } from './catalog.ts';
import type { Collection } from './collection.ts';
import { GroupCommit } from './group-commit.ts';
import { LockTable } from './locks.ts';
import type { Overlay } from './overlay.ts';
import { openStore, type Store } from './store.ts';
import { Transaction } from './transaction.ts';
import { CommittedView, type View } from './view.ts';

/** The files of one database directory: what is committed, how to write, and what there is. */
export class Storage {
  readonly committed: View;
  readonly catalog = new Catalog();
  readonly locks = new LockTable();
  private readonly store: Store;
  private readonly commits: GroupCommit;

  /** @param directory an existing directory that no other process has open */
  constructor(directory: string) {
    this.store = openStore(directory);
    this.committed = new CommittedView(this.store);
    this.commits = new GroupCommit(this.store, this.committed, this.locks);
    this.catalog.load(this.committed);
  }

  /** Runs a write and resolves once it is on disk. It sees all writes before it and none after. */
  write<T>(run: (view: Overlay) => T): Promise<T> {
    return this.commits.submit(run);
  }

  beginTransaction(number: bigint): Transaction {
    return new Transaction(number, this.store, this.commits.latest, this.locks, Date.now());
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
    const found = this.catalog.find(namespace);
    // What is only on its way to the disk may yet fail, and whatever is put into it with it.
    if (found?.isReady) return found;
    return this.write((view) => this.catalog.find(namespace) ?? this.catalog.create(view, namespace));
  }

  /** Resolves when all writes so far are on disk, or have failed. */
  settled(): Promise<void> {
    return this.commits.settled();
  }

  async close(): Promise<void> {
    await this.settled();
    await this.store.close();
  }
}
