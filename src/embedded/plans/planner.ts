/** Which index, or none, serves a query. */
import { isDocument, type Document } from '../bson/value.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';
import type { KeyRange } from '../storage/keyspace.ts';
import { filterBounds, type FilterBounds } from './bounds.ts';
import { implies } from './implication.ts';
import { bindParts, type Access } from './index-access.ts';
import type { SortPart } from '../query/sort.ts';

/** How the candidates of a query are found; the filter is always applied to them afterwards. */
export type Plan = CollectionScan | IndexScan | UnionScan;

export interface CollectionScan {
  kind: 'collection';
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
}

/** Chooses an access path: the index that pins down most, equality before ranges, with a bonus for giving the order. */
export function planQuery(collection: Collection, question: Question): Plan {
  return bestIndexPlan(collection, question)?.plan ?? unionPlan(collection, question) ?? { kind: 'collection' };
}

interface Candidate {
  plan: IndexScan;
  score: number;
}

function bestIndexPlan(collection: Collection, question: Question): Candidate | undefined {
  const bounds = filterBounds(question.filter);
  let best: Candidate | undefined;
  for (const index of collection.indexes) {
    if (!index.isReady) continue;
    if (index.partialFilter && !implies(question.filter, index.partialFilter)) continue;
    const candidate = indexPlan(index, bounds, question);
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
    const found = isDocument(clause) ? bestIndexPlan(collection, { filter: clause }) : undefined;
    if (!found) return undefined;
    branches.push(found.plan);
  }
  return { kind: 'union', branches };
}

const ORDER_SCORE = 4;
const UNIQUE_SCORE = 1;

function indexPlan(index: Index, bounds: FilterBounds, question: Question): Candidate | undefined {
  const access = bindParts(index, bounds);
  const order = orderOf(index, access, question);
  const score = access.score + (order ? ORDER_SCORE : 0) + (access.score > 0 && index.isUnique ? UNIQUE_SCORE : 0);
  const mayMissDocuments = index.isSparse && access.bound === 0;
  if (score === 0 || mayMissDocuments) return undefined;
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
