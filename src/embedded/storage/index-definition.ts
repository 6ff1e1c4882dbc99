/** What an index is, read from what createIndexes was given. */
import { isNumber } from '../bson/types.ts';
import { toNumber } from '../bson/number.ts';
import { isDocument, type Document } from '../bson/value.ts';
import { compileFilter, type Predicate } from '../query/filter.ts';
import { numberBytes } from './keyspace.ts';

export interface IndexPart {
  path: string;
  steps: string[];
  isDescending: boolean;
}

/** An index as the planner and the record store see it. */
export interface Index {
  readonly id: number;
  /** As createIndexes was given it, with `v`; this is what listIndexes returns. */
  spec: Document;
  readonly name: string;
  readonly key: Document;
  readonly parts: IndexPart[];
  readonly prefix: Buffer;
  readonly isUnique: boolean;
  readonly isSparse: boolean;
  readonly covers: Predicate | undefined;
  readonly partialFilter: Document | undefined;
  /** False while the entries of a new index are on their way to the disk: it is written to, but not read. */
  isReady: boolean;
  expireAfterSeconds: number | undefined;
  /** True once some document had an array on an indexed path. */
  isMultikey: boolean;
  /** True once some value was too long to be kept whole: such an index no longer gives an order. */
  isTruncated: boolean;
}

export function defineIndex(id: number, spec: Document): Index {
  const key = spec.get('key') as Document;
  const partialFilter = spec.get('partialFilterExpression');
  const name = spec.get('name') as string;
  const expire = spec.get('expireAfterSeconds');
  return {
    id,
    spec,
    name,
    key,
    parts: [...key].map(([path, direction]) => ({
      path,
      steps: path.split('.'),
      isDescending: isNumber(direction) && toNumber(direction) < 0,
    })),
    prefix: numberBytes(id),
    isUnique: spec.get('unique') === true || name === '_id_',
    isSparse: spec.get('sparse') === true,
    covers: isDocument(partialFilter) ? compileFilter(partialFilter) : undefined,
    partialFilter: isDocument(partialFilter) ? partialFilter : undefined,
    isReady: true,
    expireAfterSeconds: isNumber(expire) ? toNumber(expire) : undefined,
    isMultikey: false,
    isTruncated: false,
  };
}
