import type { RootDatabase } from 'lmdb';
import { MongoError } from '../errors.ts';
import { LockWait, type LockTable } from './locks.ts';
import { Overlay } from './overlay.ts';
import type { View } from './view.ts';

interface Job {
  run(view: Overlay): void;
  fail(error: unknown): void;
  /** Called when the write is on disk. */
  succeed(): void;
}

/**
 * Runs writes one after the other and commits those that arrived together in one flushed store transaction.
 * A write that fails leaves nothing; a write that meets a lock is run again when the lock is gone.
 */
export class GroupCommit {
  private readonly store: RootDatabase<Buffer, Buffer>;
  private readonly committed: View;
  private readonly locks: LockTable;
  private waiting: Job[] = [];
  private isScheduled = false;

  constructor(store: RootDatabase<Buffer, Buffer>, committed: View, locks: LockTable) {
    this.store = store;
    this.committed = committed;
    this.locks = locks;
  }

  /** Resolves with what the write returned, after it is flushed to disk. */
  submit<T>(write: (view: Overlay) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.enqueue({
        run: (view) => (result = write(view)),
        succeed: () => resolve(result),
        fail: reject,
      });
    });
  }

  private enqueue(job: Job): void {
    this.waiting.push(job);
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.commit(this.waiting.splice(0));
    });
  }

  private commit(jobs: Job[]): void {
    const done: { job: Job; view: Overlay }[] = [];
    try {
      this.store.transactionSync(() => {
        for (const job of jobs) {
          const view = this.attempt(job);
          if (view) done.push({ job, view });
        }
      });
    } catch (error) {
      for (const { view } of done.toReversed()) view.undo();
      for (const { job } of done) job.fail(storeFailure(error));
      return;
    }
    for (const { job } of done) job.succeed();
  }

  private attempt(job: Job): Overlay | undefined {
    const view = new Overlay(this.committed, this.locks.waitForHolder);
    try {
      job.run(view);
    } catch (error) {
      view.undo();
      if (error instanceof LockWait) void error.holder.ended.then(() => this.enqueue(job));
      else job.fail(error);
      return undefined;
    }
    view.pourInto(this.store);
    return view;
  }
}

function storeFailure(error: unknown): MongoError {
  const reason = error instanceof Error ? error.message : String(error);
  const isFull = /MAP_FULL|ENOSPC|No space left/i.test(reason);
  return new MongoError(
    isFull ? 14031 : 1,
    isFull ? 'the disk is full: nothing was written' : `the store refused the write: ${reason}`,
  );
}
