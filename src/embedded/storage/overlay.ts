import type { Collection } from './collection.ts';
import type { KeyRange, View } from './view.ts';

/** Says whether this writer may write the key now; throws when another transaction holds it. */
export type Claim = (key: Buffer) => void;

/** Uncommitted writes on top of what they are based on: one write command, or a whole transaction. */
export class Overlay implements View {
  private readonly base: View;
  private readonly claimKey: Claim;
  /** Keys as latin1 strings, whose order is the order of the bytes; null is a removal. */
  private readonly writes = new Map<string, Buffer | null>();
  /** Bytes of all values put so far, overwritten ones included. */
  writtenBytes = 0;
  private sorted: string[] = [];
  private unsorted: string[] = [];
  private readonly counts = new Map<Collection, number>();
  private readonly undos: (() => void)[] = [];

  constructor(base: View, claim: Claim) {
    this.base = base;
    this.claimKey = claim;
  }

  get isEmpty(): boolean {
    return this.writes.size === 0;
  }

  get(key: Buffer): Buffer | undefined {
    if (this.writes.size === 0) return this.base.get(key);
    const own = this.writes.get(nameOf(key));
    return own === undefined ? this.base.get(key) : (own ?? undefined);
  }

  put(key: Buffer, value: Buffer): void {
    this.write(nameOf(key), value);
  }

  remove(key: Buffer): void {
    this.write(nameOf(key), null);
  }

  /** To be called before writing a key whose old value matters: a record, or an entry of a unique index. */
  claim(key: Buffer): void {
    this.claimKey(key);
  }

  /** Notes that a collection gains or loses documents when this is committed. */
  count(collection: Collection, change: number): void {
    this.counts.set(collection, (this.counts.get(collection) ?? 0) + change);
  }

  /** Registers how to take back a change in memory, for when this is not committed. */
  onUndo(undo: () => void): void {
    this.undos.push(undo);
  }

  undo(): void {
    for (const undo of this.undos.splice(0).reverse()) undo();
  }

  /** Takes over the writes and counts of another overlay, as one write. */
  absorb(other: Overlay): void {
    for (const [name, value] of other.writes) this.write(name, value);
    for (const [collection, change] of other.counts) this.count(collection, change);
  }

  /** Hands every write over to the store, inside its write transaction. */
  pourInto(store: { putSync(key: Buffer, value: Buffer): void; removeSync(key: Buffer): boolean }): void {
    for (const [name, value] of this.writes) {
      const key = Buffer.from(name, 'latin1');
      if (value === null) store.removeSync(key);
      else store.putSync(key, value);
    }
    for (const [collection, change] of this.counts) {
      collection.count += change;
      this.onUndo(() => (collection.count -= change));
    }
  }

  *entries(range: KeyRange, reverse = false): Iterable<[Buffer, Buffer]> {
    const own = this.ownNames(range, reverse);
    let next = 0;
    const isBefore = reverse ? (a: string, b: string) => a > b : (a: string, b: string) => a < b;
    for (const entry of this.base.entries(range, reverse)) {
      const name = own.length > 0 ? nameOf(entry[0]) : '';
      while (next < own.length && isBefore(own[next] as string, name)) yield* this.ownEntry(own[next++] as string);
      if (next < own.length && own[next] === name) yield* this.ownEntry(own[next++] as string);
      else yield entry;
    }
    while (next < own.length) yield* this.ownEntry(own[next++] as string);
  }

  private write(name: string, value: Buffer | null): void {
    this.writtenBytes += value ? value.length : 0;
    if (!this.writes.has(name)) this.unsorted.push(name);
    this.writes.set(name, value);
  }

  private *ownEntry(name: string): Iterable<[Buffer, Buffer]> {
    const value = this.writes.get(name);
    if (value) yield [Buffer.from(name, 'latin1'), value];
  }

  private ownNames({ start, end }: KeyRange, reverse: boolean): string[] {
    if (this.unsorted.length > 0) {
      this.sorted = [...this.sorted, ...this.unsorted.splice(0)].sort(byCodeUnit);
    }
    const names = this.sorted.slice(lowerBound(this.sorted, nameOf(start)), lowerBound(this.sorted, nameOf(end)));
    return reverse ? names.reverse() : names;
  }
}

export function nameOf(key: Buffer): string {
  return key.toString('latin1');
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
