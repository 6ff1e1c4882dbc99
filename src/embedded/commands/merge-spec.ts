import { compileExpression } from '../aggregation/expression.ts';
import type { Evaluate } from '../aggregation/environment.ts';
import { pipelineArgument } from '../aggregation/stage.ts';
import { isNullish } from '../aggregation/truth.ts';
import { documentOf, isDocument, type Document, type Value } from '../bson/value.ts';
import { typeName } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { INTERNAL_DATABASES } from '../storage/collection.ts';
import { checkFields } from './arguments.ts';
import type { OutputContext } from './output-context.ts';

export type WhenMatched = 'fail' | 'keepExisting' | 'merge' | 'replace' | Value[];

export interface Merge {
  namespace: string;
  on: string[];
  whenMatched: WhenMatched;
  whenNotMatched: 'discard' | 'fail' | 'insert';
  bindings: [name: string, value: Evaluate][];
}

const WHEN_NOT_MATCHED = new Set(['discard', 'fail', 'insert']);
const WHEN_MATCHED = new Set(['fail', 'keepExisting', 'merge', 'replace']);

/** @throws MongoError for a malformed `$merge` */
export function parseMerge(spec: Value, context: OutputContext): Merge {
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
  if (!WHEN_NOT_MATCHED.has(whenNotMatched))
    throw new MongoError(
      2,
      `Enumeration value '${whenNotMatched}' for field '$merge.whenNotMatched' is not a valid value.`,
    );
  if (Array.isArray(whenMatched)) return void pipelineArgument(whenMatched);
  if (typeof whenMatched !== 'string') throw new MongoError(51191, "$merge 'whenMatched' must be a string or an array");
  if (!WHEN_MATCHED.has(whenMatched))
    throw new MongoError(9, `Enumeration value '${whenMatched}' for field 'whenMatched' is not a valid value.`);
  const isInsertOnly = whenMatched === 'keepExisting' || whenMatched === 'fail';
  if (isInsertOnly && whenNotMatched !== 'insert')
    throw new MongoError(
      51181,
      `Combination of $merge modes 'whenMatched: ${whenMatched}' and 'whenNotMatched: ${whenNotMatched}' is not supported`,
    );
}

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
  if (INTERNAL_DATABASES.has(String(db)))
    throw new MongoError(31320, `Cannot $merge to internal database: ${String(db)}`);
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
