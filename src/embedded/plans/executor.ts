/** How the records of a query are found, sorted, skipped and limited. */
import { Room } from '../bson/room.ts';
import { decodeDocument } from '../bson/decode.ts';
import { FieldReader } from '../bson/field-reader.ts';
import type { Document } from '../bson/value.ts';
import type { Collection } from '../storage/collection.ts';
import { recordIdAt, recordKey, recordRange } from '../storage/keyspace.ts';
import type { StoredRecord } from '../storage/records.ts';
import { copyOf } from '../storage/lmdb-file.ts';
import type { View } from '../storage/view.ts';
import { filterFields, type Fields } from '../query/dependencies.ts';
import { compileFilter } from '../query/filter.ts';
import type { MatchPosition } from '../bson/paths.ts';
import { planQuery, type IndexScan, type Plan } from './planner.ts';
import { parseSort, Sorter, type Sortable } from '../query/sort.ts';

/** A record that matched, and the array element through which it did. */
export interface Match extends StoredRecord {
  position: MatchPosition;
}

/** Items on their way; undefined is a breath, at which a long command lets others go first. */
export type Breathing<Item> = Iterable<Item | undefined>;
export type Matches = Breathing<Match>;

export interface Selection {
  filter: Document;
  sort?: Document | undefined;
  skip?: number;
  /** 0 is no limit. */
  limit?: number;
}

/** Finds the records that match, in the order asked for. */
export function select(view: View, collection: Collection, selection: Selection): Matches {
  return find(view, collection, selection, new Set(), (_document, id, bytes, isLent, position) => ({
    id,
    bytes: isLent ? copyOf(bytes) : bytes,
    position,
  }));
}

/** The documents that match, read as far as these top-level fields; undefined is all of them. */
export function selectFields(
  view: View,
  collection: Collection,
  selection: Selection,
  fields: Fields,
): Breathing<Document> {
  return find(view, collection, selection, fields, (document) => document);
}

/** Makes something of a record that matched; its bytes may be only lent. */
type Make<Item> = (document: Document, id: number, bytes: Buffer, isLent: boolean, position: MatchPosition) => Item;

/** More than this is not sorted in memory, as by MongoDB without its disk. */
const MOST_SORTED_BYTES = 100 * 1024 * 1024;

function find<Item extends Sortable>(
  view: View,
  collection: Collection,
  selection: Selection,
  fields: Fields,
  make: Make<Item>,
): Breathing<Item> {
  const { filter, skip = 0, limit = 0 } = selection;
  const sort = selection.sort && selection.sort.size > 0 ? parseSort(selection.sort) : undefined;
  const plan = planQuery(collection, { filter, sort });
  const most = limit > 0 ? skip + limit : Infinity;
  const read = union(fields, filterFields(filter));
  if (!sort || (plan.kind === 'index' && plan.isSorted))
    return window(scan(view, collection, plan, looking(selection, read, make)), skip, most);
  const sorter = new Sorter<Item>(sort, {
    limit: most,
    room: new Room(MOST_SORTED_BYTES, 292),
  });
  const sortFields = new Set(sort.map(({ steps }) => steps[0] as string));
  const look = looking(selection, union(read, sortFields), (document, ...rest) => ({
    document,
    item: make(document, ...rest),
  }));
  return window(sorted(scan(view, collection, plan, look), sorter), skip, most);
}

function union(a: Fields, b: Fields): Fields {
  return a && b && new Set([...a, ...b]);
}

/** Looks at a candidate, and makes something of it if it is one. */
type Look<Item> = (id: number, bytes: Buffer, isLent: boolean) => Item | undefined;

function looking<Item>({ filter }: Selection, fields: Fields, make: Make<Item>): Look<Item> {
  const matches = compileFilter(filter);
  const reader = fields && new FieldReader(fields);
  return (id, bytes, isLent) => {
    const document = reader ? reader.read(bytes) : decodeDocument(bytes);
    const position: MatchPosition = { index: undefined };
    return matches(document, position) ? make(document, id, bytes, isLent, position) : undefined;
  };
}

/** What is made of the candidates of a plan, each record once. */
export function scan<Item>(view: View, collection: Collection, plan: Plan, look: Look<Item>): Breathing<Item> {
  switch (plan.kind) {
    case 'collection':
      return view.scan(recordRange(collection.id), false, (id, bytes) => look(id, bytes, true));
    case 'index':
      return scanIndex(view, collection, plan, look);
    case 'union':
      return scanUnion(view, collection, plan.branches, look);
  }
}

function* scanUnion<Item>(view: View, collection: Collection, branches: Plan[], look: Look<Item>): Breathing<Item> {
  const seen = new Set<number>();
  for (const branch of branches)
    yield* scan(view, collection, branch, (id, bytes, isLent) => {
      if (seen.has(id)) return undefined;
      seen.add(id);
      return look(id, bytes, isLent);
    });
}

function* scanIndex<Item>(view: View, collection: Collection, plan: IndexScan, look: Look<Item>): Breathing<Item> {
  const seen = plan.index.isMultikey ? new Set<number>() : undefined;
  for (const id of recordsOf(view, plan)) {
    if (id === undefined || seen?.has(id)) {
      yield undefined;
      continue;
    }
    seen?.add(id);
    const bytes = view.get(recordKey(collection.id, id));
    yield bytes && look(id, bytes, false);
  }
}

/** The records that stand in the ranges of an index. */
function* recordsOf(view: View, { index, ranges, isReverse, isExact }: IndexScan): Breathing<number> {
  for (const range of ranges) {
    if (index.isUnique && isExact) {
      const holder = view.get(range.start);
      yield holder && recordIdAt(holder);
    } else if (index.isUnique) yield* view.scan(range, isReverse, (_record, value) => recordIdAt(value));
    else yield* view.scan(range, isReverse, (record) => record);
  }
}

function* sorted<Item extends Sortable>(
  found: Breathing<{ item: Item; document: Document }>,
  sorter: Sorter<Item>,
): Breathing<Item> {
  for (const entry of found) {
    if (entry) sorter.add(entry.item, entry.document);
    yield undefined;
  }
  yield* sorter.finish();
}

function* window<Item>(items: Breathing<Item>, skip: number, most: number): Breathing<Item> {
  let passed = 0;
  for (const item of items) {
    yield item !== undefined && passed >= skip ? item : undefined;
    if (item !== undefined && ++passed >= most) return;
  }
}
