/** How indexes are made, listed and dropped, and which are the same. */
import { compareValues, equalValues } from '../bson/order.ts';
import { renderDocument } from '../bson/render.ts';
import { typeName } from '../bson/types.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import type { Collection } from '../storage/collection.ts';
import { addIndexes } from '../storage/index-build.ts';
import type { Index } from '../storage/index-definition.ts';
import { checkFields, collectionName, countArgument, documentArgument, missingField } from './arguments.ts';
import type { Command, Commands, Reply } from './command.ts';
import { indexSpec } from './index-spec.ts';

const createIndexes: Command = {
  arguments: { indexes: 'array' },
  async run(command, context) {
    const { storage } = context.server;
    const namespace = `${context.database}.${collectionName(command, 'createIndexes')}`;
    const requested = command.get('indexes');
    if (!Array.isArray(requested)) throw missingField('createIndexes.indexes');
    if (requested.length === 0) throw new MongoError(2, 'Must specify at least one index to create');
    const specs = requested.map(indexSpec);
    const isCreated = context.collection(namespace) === undefined;
    const collection = await context.ensureCollection(namespace);
    const before = collection.indexes.length;
    await addIndexes(storage, collection, () => withinLimit(collection, missing(collection.indexes, specs)));
    const after = collection.indexes.length;
    const note = before === after ? { note: 'all indexes already exist' } : {};
    return {
      numIndexesBefore: isCreated ? 1 : before,
      numIndexesAfter: after,
      createdCollectionAutomatically: isCreated,
      ...note,
    };
  },
};

const MAX_INDEXES = 64;

/** @throws MongoError CannotCreateIndex when the collection would have more than 64 */
function withinLimit({ namespace, indexes }: Collection, more: Document[]): Document[] {
  const excess = more[MAX_INDEXES - indexes.length];
  if (excess === undefined) return more;
  const key = renderDocument(excess.get('key') as Document);
  throw new MongoError(67, `add index fails, too many indexes for ${namespace} key:${key}`);
}

type Named = Pick<Index, 'name' | 'key' | 'spec'>;

/** Those that are not there, each once. */
function missing(indexes: readonly Named[], specs: Document[]): Document[] {
  const known = [...indexes];
  return specs.filter((spec) => {
    if (isKnown(known, spec)) return false;
    known.push({ name: spec.get('name') as string, key: spec.get('key') as Document, spec });
    return true;
  });
}

/** @throws MongoError when an index of the same name or the same keys means something else */
function isKnown(known: readonly Named[], spec: Document): boolean {
  const key = spec.get('key') as Document;
  const isIdIndex = key.size === 1 && key.has('_id');
  if (isIdIndex) return true;
  const byName = known.find(({ name }) => name === spec.get('name'));
  if (byName) {
    if (isSameIndex(byName.spec, spec)) return true;
    throw new MongoError(
      86,
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${renderDocument(spec)}, existing index: ${renderDocument(byName.spec)}`,
    );
  }
  const byKey = known.find((index) => equalValues(index.key, key) && isSameSelection(index.spec, spec));
  if (!byKey) return false;
  throw new MongoError(
    85,
    isSameIndex(byKey.spec, spec)
      ? `Index already exists with a different name: ${byKey.name}`
      : `An equivalent index already exists with the same name but different options. Requested index: ${renderDocument(spec)}, existing index: ${renderDocument(byKey.spec)}`,
  );
}

/** Indexes with one key are different when they differ in uniqueness or in the documents they hold. */
function isSameSelection(a: Document, b: Document): boolean {
  return ['partialFilterExpression', 'sparse', 'unique'].every(
    (option) => compareValues(a.get(option) ?? false, b.get(option) ?? false) === 0,
  );
}

function isSameIndex(a: Document, b: Document): boolean {
  const options = new Set([...a.keys(), ...b.keys()]);
  options.delete('name');
  options.delete('v');
  return [...options].every((option) => compareValues(a.get(option) ?? false, b.get(option) ?? false) === 0);
}

const dropIndexes: Command = {
  arguments: { index: 'any' },
  async run(command, { server, database }) {
    const { catalog } = server.storage;
    const namespace = `${database}.${collectionName(command, 'dropIndexes')}`;
    const collection = catalog.find(namespace);
    if (!collection) throw new MongoError(26, `ns not found ${namespace}`);
    const wanted = command.get('index');
    if (wanted === undefined) throw missingField('dropIndexes.index');
    return server.storage.write((view): Reply => {
      const before = collection.indexes.length;
      const dropped = indexesToDrop(collection, wanted);
      for (const index of dropped) catalog.dropIndex(view, index);
      catalog.setIndexes(
        view,
        collection,
        collection.indexes.filter((index) => !dropped.includes(index)),
      );
      return { nIndexesWas: before };
    });
  },
};

function indexesToDrop(collection: Collection, wanted: Value): Index[] {
  if (wanted === '*') return collection.indexes.filter(({ name }) => name !== '_id_');
  const choices = Array.isArray(wanted) ? wanted : [wanted];
  if (choices.includes('*')) return indexesToDrop(collection, '*');
  return choices.map((choice) => {
    if (typeof choice !== 'string' && !isDocument(choice))
      throw new MongoError(
        14,
        `BSON field 'dropIndexes.index' is the wrong type '${typeName(choice)}', expected types '[string, object]'`,
      );
    const index = collection.indexes.find(({ name, key }) =>
      typeof choice === 'string' ? name === choice : equalValues(key, choice),
    );
    if (!index)
      throw new MongoError(
        27,
        typeof choice === 'string'
          ? `index not found with name [${choice}]`
          : `can't find index with key: ${renderDocument(choice)}`,
      );
    if (index.name === '_id_') throw new MongoError(72, 'cannot drop _id index');
    return index;
  });
}

const listIndexes: Command = {
  arguments: { cursor: 'document' },
  run(command, { server, database }) {
    const namespace = `${database}.${collectionName(command, 'listIndexes')}`;
    const collection = server.storage.catalog.find(namespace);
    if (!collection) throw new MongoError(26, `ns does not exist: ${namespace}`);
    const cursor = documentArgument(command, 'cursor') ?? new Map();
    checkFields(cursor, 'listIndexes.cursor', { batchSize: 'number' });
    return server.cursors.open(
      collection.indexes.map(({ spec }) => spec),
      namespace,
      { batchSize: countArgument(cursor, 'batchSize', 'listIndexes') },
    );
  },
};

export const INDEXES: Commands = { createIndexes, dropIndexes, listIndexes };
