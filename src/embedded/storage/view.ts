import type { RootDatabase, Transaction } from 'lmdb';

/** A half-open range of keys. */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

/** What can be read of the store at some moment. */
export interface View {
  get(key: Buffer): Buffer | undefined;
  /** Entries in order of their keys. Later writes may or may not be seen; no lock is held between two entries. */
  entries(range: KeyRange, reverse?: boolean): Iterable<[key: Buffer, value: Buffer]>;
}

const FIRST_CHUNK = 16;
const LARGEST_CHUNK = 512;

/** Committed data: the newest, or, with a read transaction, a snapshot. */
export class CommittedView implements View {
  private readonly store: RootDatabase<Buffer, Buffer>;
  private readonly options: { transaction?: Transaction };

  constructor(store: RootDatabase<Buffer, Buffer>, transaction?: Transaction) {
    this.store = store;
    this.options = transaction ? { transaction } : {};
  }

  get(key: Buffer): Buffer | undefined {
    return this.store.get(key, this.options);
  }

  /** Reads in chunks and goes on after the last key, so that a slow reader pins no pages and survives writes. */
  *entries({ start, end }: KeyRange, reverse = false): Iterable<[Buffer, Buffer]> {
    let from = start;
    let to = end;
    let isFirst = true;
    for (let limit = FIRST_CHUNK; ; limit = Math.min(limit * 4, LARGEST_CHUNK)) {
      const bounds = reverse
        ? { start: to, end: from, reverse: true, exclusiveStart: true, inclusiveEnd: true }
        : { start: from, end: to, exclusiveStart: !isFirst };
      const chunk = [...this.store.getRange({ ...bounds, limit, ...this.options })];
      for (const { key, value } of chunk) yield [key, value];
      const last = chunk.at(-1);
      if (!last || chunk.length < limit) return;
      if (reverse) to = last.key;
      else from = last.key;
      isFirst = false;
    }
  }
}
