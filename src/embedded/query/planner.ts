import { rankOf } from '../bson/types.ts';
import { equalValues } from '../bson/order.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index, IndexPart } from '../storage/index-definition.ts';
import { partLimit } from '../storage/index-keys.ts';
import { encodeKey, fitKeyPart, invertBytes, successor, truncatedPrefix } from '../storage/key-encoding.ts';
import type { KeyRange } from '../storage/view.ts';
import { filterBounds, type FilterBounds, type PathBounds } from './bounds.ts';
import { isSameCollation, type Collation } from './collation.ts';
import { implies } from './implication.ts';
import type { SortPart } from './sort.ts';

/** How the candidates of a query are found; the filter is always applied to them afterwards. */
export type Plan = CollectionScan | IndexScan | UnionScan;

export interface CollectionScan {
  kind: 'collection';
  isReverse: boolean;
}

export interface IndexScan {
  kind: 'index';
  index: Index;
  ranges: KeyRange[];
  isReverse: boolean;
  /** Records come in the order that was asked for. */
  isSorted: boolean;
}

/** The branches of an `$or`, each by its own index. */
export interface UnionScan {
  kind: 'union';
  branches: Plan[];
}

export interface Question {
  filter: Document;
  sort?: SortPart[] | undefined;
  /** Direction of `$natural`. */
  natural?: 1 | -1 | undefined;
  collation?: Collation | undefined;
  /** Name or key pattern of the index to be used, or `{ $natural: 1 }`. */
  hint?: Value | undefined;
}

/**
 * Chooses an access path: the index that pins down most, equality before ranges, with a bonus for giving the order.
 * @throws MongoError BadValue for a hint that names no index
 */
export function planQuery(collection: Collection, question: Question): Plan {
  const scan: CollectionScan = { kind: 'collection', isReverse: question.natural === -1 };
  if (question.natural !== undefined) return scan;
  const { hint } = question;
  if (hint !== undefined) {
    if (isDocument(hint) && hint.has('$natural')) return { kind: 'collection', isReverse: hint.get('$natural') === -1 };
    return hintedPlan(collection, question, hint);
  }
  return bestIndexPlan(collection, question)?.plan ?? unionPlan(collection, question) ?? scan;
}

function hintedPlan(collection: Collection, question: Question, hint: Value): Plan {
  const index = collection.indexes.find(({ name, key }) =>
    typeof hint === 'string' ? name === hint : equalValues(key, hint),
  );
  if (!index || index.isHidden)
    throw new MongoError(
      2,
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  const bounds = isSameCollation(index.collation, question.collation) ? filterBounds(question.filter) : new Map();
  return indexPlan(index, bounds, question, true)?.plan as Plan;
}

interface Candidate {
  plan: IndexScan;
  score: number;
}

function bestIndexPlan(collection: Collection, question: Question): Candidate | undefined {
  const bounds = filterBounds(question.filter);
  let best: Candidate | undefined;
  for (const index of collection.indexes) {
    if (index.isHidden || !isSameCollation(index.collation, question.collation)) continue;
    if (index.partialFilter && !implies(question.filter, index.partialFilter)) continue;
    const candidate = indexPlan(index, bounds, question, false);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best;
}

/** An `$or` is served when each of its branches is. */
function unionPlan(collection: Collection, question: Question): UnionScan | undefined {
  const clauses = question.filter.get('$or');
  if (!Array.isArray(clauses)) return undefined;
  const branches: Plan[] = [];
  for (const clause of clauses) {
    const found = isDocument(clause)
      ? bestIndexPlan(collection, { filter: clause, collation: question.collation })
      : undefined;
    if (!found) return undefined;
    branches.push(found.plan);
  }
  return { kind: 'union', branches };
}

const POINT_SCORE = 10;
const RANGE_SCORE = 5;
const ORDER_SCORE = 4;
const UNIQUE_SCORE = 1;

function indexPlan(index: Index, bounds: FilterBounds, question: Question, isHinted: boolean): Candidate | undefined {
  const access = bindParts(index, bounds);
  const order = orderOf(index, access, question);
  const score = access.score + (order ? ORDER_SCORE : 0) + (access.score > 0 && index.isUnique ? UNIQUE_SCORE : 0);
  const mayMissDocuments = index.isSparse && access.bound === 0;
  if (!isHinted && (score === 0 || mayMissDocuments)) return undefined;
  const isReverse = order === 'backward';
  const ranges = isReverse ? access.ranges.toReversed() : access.ranges;
  return { plan: { kind: 'index', index, ranges, isReverse, isSorted: order !== undefined }, score };
}

interface Access {
  ranges: KeyRange[];
  /** How many leading parts the ranges bind, and how many of these by a single value. */
  bound: number;
  fixed: number;
  score: number;
}

const MAX_RANGES = 2000;

/** Turns bounds on leading parts into key ranges: values multiply, and one range may follow. */
function bindParts(index: Index, bounds: FilterBounds): Access {
  let prefixes = [index.prefix];
  const access: Access = { ranges: [], bound: 0, fixed: 0, score: 0 };
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
  return access;
}

/** A sparse index does not know the documents that lack its fields. */
function skipsNulls(index: Index, bound: PathBounds): boolean {
  return index.isSparse && (bound.points?.some((point) => point === null) ?? false);
}

function pointKeys(index: Index, part: IndexPart, points: Value[]): Buffer[] {
  const keys = points.map((point) => {
    const key = fitKeyPart(encodeKey(point, index.collation?.fold), partLimit(index)).part;
    return part.isDescending ? invertBytes(key) : key;
  });
  return keys.sort(Buffer.compare).filter((key, i) => i === 0 || !key.equals(keys[i - 1] as Buffer));
}

function rangeOfPart(index: Index, part: IndexPart, { low, high }: PathBounds): KeyRange | undefined {
  const end = low ?? high;
  if (!end || (index.collation && typeof end.value === 'string')) return undefined;
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

/** Whether an index scan gives the order that is asked for, after the parts that are fixed to one value. */
function orderOf(index: Index, access: Access, { sort }: Question): 'forward' | 'backward' | undefined {
  if (
    !sort ||
    sort.length === 0 ||
    index.isMultikey ||
    index.isTruncated ||
    index.isSparse ||
    index.collation ||
    access.ranges.length !== 1
  )
    return undefined;
  for (let skipped = 0; skipped <= access.fixed; skipped++) {
    const parts = index.parts.slice(skipped, skipped + sort.length);
    if (parts.length < sort.length || !sort.every(({ path }, i) => parts[i]?.path === path)) continue;
    const isBackward = sort.map(({ direction }, i) => (direction === -1) !== parts[i]?.isDescending);
    if (isBackward.every((flag) => flag === isBackward[0])) return isBackward[0] ? 'backward' : 'forward';
  }
  return undefined;
}
