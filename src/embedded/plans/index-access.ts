/** Which ranges of an index serve a filter, and how well. */
import { rankOf } from '../bson/types.ts';
import type { Value } from '../bson/value.ts';
import type { Index, IndexPart } from '../storage/index-definition.ts';
import { partLimit } from '../storage/index-keys.ts';
import { encodeKey } from '../bson/key-encoding.ts';
import { invertBytes } from '../bson/invert-bytes.ts';
import { fitKeyPart, successor, truncatedPrefix } from '../storage/key-parts.ts';
import type { KeyRange } from '../storage/keyspace.ts';
import type { FilterBounds, PathBounds } from './bounds.ts';

const POINT_SCORE = 10;
const RANGE_SCORE = 5;

/** Which part of an index a filter needs. */
export interface Access {
  ranges: KeyRange[];
  /** How many leading parts the ranges bind, and how many of these by a single value. */
  bound: number;
  fixed: number;
  /** All parts are bound by values: each range is that of one key. */
  isExact: boolean;
  score: number;
}

const MAX_RANGES = 2000;

/** Turns bounds on leading parts into key ranges: values multiply, and one range may follow. */
export function bindParts(index: Index, bounds: FilterBounds): Access {
  let prefixes = [index.prefix];
  const access: Access = { ranges: [], bound: 0, fixed: 0, isExact: false, score: 0 };
  const roots = new Set<string>();
  for (const part of index.parts) {
    const bound = bounds.get(part.path);
    const root = part.steps[0] as string;
    if (!bound || (index.isMultikey && roots.has(root)) || skipsNulls(index, bound)) break;
    roots.add(root);
    if (!bound.points) {
      const tail = rangeOfPart(index, part, bound);
      if (!tail) break;
      access.ranges = prefixes.map((prefix) => ({
        start: Buffer.concat([prefix, tail.start]),
        end: Buffer.concat([prefix, tail.end]),
      }));
      access.bound++;
      access.score += RANGE_SCORE;
      return access;
    }
    const keys = pointKeys(index, part, bound.points);
    if (prefixes.length * keys.length > MAX_RANGES) break;
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => Buffer.concat([prefix, key])));
    access.bound++;
    if (access.fixed === access.bound - 1 && keys.length === 1) access.fixed++;
    access.score += POINT_SCORE - (keys.length > 1 ? 2 : 0);
  }
  access.ranges = prefixes.map((prefix) => ({ start: prefix, end: successor(prefix) }));
  access.isExact = access.bound === index.parts.length;
  return access;
}

/** A sparse index does not know the documents that lack its fields. */
function skipsNulls(index: Index, bound: PathBounds): boolean {
  return index.isSparse && (bound.points?.some((point) => point === null) ?? false);
}

function pointKeys(index: Index, part: IndexPart, points: Value[]): Buffer[] {
  const keys = points.map((point) => {
    const key = fitKeyPart(encodeKey(point), partLimit(index)).part;
    return part.isDescending ? invertBytes(key) : key;
  });
  return keys.sort((a, b) => a.compare(b)).filter((key, i) => i === 0 || !key.equals(keys[i - 1] as Buffer));
}

function rangeOfPart(index: Index, part: IndexPart, { low, high }: PathBounds): KeyRange | undefined {
  const end = low ?? high;
  if (!end) return undefined;
  const rank = rankOf(end.value);
  // Two bounds on an array may be met by two different elements: then only one of them narrows the scan.
  const upper = index.isMultikey && low ? undefined : high;
  const start = low ? lowKey(low.value, low.isInclusive, partLimit(index)) : Buffer.of(rank);
  const stop = upper ? highKey(upper.value, upper.isInclusive, partLimit(index)) : Buffer.of(rank + 1);
  return part.isDescending
    ? { start: successor(invertBytes(stop)), end: successor(invertBytes(start)) }
    : { start, end: stop };
}

function lowKey(value: Value, isInclusive: boolean, limit: number): Buffer {
  const key = encodeKey(value);
  if (key.length > limit) return truncatedPrefix(key, limit);
  return isInclusive ? key : successor(key);
}

function highKey(value: Value, isInclusive: boolean, limit: number): Buffer {
  const key = encodeKey(value);
  if (key.length > limit) return successor(truncatedPrefix(key, limit));
  return isInclusive ? successor(key) : key;
}
