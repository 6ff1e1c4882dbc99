/** Which writes go to the disk together, and when each is acknowledged. */
import { MongoError } from '../ground/errors.ts';
import { LockWait, type Claims, type LockTable } from './locks.ts';
import { Overlay } from './overlay.ts';
import type { Store } from './store.ts';
import { CurrentView, type View } from './view.ts';

interface Job {
  run(view: Overlay): void;
  fail(error: unknown): void;
  /** Called when the write is on disk. */
  succeed(): void;
}

/** What a group takes over has been claimed before. */
const NO_CLAIMS: Claims = { key: () => undefined, enter: () => undefined, change: () => undefined };

/** Writes that are committed together: what all of them wrote, and each by itself to take it back. */
interface Group {
  readonly written: Overlay;
  readonly members: { job: Job; view: Overlay }[];
  readonly waiting: (() => void)[];
}

/**
 * Runs each write as it comes, on top of all writes before it, and commits those that come while the disk is busy in one
 * flushed store transaction. The store works in a thread of its own: meanwhile reads and further writes go on.
 * A write that fails leaves nothing; a write that meets a lock is run again when the lock is gone.
 */
export class GroupCommit {
  /** What the next write builds on: what is committed, and all that is on its way to the disk. */
  readonly latest: View;
  readonly #store: Store;
  readonly #locks: LockTable;
  readonly #committed: View;
  #next: Group;
  #committing: Group | undefined;
  #isScheduled = false;

  constructor(store: Store, committed: View, locks: LockTable) {
    this.#store = store;
    this.#locks = locks;
    this.#committed = committed;
    this.latest = new CurrentView(() => this.#next.written);
    this.#next = this.#newGroup();
  }

  /** Resolves with what the write returned, after it is flushed to disk. */
  submit<T>(write: (view: Overlay) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.#attempt({
        run: (view) => (result = write(view)),
        succeed: () => resolve(result),
        fail: reject,
      });
    });
  }

  /** Resolves when all writes so far are on disk, or have failed. */
  async settled(): Promise<void> {
    const last = this.#next.members.length > 0 ? this.#next : this.#committing;
    if (last) await new Promise<void>((resolve) => last.waiting.push(resolve));
  }

  #newGroup(): Group {
    const below = new CurrentView(() => {
      const committing = this.#committing;
      return committing && committing !== group ? committing.written : this.#committed;
    });
    const group: Group = { written: new Overlay(below, NO_CLAIMS), members: [], waiting: [] };
    return group;
  }

  #attempt(job: Job): void {
    const view = new Overlay(this.latest, this.#locks.waiting);
    try {
      job.run(view);
    } catch (error) {
      view.undo();
      if (error instanceof LockWait) void error.holder.ended.then(() => this.#attempt(job));
      else job.fail(error);
      return;
    }
    this.#next.written.absorb(view);
    this.#next.members.push({ job, view });
    this.#schedule();
  }

  /** Waits for what else comes in this turn of the event loop, unless the disk is busy anyway. */
  #schedule(): void {
    if (this.#committing || this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      void this.#commit();
    });
  }

  async #commit(): Promise<void> {
    const group = this.#next;
    this.#committing = group;
    this.#next = this.#newGroup();
    try {
      if (!group.written.isEmpty) await this.#store.commit(group.written.written());
      this.#committing = undefined;
      group.written.settle();
      if (this.#next.members.length > 0) void this.#commit();
      for (const { job } of group.members) job.succeed();
    } catch (error) {
      this.#takeBack(group, await storeFailure(error));
    }
    for (const resolve of group.waiting) resolve();
  }

  /** Undoes a group that the store refused, and the writes that were built on it. */
  #takeBack(group: Group, failure: MongoError): void {
    const built = this.#next;
    this.#committing = undefined;
    this.#next = this.#newGroup();
    const members = [...group.members, ...built.members];
    for (const { view } of members.toReversed()) view.undo();
    for (const { job } of members) job.fail(failure);
    group.waiting.push(...built.waiting);
  }
}

/** The store tells why only through a second promise. */
async function storeFailure(error: unknown): Promise<MongoError> {
  const told = (error as { commitError?: Promise<never> }).commitError;
  const cause: unknown = told ? await told.catch((reason: unknown) => reason) : error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  // LMDB calls it an input/output error when the disk takes only a part of what it writes.
  return /MAP_FULL|No space left|quota exceeded|File too large|Input\/output error/i.test(reason)
    ? new MongoError(14031, 'the disk is full or fails: nothing was written')
    : new MongoError(1, `the store refused the write: ${reason}`);
}
