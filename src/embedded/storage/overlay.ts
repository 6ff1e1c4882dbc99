/** What a writer sees: what is stored, and over it what it has written itself. */
import type { Collection } from './collection.ts';
import { nameOf, recordIdAt, type KeyRange } from './keyspace.ts';
import type { Claims } from './locks.ts';
import type { Pick, View } from './view.ts';

/** Uncommitted writes on top of what they are based on: one write command, or a whole transaction. */
export class Overlay implements View {
  readonly claims: Claims;
  readonly #base: View;
  /** By the names of their keys; null is a removal. */
  readonly #writes = new Map<string, Buffer | null>();
  /** Bytes of all values put so far, overwritten ones included. */
  writtenBytes = 0;
  #sorted: string[] = [];
  /** Names not yet in their place among the sorted: few, so that each can be looked at. */
  #unsorted: string[] = [];
  /** By the names of their keys: values that are taken anew when somebody takes this over. */
  readonly #latest = new Map<string, () => Buffer>();
  readonly #counts = new Map<Collection, number>();
  readonly #undos: (() => void)[] = [];
  readonly #settlements: (() => void)[] = [];

  constructor(base: View, claims: Claims) {
    this.#base = base;
    this.claims = claims;
  }

  get isEmpty(): boolean {
    return this.#writes.size === 0;
  }

  get(key: Buffer): Buffer | undefined {
    if (this.#writes.size === 0) return this.#base.get(key);
    const own = this.#writes.get(nameOf(key));
    return own === undefined ? this.#base.get(key) : (own ?? undefined);
  }

  put(key: Buffer, value: Buffer): void {
    this.#write(nameOf(key), value);
  }

  /** Puts what only ever grows in memory, as it is when this is committed: what others have added meanwhile stays. */
  putLatest(key: Buffer, value: () => Buffer): void {
    const name = nameOf(key);
    this.#latest.set(name, value);
    this.#write(name, value());
  }

  remove(key: Buffer): void {
    const name = nameOf(key);
    this.#latest.delete(name);
    this.#write(name, null);
  }

  /** Notes that a collection gains or loses documents when this is committed. */
  count(collection: Collection, change: number): void {
    this.#counts.set(collection, (this.#counts.get(collection) ?? 0) + change);
  }

  /** Registers how to take back a change in memory, for when this is not committed. */
  onUndo(undo: () => void): void {
    this.#undos.push(undo);
  }

  undo(): void {
    for (const undo of this.#undos.splice(0).reverse()) undo();
  }

  /** Registers a change in memory that may be seen only when this is on disk. */
  onSettled(change: () => void): void {
    this.#settlements.push(change);
  }

  /** To be called when this is on disk. */
  settle(): void {
    for (const [collection, change] of this.#counts) collection.count += change;
    for (const change of this.#settlements) change();
  }

  /** Takes over what another overlay wrote, as one write. */
  absorb(other: Overlay): void {
    for (const [name, value] of other.#writes) this.#write(name, other.#latest.get(name)?.() ?? value);
    for (const [collection, change] of other.#counts) this.count(collection, change);
    this.#settlements.push(...other.#settlements);
  }

  /** What is written, null being a removal. */
  *written(): Iterable<[key: Buffer, value: Buffer | null]> {
    for (const [name, value] of this.#writes) yield [Buffer.from(name, 'latin1'), value];
  }

  entries(range: KeyRange, isReverse = false): Iterable<[Buffer, Buffer]> {
    const own = this.#ownNames(range, isReverse);
    const below = this.#base.entries(range, isReverse);
    return own.length === 0 ? below : this.#merged(own, below, isReverse);
  }

  scan<Item>(range: KeyRange, isReverse: boolean, pick: Pick<Item>): Iterable<Item | undefined> {
    const own = this.#ownNames(range, isReverse);
    if (own.length === 0) return this.#base.scan(range, isReverse, pick);
    return picked(this.#merged(own, this.#base.entries(range, isReverse), isReverse), pick);
  }

  *#merged(own: string[], below: Iterable<[Buffer, Buffer]>, isReverse: boolean): Iterable<[Buffer, Buffer]> {
    let next = 0;
    const isBefore = isReverse ? (a: string, b: string) => a > b : (a: string, b: string) => a < b;
    for (const entry of below) {
      const name = nameOf(entry[0]);
      while (next < own.length && isBefore(own[next] as string, name)) yield* this.#ownEntry(own[next++] as string);
      if (next < own.length && own[next] === name) yield* this.#ownEntry(own[next++] as string);
      else yield entry;
    }
    while (next < own.length) yield* this.#ownEntry(own[next++] as string);
  }

  #write(name: string, value: Buffer | null): void {
    this.writtenBytes += value ? value.length : 0;
    if (!this.#writes.has(name)) this.#unsorted.push(name);
    this.#writes.set(name, value);
  }

  *#ownEntry(name: string): Iterable<[Buffer, Buffer]> {
    const value = this.#writes.get(name);
    if (value) yield [Buffer.from(name, 'latin1'), value];
  }

  #ownNames({ start, end }: KeyRange, isReverse: boolean): string[] {
    if (this.#writes.size === 0) return [];
    if (this.#unsorted.length > MOST_UNSORTED)
      this.#sorted = [...this.#sorted, ...this.#unsorted.splice(0)].sort(byCodeUnit);
    const first = nameOf(start);
    const last = nameOf(end);
    const names = this.#sorted.slice(lowerBound(this.#sorted, first), lowerBound(this.#sorted, last));
    const among = names.length;
    for (const name of this.#unsorted) if (name >= first && name < last) names.push(name);
    if (names.length > among) names.sort(byCodeUnit);
    return isReverse ? names.reverse() : names;
  }
}

const MOST_UNSORTED = 64;

function* picked<Item>(entries: Iterable<[Buffer, Buffer]>, pick: Pick<Item>): Iterable<Item | undefined> {
  for (const [key, value] of entries) yield pick(recordIdAt(key), value);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function lowerBound(names: string[], name: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle] as string) < name) low = middle + 1;
    else high = middle;
  }
  return low;
}
