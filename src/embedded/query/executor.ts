import { decodeDocument } from '../bson/decode.ts';
import type { Document } from '../bson/value.ts';
import type { Collection } from '../storage/collection.ts';
import { recordIdAt, recordKey, recordRange } from '../storage/keyspace.ts';
import type { StoredRecord } from '../storage/records.ts';
import type { View } from '../storage/view.ts';
import { filterFields } from './dependencies.ts';
import { compileFilter, type FilterContext } from './filter.ts';
import type { MatchPosition } from './paths.ts';
import { planQuery, type Plan, type Question } from './planner.ts';
import { naturalDirection, parseSort, Sorter } from './sort.ts';

/** A record that matched, and the array element through which it did. */
export interface Match extends StoredRecord {
  position: MatchPosition;
}

/** Matches on their way; undefined is a breath, at which a long command lets others go first. */
export type Matches = Iterable<Match | undefined>;

export interface Selection extends FilterContext {
  filter: Document;
  sort?: Document | undefined;
  hint?: Question['hint'];
  skip?: number;
  /** 0 is no limit. */
  limit?: number;
}

/** Finds the records that match, in the order asked for. */
export function select(view: View, collection: Collection, selection: Selection): Matches {
  const { filter, skip = 0, limit = 0 } = selection;
  const natural = naturalDirection(selection.sort);
  const sort =
    selection.sort && selection.sort.size > 0 && natural === undefined ? parseSort(selection.sort) : undefined;
  const plan = planQuery(collection, { filter, sort, natural, collation: selection.collation, hint: selection.hint });
  const found = matching(scan(view, collection, plan), filter, selection);
  const isSorted = !sort || (plan.kind === 'index' && plan.isSorted);
  const most = limit > 0 ? skip + limit : Infinity;
  const ordered = isSorted ? found : sorted(found, new Sorter<Match>(sort, selection.collation, most));
  return window(ordered, skip, most);
}

/** Candidates of a plan, each record once. */
export function* scan(view: View, collection: Collection, plan: Plan): Iterable<StoredRecord> {
  if (plan.kind === 'collection') {
    for (const [key, bytes] of view.entries(recordRange(collection.id), plan.isReverse))
      yield { id: recordIdAt(key), bytes };
    return;
  }
  if (plan.kind === 'union') {
    const seen = new Set<number>();
    for (const branch of plan.branches)
      for (const record of scan(view, collection, branch))
        if (!seen.has(record.id) && seen.add(record.id)) yield record;
    return;
  }
  const { index, ranges, isReverse } = plan;
  const seen = index.isMultikey ? new Set<number>() : undefined;
  for (const range of ranges)
    for (const [key, value] of view.entries(range, isReverse)) {
      const id = recordIdAt(index.isUnique ? value : key);
      if (seen && (seen.has(id) || !seen.add(id))) continue;
      const bytes = view.get(recordKey(collection.id, id));
      if (bytes) yield { id, bytes };
    }
}

function* matching(records: Iterable<StoredRecord>, filter: Document, context: FilterContext): Matches {
  const matches = compileFilter(filter, context);
  const fields = filterFields(filter);
  const isUnfiltered = filter.size === 0;
  for (const { id, bytes } of records) {
    const position: MatchPosition = { index: undefined };
    yield isUnfiltered || matches(decodeDocument(bytes, 0, fields), position) ? { id, bytes, position } : undefined;
  }
}

function* sorted(matches: Matches, sorter: Sorter<Match>): Matches {
  for (const match of matches) {
    if (match) sorter.add(match, decodeDocument(match.bytes));
    yield undefined;
  }
  yield* sorter.finish();
}

function* window(matches: Matches, skip: number, most: number): Matches {
  let passed = 0;
  for (const match of matches) {
    yield match && passed >= skip ? match : undefined;
    if (match && ++passed >= most) return;
  }
}
