/** How long overwritten pages stay, so that a copy in progress is whole. */
import type { Transaction as ReadTransaction } from 'lmdb';

/** A copy of the file that takes no longer is whole. */
const COPY_MS = 10_000;

/**
 * Keeps the file such that it may be copied while it is written to. Who copies reads the beginning first, which says where
 * everything lay at that moment; LMDB writes over what lay there as soon as nobody reads it any more. So there is always
 * somebody who reads what was there some time ago. The file grows by what is written meanwhile.
 */
export class Copyable {
  readonly #read: () => ReadTransaction;
  readonly #timer: NodeJS.Timeout;
  #older: ReadTransaction;
  #newer: ReadTransaction;

  constructor(read: () => ReadTransaction, copyMs = COPY_MS) {
    this.#read = read;
    this.#older = read();
    this.#newer = read();
    this.#timer = setInterval(() => this.#moveOn(), copyMs);
    this.#timer.unref();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#older.done();
    this.#newer.done();
  }

  #moveOn(): void {
    this.#older.done();
    this.#older = this.#newer;
    this.#newer = this.#read();
  }
}
