/** Who may write a key while a transaction holds it. */
import { nameOf } from './keyspace.ts';

/** Somebody who holds keys or a collection until it ends: a multi-document transaction, or the building of indexes. */
export interface LockHolder {
  /** Settles when the holder ends, one way or the other. */
  readonly ended: Promise<void>;
}

/** Thrown inside a single write that meets somebody's lock: the write is run again when that one ends. */
export class LockWait extends Error {
  readonly holder: LockHolder;
  constructor(holder: LockHolder) {
    super('waiting for a lock');
    this.holder = holder;
  }
}

/** To be asked before writing; each throws when somebody else is in the way. */
export interface Claims {
  /** For a key whose old value matters: a record, an entry of a unique index, a name in the catalog. */
  key(key: Buffer): void;
  /** For whatever is written into a collection. */
  enter(collectionId: number): void;
  /** For a change of the collection itself: of its name, its indexes, or its being there. */
  change(collectionId: number): void;
}

/** Which open transaction may write which key and has written into which collection, and which collection is closed to writers. */
export class LockTable {
  readonly #holders = new Map<string, LockHolder>();
  readonly #writers = new Map<number, Set<LockHolder>>();
  readonly #closers = new Map<number, LockHolder>();

  holderOf(key: Buffer): LockHolder | undefined {
    return this.#holders.size === 0 ? undefined : this.#holders.get(nameOf(key));
  }

  take(key: Buffer, holder: LockHolder): void {
    this.#holders.set(nameOf(key), holder);
  }

  /** Notes that a transaction writes into a collection; false when that is closed. */
  enter(collectionId: number, writer: LockHolder): boolean {
    if (this.#closers.has(collectionId)) return false;
    const writers = this.#writers.get(collectionId);
    if (writers) writers.add(writer);
    else this.#writers.set(collectionId, new Set([writer]));
    return true;
  }

  /** Keeps all writers out of a collection. */
  close(collectionId: number, closer: LockHolder): void {
    this.#closers.set(collectionId, closer);
  }

  releaseAll(holder: LockHolder): void {
    for (const [key, owner] of this.#holders) if (owner === holder) this.#holders.delete(key);
    for (const [id, closer] of this.#closers) if (closer === holder) this.#closers.delete(id);
    for (const [id, writers] of this.#writers)
      if (writers.delete(holder) && writers.size === 0) this.#writers.delete(id);
  }

  /** Of a write outside of transactions: it waits. */
  readonly waiting: Claims = {
    key: (key) => waitFor(this.holderOf(key)),
    enter: (id) => waitFor(this.#closers.get(id)),
    change: (id) => {
      waitFor(this.#closers.get(id));
      for (const writer of this.#writers.get(id) ?? []) waitFor(writer);
    },
  };
}

function waitFor(holder: LockHolder | undefined): void {
  if (holder) throw new LockWait(holder);
}
