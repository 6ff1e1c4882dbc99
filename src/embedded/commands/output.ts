import { isDocument, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { insertDocument } from './insert.ts';
import { mergeOutput } from './merge.ts';
import type { Output, OutputContext } from './output-context.ts';

/**
 * The last stage of a pipeline, when it is one that writes.
 * @throws MongoError for a malformed `$out` or `$merge`
 */
export function outputOf(stages: Value[], context: OutputContext): Output | undefined {
  const last = stages.at(-1);
  if (!isDocument(last)) return undefined;
  if (last.has('$out')) return outOutput(last.get('$out') as Value, context);
  return last.has('$merge') ? mergeOutput(last.get('$merge') as Value, context) : undefined;
}

/** `$out` puts a new collection, with the indexes of the old one, in the place of the old one. */
function outOutput(spec: Value, { database, catalog, isBypassed }: OutputContext): Output {
  const namespace = outNamespace(spec, database);
  return (view, documents) => {
    const old = catalog.find(namespace);
    if (old) catalog.drop(view, old);
    const collection = catalog.create(view, namespace, old?.options);
    if (old) {
      const indexes = old.indexes.slice(1).map(({ spec }) => catalog.newIndex(spec));
      catalog.setIndexes(view, collection, [...collection.indexes, ...indexes]);
    }
    for (const document of documents) insertDocument(view, collection, document, isBypassed);
    return undefined;
  };
}

function outNamespace(spec: Value, database: string): string {
  if (typeof spec === 'string') return `${database}.${spec}`;
  if (!isDocument(spec)) throw new MongoError(16990, '$out only supports a string or object argument');
  const [db, collection] = [spec.get('db'), spec.get('coll')];
  for (const field of spec.keys())
    if (field !== 'db' && field !== 'coll')
      throw new MongoError(field === 'timeseries' ? 72 : 40415, `BSON field '$out.${field}' is an unknown field.`);
  if (typeof db !== 'string' || typeof collection !== 'string')
    throw new MongoError(16994, "If an object is passed to $out it must have exactly 'db' and 'coll', two strings");
  return `${db}.${collection}`;
}
