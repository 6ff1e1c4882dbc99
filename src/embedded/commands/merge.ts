import { setNested } from '../aggregation/nested.ts';
import { LockWait } from '../storage/locks.ts';
import { valueAt } from '../query/paths.ts';
import { isNullish } from '../aggregation/truth.ts';
import { collationOf, isSameCollation, type Collation } from '../query/collation.ts';
import { select, type Match } from '../query/executor.ts';
import { documentOf, ObjectId, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';
import type { Overlay } from '../storage/overlay.ts';
import { compileUpdate, type CompiledUpdate } from '../update/update.ts';
import { insertDocument } from './insert.ts';
import { parseMerge, type Merge } from './merge-spec.ts';
import type { Output, OutputContext } from './output-context.ts';
import { modifyRecord } from './modify-record.ts';

/** `$merge` finds a document of the target by the `on` fields, and changes it or inserts a new one. */
export function mergeOutput(spec: Value, context: OutputContext): Output {
  const merge = parseMerge(spec, context);
  const { catalog, collation } = context;
  requireUniqueIndex(merge, catalog.find(merge.namespace), collation);
  const write = (view: Overlay, target: Collection, index: Index | undefined, given: Document): void => {
    const document = given.has('_id') || !merge.on.includes('_id') ? given : withId(given);
    const filter = filterOf(merge.on, document, index);
    const match = [...select(view, target, { filter, collation, limit: 1 })].find((found) => found !== undefined);
    if (match) changeMatched(view, target, match, document, merge, context);
    else addUnmatched(view, target, document, merge, context);
  };
  return (view, documents) => {
    // While the documents were gathered, others may have made the target, or dropped it or its index.
    const existing = catalog.find(merge.namespace);
    const index = requireUniqueIndex(merge, existing, collation);
    const target = existing ?? catalog.create(view, merge.namespace);
    let failure: MongoError | undefined;
    for (const document of documents) {
      try {
        write(view, target, index, document);
      } catch (error) {
        if (!(error instanceof MongoError) || error instanceof LockWait) throw error;
        failure ??= error;
      }
    }
    return failure;
  };
}

function withId(document: Document): Document {
  return new Map<string, Value>([['_id', ObjectId.generate()], ...document]);
}

function filterOf(on: string[], document: Document, index: Index | undefined): Document {
  return new Map(
    on.map((path): [string, Value] => {
      const value = valueAt(document, path.split('.'));
      if (isNullish(value) && index?.isSparse)
        throw new MongoError(51132, `$merge write error: 'on' field '${path}' cannot be missing, null or an array`);
      if (Array.isArray(value)) throw new MongoError(51185, `$merge write error: 'on' field '${path}' is an array`);
      return [path, documentOf({ $eq: value ?? null })];
    }),
  );
}

function changeMatched(
  view: Overlay,
  target: Collection,
  match: Match,
  document: Document,
  merge: Merge,
  context: OutputContext,
): void {
  if (merge.whenMatched === 'keepExisting') return;
  if (merge.whenMatched === 'fail') return void insertDocument(view, target, document, context.isBypassed);
  modifyRecord(view, target, match, changeOf(merge.whenMatched, document, merge, context), context.isBypassed);
}

function changeOf(
  whenMatched: 'merge' | 'replace' | Value[],
  document: Document,
  { bindings }: Merge,
  { variables, collation }: OutputContext,
): CompiledUpdate {
  if (whenMatched === 'merge')
    return { isReplacement: false, apply: ({ document: old }) => new Map([...old, ...document]) };
  if (whenMatched === 'replace') return { isReplacement: true, apply: (old) => replaced(old.document, document) };
  const inner = new Map(variables);
  for (const [name, evaluate] of bindings) {
    const value = evaluate({ root: document, variables });
    if (value !== undefined) inner.set(name, value);
  }
  return compileUpdate(whenMatched, { collation, variables: inner });
}

function replaced(old: Document, document: Document): Document {
  const id = document.get('_id') ?? old.get('_id');
  return id === undefined ? document : new Map([['_id', id], ...document]);
}

function addUnmatched(
  view: Overlay,
  target: Collection,
  document: Document,
  { on, whenNotMatched }: Merge,
  { isBypassed }: OutputContext,
): void {
  if (whenNotMatched === 'fail')
    throw new MongoError(13113, '$merge could not find a matching document in the target collection');
  if (whenNotMatched !== 'insert') return;
  const missing = on.map((path) => path.split('.')).filter((steps) => valueAt(document, steps) === undefined);
  const seeded = missing.reduce((seed, steps) => setNested(seed, steps, null), document);
  insertDocument(view, target, missing.some(([step]) => step === '_id') ? document : seeded, isBypassed);
}

/** @throws MongoError unless at most one document of the target can match */
function requireUniqueIndex(
  { on }: Merge,
  target: Collection | undefined,
  collation: Collation | undefined,
): Index | undefined {
  if (on.length === 1 && on[0] === '_id') return undefined;
  const index = target?.indexes.find(
    ({ key, spec, isUnique, partialFilter }) =>
      isUnique &&
      !partialFilter &&
      key.size === on.length &&
      on.every((path) => key.has(path)) &&
      isSameCollation(collationOf(spec.get('collation')), collation),
  );
  if (!index) throw new MongoError(51183, "Cannot find index to verify that $merge's 'on' fields will be unique");
  return index;
}
