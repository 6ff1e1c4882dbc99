/** Which of two values comes first, and which are equal. */
import { compareNumbers } from './number.ts';
import { RANK, rankOf, type NumberValue } from './types.ts';
import {
  type Binary,
  type Document,
  type ObjectId,
  type Regex,
  type Timestamp,
  type UtcDateTime,
  type Value,
} from './value.ts';

/** MongoDB's total order over BSON values (BSONElement::woCompare): by rank of type, then by value. */
export function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  const rank = rankOf(a);
  const difference = rank - rankOf(b);
  if (difference !== 0) return Math.sign(difference);
  switch (rank) {
    case RANK.number:
      return compareNumbers(a as NumberValue, b as NumberValue);
    case RANK.string:
      return compareText(a as string, b as string);
    case RANK.object:
      return compareDocuments(a as Document, b as Document);
    case RANK.array:
      return compareArrays(a as Value[], b as Value[]);
    default:
      return compareScalars(rank, a, b);
  }
}

export function equalValues(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0;
}

function compareScalars(rank: number, a: Value, b: Value): number {
  switch (rank) {
    case RANK.bool:
      return a === true ? 1 : -1;
    case RANK.date:
      return compareOrdered((a as UtcDateTime).ms, (b as UtcDateTime).ms);
    case RANK.timestamp:
      return compareOrdered((a as Timestamp).bits, (b as Timestamp).bits);
    case RANK.objectId:
      return Buffer.compare((a as ObjectId).bytes, (b as ObjectId).bytes);
    case RANK.binData:
      return compareBinaries(a as Binary, b as Binary);
    case RANK.regex:
      return (
        compareText((a as Regex).pattern, (b as Regex).pattern) ||
        compareText((a as Regex).options, (b as Regex).options)
      );
    default:
      return 0;
  }
}

function compareOrdered<T extends bigint | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareBinaries(a: Binary, b: Binary): number {
  return (
    compareOrdered(a.bytes.length, b.bytes.length) ||
    compareOrdered(a.subtype, b.subtype) ||
    Buffer.compare(a.bytes, b.bytes)
  );
}

function compareArrays(a: Value[], b: Value[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareValues(a[i] as Value, b[i] as Value);
    if (order !== 0) return order;
  }
  return compareOrdered(a.length, b.length);
}

function compareDocuments(a: Document, b: Document): number {
  const others = b.entries();
  for (const [key, value] of a) {
    const next = others.next();
    if (next.done) return 1;
    const [otherKey, other] = next.value;
    const order =
      compareOrdered(rankOf(value), rankOf(other)) || compareText(key, otherKey) || compareValues(value, other);
    if (order !== 0) return order;
  }
  return compareOrdered(a.size, b.size);
}

/** Order of the UTF-8 bytes, which differs from JavaScript's order only where surrogates meet U+E000 and above. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return aboveSurrogates(x) - aboveSurrogates(y) < 0 ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

function aboveSurrogates(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
