import type { Transaction as ReadTransaction } from 'lmdb';
import { MongoError, writeConflict } from '../errors.ts';
import type { LockHolder, LockTable } from './locks.ts';
import { Overlay } from './overlay.ts';
import type { Store } from './store.ts';
import { CommittedView, type View } from './view.ts';

export type TransactionState = 'open' | 'committing' | 'committed' | 'aborted';

const MAX_WRITTEN_BYTES = 64 * 1024 * 1024;

/** A multi-document transaction: a snapshot of the data, and writes that nobody else sees before the commit. */
export class Transaction implements LockHolder {
  readonly number: bigint;
  readonly view: Overlay;
  readonly startedAt: number;
  readonly ended: Promise<void>;
  state: TransactionState = 'open';
  private readonly latest: View;
  private readonly locks: LockTable;
  private readonly snapshot: ReadTransaction;
  private readonly base: CommittedView;
  private settle: () => void = () => undefined;

  constructor(number: bigint, store: Store, latest: View, locks: LockTable, now: number) {
    this.number = number;
    this.latest = latest;
    this.locks = locks;
    this.startedAt = now;
    store.resetReadTxn();
    this.snapshot = store.useReadTransaction();
    this.base = new CommittedView(store, this.snapshot);
    this.view = new Overlay(this.base, (key) => this.claim(key));
    this.ended = new Promise((resolve) => (this.settle = resolve));
  }

  end(state: 'committed' | 'aborted'): void {
    if (this.state === 'committed' || this.state === 'aborted') return;
    this.state = state;
    if (state === 'aborted') this.view.undo();
    this.locks.releaseAll(this);
    this.snapshot.done();
    this.settle();
  }

  /** First writer wins: another holder, or a change since the snapshot, is a conflict. */
  private claim(key: Buffer): void {
    const holder = this.locks.holderOf(key);
    if (holder === this) return;
    const before = this.base.get(key);
    const now = this.latest.get(key);
    const hasChanged = before === undefined || now === undefined ? before !== now : !before.equals(now);
    if (holder || hasChanged) throw writeConflict();
    this.locks.take(key, this);
  }

  /** @throws MongoError TransactionTooLarge */
  refuseTooLarge(): void {
    if (this.view.writtenBytes > MAX_WRITTEN_BYTES)
      throw new MongoError(257, 'Total size of all transaction operations must be less than 64 MB');
  }
}
