/** How what is stored is read, in portions that copy nothing. */
import type { KeyRange } from './keyspace.ts';
import { copyOf, type LentKey } from './lmdb-file.ts';
import type { Snapshot, Store } from './store.ts';

/**
 * Looks at an entry and makes of it what is wanted, or nothing. The record number is that at the end of the key; the value is
 * only lent: what is kept of it must be copied.
 */
export type Pick<Item> = (record: number, value: Buffer) => Item | undefined;

/** What can be read of the store at some moment. */
export interface View {
  get(key: Buffer): Buffer | undefined;
  /** Entries in order of their keys. Later writes may or may not be seen; no lock is held between two entries. */
  entries(range: KeyRange, isReverse?: boolean): Iterable<[key: Buffer, value: Buffer]>;
  /** What is picked of the entries of a range, in their order, and undefined now and then: a breath. */
  scan<Item>(range: KeyRange, isReverse: boolean, pick: Pick<Item>): Iterable<Item | undefined>;
}

const FIRST_CHUNK = 16;
const LARGEST_CHUNK = 256;
const ENTRIES_A_BREATH = 16;

/** Committed data: the newest, or that of a snapshot. */
export class CommittedView implements View {
  readonly #store: Store;
  readonly #snapshot: Snapshot | undefined;

  constructor(store: Store, snapshot?: Snapshot) {
    this.#store = store;
    this.#snapshot = snapshot;
  }

  get(key: Buffer): Buffer | undefined {
    return this.#store.get(key, this.#snapshot);
  }

  *entries(range: KeyRange, isReverse = false): Iterable<[Buffer, Buffer]> {
    for (const chunk of this.#chunks(range, isReverse, (key, value): [Buffer, Buffer] => [key.copy(), copyOf(value)]))
      yield* chunk;
  }

  *scan<Item>(range: KeyRange, isReverse: boolean, pick: Pick<Item>): Iterable<Item | undefined> {
    for (const chunk of this.#chunks(range, isReverse, (key, value) => pick(key.record(), value))) {
      let passed = 0;
      for (const item of chunk) if (item !== undefined || ++passed % ENTRIES_A_BREATH === 0) yield item;
    }
  }

  /** Reads in chunks and goes on after the last key, so that a slow reader pins no pages and survives writes. */
  *#chunks<Item>(
    { start, end }: KeyRange,
    isReverse: boolean,
    take: (key: LentKey, value: Buffer) => Item,
  ): Iterable<Item[]> {
    let from = start;
    let to = end;
    let isFirst = true;
    for (let limit = FIRST_CHUNK; ; limit = Math.min(limit * 4, LARGEST_CHUNK)) {
      const items: Item[] = [];
      let last: Buffer | undefined;
      const reading = { isReverse, isAfterStart: !isFirst, limit };
      for (const { key, value } of this.#store.range({ start: from, end: to }, reading, this.#snapshot)) {
        items.push(take(key, value));
        if (items.length === limit) last = key.copy();
      }
      yield items;
      if (!last) return;
      if (isReverse) to = last;
      else from = last;
      isFirst = false;
    }
  }
}

/** Stands for another view, which may be replaced. */
export class CurrentView implements View {
  readonly #current: () => View;

  constructor(current: () => View) {
    this.#current = current;
  }

  get(key: Buffer): Buffer | undefined {
    return this.#current().get(key);
  }

  entries(range: KeyRange, isReverse?: boolean): Iterable<[Buffer, Buffer]> {
    return this.#current().entries(range, isReverse);
  }

  scan<Item>(range: KeyRange, isReverse: boolean, pick: Pick<Item>): Iterable<Item | undefined> {
    return this.#current().scan(range, isReverse, pick);
  }
}
