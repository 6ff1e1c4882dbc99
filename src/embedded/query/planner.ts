import { equalValues } from '../bson/order.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';
import type { KeyRange } from '../storage/keyspace.ts';
import { filterBounds, type FilterBounds } from './bounds.ts';
import { isSameCollation, type Collation } from './collation.ts';
import { implies } from './implication.ts';
import { bindParts, type Access } from './index-access.ts';
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
  /** Each range is that of a single value of the index. */
  isExact: boolean;
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
  if (!index?.isReady)
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
    if (!index.isReady || !isSameCollation(index.collation, question.collation)) continue;
    if (index.partialFilter && !implies(question.filter, index.partialFilter, index.collation)) continue;
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
  const { isExact } = access;
  return { plan: { kind: 'index', index, ranges, isReverse, isSorted: order !== undefined, isExact }, score };
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
