/** What a transaction sees and holds, and how it ends. */
import { MongoError, snapshotUnavailable, writeConflict } from '../ground/errors.ts';
import type { Catalog } from './catalog.ts';
import type { Collection } from './collection.ts';
import { catalogKey } from './keyspace.ts';
import type { LockHolder, LockTable } from './locks.ts';
import { Overlay } from './overlay.ts';
import type { Snapshot, Store } from './store.ts';
import { CommittedView, type View } from './view.ts';

export type TransactionState = 'open' | 'committing' | 'committed' | 'aborted';

const MAX_WRITTEN_BYTES = 64 * 1024 * 1024;

/** What a transaction works upon. */
export interface Surroundings {
  store: Store;
  catalog: Catalog;
  locks: LockTable;
  /** All writes so far, those on their way to the disk included. */
  latest: View;
}

/** A multi-document transaction: a snapshot of the data, and writes that nobody else sees before the commit. */
export class Transaction implements LockHolder {
  readonly number: bigint;
  readonly view: Overlay;
  readonly startedAt: number;
  readonly ended: Promise<void>;
  /** Collections that this has made, by their names. */
  readonly created = new Map<string, Collection>();
  state: TransactionState = 'open';
  readonly #catalog: Catalog;
  readonly #latest: View;
  readonly #locks: LockTable;
  readonly #snapshot: Snapshot;
  readonly #base: CommittedView;
  /** How many changes the catalog had seen when this began. */
  readonly #catalogChanges: number;
  #settle: () => void = () => undefined;

  constructor(number: bigint, { store, catalog, locks, latest }: Surroundings, now: number) {
    this.number = number;
    this.#catalog = catalog;
    this.#latest = latest;
    this.#locks = locks;
    this.startedAt = now;
    this.#catalogChanges = catalog.changes;
    this.#snapshot = store.snapshot();
    this.#base = new CommittedView(store, this.#snapshot);
    this.view = new Overlay(this.#base, {
      key: (key) => this.#claim(key),
      enter: (id) => this.#enter(id),
      change: () => undefined,
    });
    this.ended = new Promise((resolve) => (this.#settle = resolve));
  }

  end(state: 'committed' | 'aborted'): void {
    if (this.state === 'committed' || this.state === 'aborted') return;
    this.state = state;
    if (state === 'aborted') this.view.undo();
    this.#locks.releaseAll(this);
    this.#snapshot.release();
    this.#settle();
  }

  /**
   * The collection of a name: one that this has made, or one that stands as it stood when this began.
   * @throws MongoError SnapshotUnavailable when it was made, changed or dropped since
   */
  collection(namespace: string): Collection | undefined {
    const own = this.created.get(namespace);
    if (own) return own;
    const found = this.#catalog.find(namespace);
    const isAsItWas = found ? found.changedAt <= this.#catalogChanges : !this.#base.get(catalogKey(namespace));
    if (!isAsItWas) throw snapshotUnavailable(namespace);
    return found;
  }

  /** The same, made in this transaction if it is not there. @throws MongoError WriteConflict when another one makes it too */
  ensureCollection(namespace: string): Collection {
    const found = this.collection(namespace);
    if (found) return found;
    const collection = this.#catalog.prepare(this.view, namespace);
    this.created.set(namespace, collection);
    return collection;
  }

  /** First writer wins: another holder, or a change since the snapshot, is a conflict. */
  #claim(key: Buffer): void {
    const holder = this.#locks.holderOf(key);
    if (holder === this) return;
    const before = this.#base.get(key);
    const now = this.#latest.get(key);
    const hasChanged = before === undefined || now === undefined ? before !== now : !before.equals(now);
    if (holder || hasChanged) throw writeConflict();
    this.#locks.take(key, this);
  }

  #enter(collectionId: number): void {
    if (!this.#locks.enter(collectionId, this)) throw writeConflict();
  }

  /** @throws MongoError TransactionTooLarge */
  refuseTooLarge(): void {
    if (this.view.writtenBytes > MAX_WRITTEN_BYTES)
      throw new MongoError(257, 'Total size of all transaction operations must be less than 64 MB');
  }
}
