import { compileExpression } from '../aggregation/expression.ts';
import type { Evaluate } from '../aggregation/environment.ts';
import { setNested } from '../aggregation/nested.ts';
import { LockWait } from '../storage/locks.ts';
import { pipelineArgument } from '../aggregation/pipeline.ts';
import { valueAt } from '../query/paths.ts';
import { isNullish } from '../aggregation/truth.ts';
import { collationOf, isSameCollation, type Collation } from '../query/collation.ts';
import { select, type Match } from '../query/executor.ts';
import { documentOf, isDocument, ObjectId, type Document, type Value } from '../bson/value.ts';
import { typeName } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';
import type { Overlay } from '../storage/overlay.ts';
import { compileUpdate, type CompiledUpdate } from '../update/update.ts';
import { checkFields } from './arguments.ts';
import { insertDocument } from './insert.ts';
import type { Output, OutputContext } from './output.ts';
import { modifyRecord } from './update.ts';

type WhenMatched = 'fail' | 'keepExisting' | 'merge' | 'replace' | Value[];

interface Merge {
  namespace: string;
  on: string[];
  whenMatched: WhenMatched;
  whenNotMatched: 'discard' | 'fail' | 'insert';
  bindings: [name: string, value: Evaluate][];
}

/** `$merge` finds a document of the target by the `on` fields, and changes it or inserts a new one. */
export function mergeOutput(spec: Value, context: OutputContext): Output {
  const merge = parseMerge(spec, context);
  const { catalog, collation } = context;
  const existing = catalog.find(merge.namespace);
  const index = requireUniqueIndex(merge, existing, collation);
  const write = (view: Overlay, target: Collection, given: Document): void => {
    const document = given.has('_id') || !merge.on.includes('_id') ? given : withId(given);
    const filter = filterOf(merge.on, document, index);
    const [match] = [...select(view, target, { filter, collation, limit: 1 })].filter((found) => found !== undefined);
    if (match) changeMatched(view, target, match, document, merge, context);
    else addUnmatched(view, target, document, merge);
  };
  return (view, documents) => {
    const target = existing ?? catalog.create(view, merge.namespace);
    let failure: MongoError | undefined;
    for (const document of documents) {
      try {
        write(view, target, document);
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
  if (merge.whenMatched === 'fail') return void insertDocument(view, target, document);
  modifyRecord(view, target, match, changeOf(merge.whenMatched, document, merge, context));
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

function addUnmatched(view: Overlay, target: Collection, document: Document, { on, whenNotMatched }: Merge): void {
  if (whenNotMatched === 'fail')
    throw new MongoError(13113, '$merge could not find a matching document in the target collection');
  if (whenNotMatched !== 'insert') return;
  const missing = on.map((path) => path.split('.')).filter((steps) => valueAt(document, steps) === undefined);
  const seeded = missing.reduce((seed, steps) => setNested(seed, steps, null), document);
  insertDocument(view, target, missing.some(([step]) => step === '_id') ? document : seeded);
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

const WHEN_NOT_MATCHED = ['discard', 'fail', 'insert'];
const WHEN_MATCHED = ['fail', 'keepExisting', 'merge', 'replace'];

function parseMerge(spec: Value, context: OutputContext): Merge {
  if (spec === '') throw new MongoError(73, `Invalid $merge target namespace: '${context.database}.'`);
  const fields: Document | undefined =
    typeof spec === 'string' ? documentOf({ into: spec }) : isDocument(spec) ? spec : undefined;
  if (!fields) throw new MongoError(14, `$merge requires a string or object argument, but found ${typeName(spec)}`);
  const types = { into: 'any', on: 'any', let: 'document', whenMatched: 'any', whenNotMatched: 'string' } as const;
  checkFields(fields, '$merge', types, ['into']);
  const whenMatched = (fields.get('whenMatched') ?? 'merge') as WhenMatched;
  const whenNotMatched = (fields.get('whenNotMatched') ?? 'insert') as Merge['whenNotMatched'];
  refuseModes(whenMatched, whenNotMatched);
  return {
    namespace: mergeNamespace(fields.get('into') as Value, context.database),
    on: onFields(fields.get('on')),
    whenMatched,
    whenNotMatched,
    bindings: letBindings(fields.get('let'), whenMatched, context),
  };
}

function refuseModes(whenMatched: WhenMatched, whenNotMatched: string): void {
  if (!WHEN_NOT_MATCHED.includes(whenNotMatched))
    throw new MongoError(
      2,
      `Enumeration value '${whenNotMatched}' for field '$merge.whenNotMatched' is not a valid value.`,
    );
  if (Array.isArray(whenMatched)) return void pipelineArgument(whenMatched);
  if (typeof whenMatched !== 'string') throw new MongoError(51191, "$merge 'whenMatched' must be a string or an array");
  if (!WHEN_MATCHED.includes(whenMatched))
    throw new MongoError(9, `Enumeration value '${whenMatched}' for field 'whenMatched' is not a valid value.`);
  const isInsertOnly = whenMatched === 'keepExisting' || whenMatched === 'fail';
  if (isInsertOnly && whenNotMatched !== 'insert')
    throw new MongoError(
      51181,
      `Combination of $merge modes 'whenMatched: ${whenMatched}' and 'whenNotMatched: ${whenNotMatched}' is not supported`,
    );
}

const RESERVED = ['admin', 'config', 'local'];

function mergeNamespace(into: Value, database: string): string {
  if (typeof into !== 'string' && !isDocument(into))
    throw new MongoError(
      51178,
      `$merge 'into' field must be either a string or an object, but found ${typeName(into)}`,
    );
  if (isDocument(into)) checkFields(into, '$merge.into', { db: 'string', coll: 'string' }, ['coll']);
  const [db, collection] = isDocument(into) ? [into.get('db') ?? database, into.get('coll')] : [database, into];
  if (collection === '') throw new MongoError(5786800, "$merge 'into' needs the name of a collection");
  const name = String(collection);
  if (RESERVED.includes(String(db))) throw new MongoError(31320, `Cannot $merge to internal database: ${String(db)}`);
  if (name.startsWith('system.')) throw new MongoError(31319, `Cannot $merge to special collection: ${name}`);
  return `${String(db)}.${name}`;
}

function onFields(on: Value | undefined): string[] {
  if (isNullish(on)) return ['_id'];
  const paths = Array.isArray(on) ? on : [on];
  if (paths.length === 0)
    throw new MongoError(51187, "If explicitly specifying $merge 'on', must include at least one field");
  if (!paths.every((path) => typeof path === 'string'))
    throw new MongoError(typeof on === 'string' || Array.isArray(on) ? 51134 : 51186, "$merge 'on' must hold strings");
  if (new Set(paths).size < paths.length) throw new MongoError(31465, "Found a duplicate field in $merge 'on'");
  return paths;
}

function letBindings(value: Value | undefined, whenMatched: WhenMatched, context: OutputContext): Merge['bindings'] {
  const definitions = isDocument(value) ? new Map(value) : new Map<string, Value>();
  if (isDocument(value) && !Array.isArray(whenMatched))
    throw new MongoError(51199, "Cannot use 'let' variables with 'whenMatched' other than a pipeline");
  const given = definitions.get('new');
  if (given !== undefined && given !== '$$ROOT')
    throw new MongoError(51273, "'let' may not define a value for the reserved 'new' variable other than '$$ROOT'");
  definitions.set('new', '$$ROOT');
  return [...definitions].map(([name, expression]) => [name, compileExpression(expression, context)]);
}
