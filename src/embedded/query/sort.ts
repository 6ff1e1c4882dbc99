/** In which order documents come, and what a sort keeps of them. */
import { coerceInteger } from '../bson/arithmetic.ts';
import { compareValues } from '../bson/order.ts';
import { isNumber } from '../bson/types.ts';
import { isDocument, UNDEFINED, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../ground/errors.ts';
import type { Room } from '../bson/room.ts';
import { fieldPathSteps, walkPath } from '../bson/paths.ts';
import { mergeRuns, RUN } from './sorting.ts';

export interface SortPart {
  path: string;
  steps: string[];
  /** 1 ascending, -1 descending. */
  direction: 1 | -1;
}

const MAX_PARTS = 32;

/** @throws MongoError for directions other than 1 and -1 */
export function parseSort(spec: Document): SortPart[] {
  if (spec.size > MAX_PARTS) throw new MongoError(13103, `too many compound keys`);
  return [...spec].map(([path, direction]) => partOf(path, direction));
}

function partOf(path: string, value: Value): SortPart {
  const direction = directionOf(value);
  return { path, steps: fieldPathSteps(path), direction };
}

const META_SORTS = new Set([
  'textScore',
  'randVal',
  'searchScore',
  'searchHighlights',
  'geoNearDistance',
  'geoNearPoint',
  'vectorSearchScore',
  'timeseriesBucketMinTime',
  'timeseriesBucketMaxTime',
  'score',
  'scoreDetails',
]);

function directionOf(value: Value): 1 | -1 {
  if (isDocument(value)) throw refusedMeta(value);
  if (!isNumber(value)) throw new MongoError(15974, 'Illegal key in $sort specification');
  const direction = coerceInteger(value);
  if (direction === 1 || direction === -1) return direction;
  throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
}

function refusedMeta(value: Document): MongoError {
  const meta = value.get('$meta');
  if (meta === undefined) return new MongoError(17312, '$meta is the only expression supported by $sort right now');
  if (value.size > 1) return new MongoError(9, 'A $meta sort takes no other field');
  if (typeof meta === 'string' && META_SORTS.has(meta)) return notOffered(17312, 'Sorting by $meta');
  return new MongoError(31138, 'Illegal $meta sort');
}

/** The values a document sorts by: of an array its least element when ascending, its greatest when descending. */
export function sortKey(document: Document, parts: SortPart[]): Value[] {
  return parts.map((part) => sortValue(document, part));
}

function sortValue(document: Document, { steps, direction }: SortPart): Value {
  let best: Value | undefined;
  const consider = (value: Value): void => {
    if (best === undefined || compareValues(value, best) * direction < 0) best = value;
  };
  walkPath(document, steps, 0, (value) => {
    if (!Array.isArray(value)) consider(value ?? null);
    else if (value.length === 0) consider(UNDEFINED);
    else value.forEach(consider);
    return false;
  });
  return best ?? null;
}

export function compareSortKeys(a: Value[], b: Value[], parts: SortPart[]): number {
  for (let i = 0; i < parts.length; i++) {
    const order = compareValues(a[i] as Value, b[i] as Value);
    if (order !== 0) return order * (parts[i] as SortPart).direction;
  }
  return 0;
}

/** What a sort keeps: documents, records as bytes, or only that there is one. */
export type Sortable = Value | Uint8Array | { bytes: Uint8Array };

interface Kept<Item> {
  item: Item;
  key: Value[];
}

/** Sorts items by their documents, keeping the order of equals. With a limit only the first are kept in memory. */
export class Sorter<Item extends Sortable> {
  readonly #parts: SortPart[];
  readonly #limit: number;
  readonly #room: Room;
  #run: Kept<Item>[] = [];
  #runs: Kept<Item>[][] = [];

  constructor(parts: SortPart[], { limit = Infinity, room }: { limit?: number; room: Room }) {
    this.#parts = parts;
    this.#limit = limit;
    this.#room = room;
  }

  /** @throws MongoError when what is to be sorted takes more memory than there is for it */
  add(item: Item, document: Document): void {
    const key = sortKey(document, this.#parts);
    this.#room.take(sizedPart(item));
    this.#room.take(key);
    this.#run.push({ item, key });
    if (this.#run.length >= (this.#limit > MOST_TO_CUT ? RUN : this.#limit * 2 + 16)) this.#cut();
  }

  /** The items in order; a breath now and then. */
  *finish(): Iterable<Item | undefined> {
    this.#cut();
    const sorted = yield* mergeRuns(this.#runs, this.#compare);
    for (const { item } of sorted.slice(0, this.#limit)) yield item;
  }

  readonly #compare = (a: Kept<Item>, b: Kept<Item>): number => compareSortKeys(a.key, b.key, this.#parts);

  /** Sorts what was gathered last, and lets go of what a small limit leaves over. */
  #cut(): void {
    this.#run.sort(this.#compare);
    if (this.#limit > MOST_TO_CUT) {
      this.#runs.push(this.#run);
      this.#run = [];
      return;
    }
    for (const { item, key } of this.#run.splice(this.#limit)) {
      this.#room.give(sizedPart(item));
      this.#room.give(key);
    }
    this.#runs = [this.#run];
  }
}

/** Up to this limit, what cannot be among the first is let go of while the rest is read. */
const MOST_TO_CUT = 5000;

function sizedPart(item: Sortable): Value | Uint8Array {
  return typeof item === 'object' && item !== null && 'bytes' in item ? item.bytes : item;
}
