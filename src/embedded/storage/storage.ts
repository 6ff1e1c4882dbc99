/** What the files of a directory offer to commands. */
import { Catalog } from './catalog.ts';
import type { Collection } from './collection.ts';
import { GroupCommit } from './group-commit.ts';
import { LockTable } from './locks.ts';
import type { Overlay } from './overlay.ts';
import { Store } from './store.ts';
import { Transaction } from './transaction.ts';
import { CommittedView, type View } from './view.ts';

/** The files of one database directory: what is committed, how to write, and what there is. */
export class Storage {
  readonly committed: View;
  readonly catalog: Catalog;
  readonly locks = new LockTable();
  readonly #store: Store;
  readonly #commits: GroupCommit;

  /** @param directory an existing directory that no other process has open */
  constructor(directory: string) {
    this.#store = new Store(directory);
    this.committed = new CommittedView(this.#store);
    this.#commits = new GroupCommit(this.#store, this.committed, this.locks);
    this.catalog = new Catalog(this.#store, this.committed);
  }

  /** Runs a write and resolves once it is on disk. It sees all writes before it and none after. */
  write<T>(run: (view: Overlay) => T): Promise<T> {
    return this.#commits.submit(run);
  }

  beginTransaction(number: bigint): Transaction {
    const { catalog, locks } = this;
    const surroundings = { store: this.#store, catalog, locks, latest: this.#commits.latest };
    return new Transaction(number, surroundings, Date.now());
  }

  /** Commits all writes of a transaction at once, and what `note` writes with them; on failure it is aborted. */
  async commitTransaction(transaction: Transaction, note: (view: Overlay) => void): Promise<void> {
    transaction.state = 'committing';
    try {
      if (!transaction.view.isEmpty)
        await this.write((view) => {
          for (const collection of transaction.created.values()) this.catalog.register(view, collection);
          view.absorb(transaction.view);
          note(view);
        });
      transaction.end('committed');
    } catch (error) {
      transaction.end('aborted');
      throw error;
    }
  }

  /** The collection, created on first use as MongoDB does. */
  async ensureCollection(namespace: string): Promise<Collection> {
    const found = this.catalog.find(namespace);
    // What is only on its way to the disk may yet fail, and whatever is put into it with it.
    if (found?.isReady) return found;
    return this.write((view) => this.catalog.find(namespace) ?? this.catalog.create(view, namespace));
  }

  /** Resolves when all writes so far are on disk, or have failed. */
  settled(): Promise<void> {
    return this.#commits.settled();
  }

  async close(): Promise<void> {
    await this.settled();
    await this.#store.close();
  }
}
