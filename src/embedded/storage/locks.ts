import { nameOf } from './overlay.ts';

/** Somebody who holds keys until it ends: a multi-document transaction. */
export interface LockHolder {
  /** Settles when the holder ends, one way or the other. */
  readonly ended: Promise<void>;
}

/** Thrown inside a single write that meets a key of an open transaction: the write is run again when that one ends. */
export class LockWait extends Error {
  readonly holder: LockHolder;
  constructor(holder: LockHolder) {
    super('waiting for a transaction');
    this.holder = holder;
  }
}

/** Which open transaction may write which key. */
export class LockTable {
  private readonly holders = new Map<string, LockHolder>();

  holderOf(key: Buffer): LockHolder | undefined {
    return this.holders.size === 0 ? undefined : this.holders.get(nameOf(key));
  }

  take(key: Buffer, holder: LockHolder): void {
    this.holders.set(nameOf(key), holder);
  }

  releaseAll(holder: LockHolder): void {
    for (const [key, owner] of this.holders) if (owner === holder) this.holders.delete(key);
  }

  /** For a write outside of transactions. */
  waitForHolder = (key: Buffer): void => {
    const holder = this.holderOf(key);
    if (holder) throw new LockWait(holder);
  };
}
