import { coerceInteger } from '../bson/arithmetic.ts';
import { toNumber } from '../bson/number.ts';
import { equalValues } from '../bson/order.ts';
import { isNumber } from '../bson/types.ts';
import { documentOf, isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../errors.ts';
import { collationOf, fullCollation, refuseUnindexable } from '../query/collation.ts';
import { compileFilter, filterArgument } from '../query/filter.ts';
import { collectionNameOf, databaseOf, INTERNAL_DATABASES, type Collection } from '../storage/collection.ts';
import {
  booleanArgument,
  checkFields,
  collectionName,
  documentArgument,
  missingField,
  wrongType,
} from './arguments.ts';
import { collMod } from './coll-mod.ts';
import { indexSpec } from './index-spec.ts';
import { renameCollection } from './rename-collection.ts';
import { commandValue, type Command, type CommandContext, type Commands, type Reply } from './command.ts';
import { VALIDATION_ARGUMENTS, validationOptions } from './validation.ts';

const REFUSED_OPTIONS: Readonly<Record<string, string>> = {
  capped: 'A capped collection',
  size: 'A capped collection',
  max: 'A capped collection',
  viewOn: 'A view',
  pipeline: 'A view',
  timeseries: 'A time-series collection',
  clusteredIndex: 'A clustered collection',
  changeStreamPreAndPostImages: 'A change stream',
  expireAfterSeconds: 'A time-series collection',
  encryptedFields: 'Queryable encryption',
  storageEngine: 'The choice of a storage engine',
  indexOptionDefaults: 'The choice of a storage engine',
};

const create: Command = {
  arguments: {
    ...Object.fromEntries(Object.keys(REFUSED_OPTIONS).map((option) => [option, 'any' as const])),
    storageEngine: 'document',
    indexOptionDefaults: 'document',
    collation: 'document',
    ...VALIDATION_ARGUMENTS,
    idIndex: 'document',
    autoIndexId: 'safeBool',
  },
  mayBeInTransaction: true,
  async run(command, context) {
    const namespace = `${context.database}.${collectionName(command, 'create')}`;
    for (const [option, feature] of Object.entries(REFUSED_OPTIONS)) {
      const value = command.get(option);
      if (value !== undefined && value !== null && value !== false && !(isDocument(value) && value.size === 0))
        throw notOffered(option === 'viewOn' ? 166 : 72, feature);
    }
    const collation = command.get('collation');
    const idIndex = command.get('idIndex');
    if (isDocument(idIndex)) refuseIdIndex(idIndex, collation);
    const hasCollation = isDocument(collation) && requireCollation(collation);
    const options: Document = new Map(hasCollation ? [['collation', fullCollation(collation)]] : []);
    for (const [option, value] of validationOptions(
      command,
      'create',
      namespace,
      documentArgument(command, 'collation'),
    ))
      options.set(option, value);
    const collection = await context.ensureCollection(namespace, options);
    if (!equalValues(collection.options, options))
      throw new MongoError(48, `namespace ${namespace} already exists, but with different options`);
    return {};
  },
};

/** @throws MongoError also for `{}`, which commands on documents take for none */
function requireCollation(collation: Document): boolean {
  if (collation.size === 0) throw missingField('create.collation.locale');
  const read = collationOf(collation);
  // Its index on _id compares as the collection does.
  refuseUnindexable(read);
  return read !== undefined;
}

/** @throws MongoError unless it describes the index that every collection has */
function refuseIdIndex(idIndex: Document, collation: Value | undefined): void {
  const key = idIndex.get('key');
  if (isDocument(key) && !equalValues(key, new Map([['_id', 1]])))
    throw new MongoError(2, "The field 'key' for an _id index must be {_id: 1}");
  const spec = indexSpec(idIndex, collation);
  const wanted = isDocument(collation) && collationOf(collation) ? fullCollation(collation) : null;
  if (!equalValues(spec.get('collation') ?? null, wanted))
    throw new MongoError(2, 'The _id index must have the same collation as the collection');
  for (const option of idIndex.keys())
    if (!ID_INDEX_OPTIONS.has(option))
      throw new MongoError(197, `The field '${option}' is not valid for an _id index specification`);
}

const ID_INDEX_OPTIONS = new Set(['v', 'key', 'name', 'ns', 'collation']);

const drop: Command = {
  arguments: {},
  async run(command, { server, database }) {
    const namespace = `${database}.${collectionName(command, 'drop')}`;
    return server.storage.write((view): Reply => {
      const collection = server.storage.catalog.find(namespace);
      if (!collection) return {};
      server.storage.catalog.drop(view, collection);
      return { nIndexesWas: collection.indexes.length, ns: namespace };
    });
  },
};

const dropDatabase: Command = {
  arguments: {},
  async run(command, { server, database }) {
    const value = commandValue(command);
    if (value === null) throw missingField('dropDatabase.dropDatabase');
    if (!isNumber(value)) throw wrongType('dropDatabase.dropDatabase', value, 'number');
    if (coerceInteger(value) !== 1) throw new MongoError(5255100, "Expected 'dropDatabase' to be 1");
    return server.storage.write((view): Reply => {
      const collections = server.storage.catalog.list(database);
      for (const collection of collections) server.storage.catalog.drop(view, collection);
      return collections.length > 0 ? { dropped: database } : {};
    });
  },
};

const listCollections: Command = {
  arguments: { filter: 'document', nameOnly: 'bool', authorizedCollections: 'safeBool', cursor: 'document' },
  run(command, { server, database }) {
    const isNameOnly = booleanArgument(command, 'nameOnly');
    const matches = compileFilter(filterArgument(command.get('filter') ?? undefined, 'listCollections.filter'), {
      isClockless: true,
    });
    const described = server.storage.catalog
      .list(database)
      .map((collection) => describeCollection(collection, isNameOnly));
    const shown = described.filter((document) => matches(document));
    const cursor = documentArgument(command, 'cursor') ?? new Map();
    checkFields(cursor, 'listCollections.cursor', { batchSize: 'number' });
    const size = cursor.get('batchSize');
    return server.cursors.open(shown, `${database}.$cmd.listCollections`, {
      batchSize: isNumber(size) ? toNumber(size) : undefined,
    });
  },
};

function describeCollection({ namespace, options, uuid, indexes }: Collection, isNameOnly: boolean): Document {
  const name = documentOf({ name: collectionNameOf(namespace), type: 'collection' });
  if (isNameOnly) return name;
  return documentOf({
    ...Object.fromEntries(name),
    options,
    info: documentOf({ readOnly: false, uuid }),
    idIndex: indexes[0]?.spec,
  });
}

const listDatabases: Command = {
  arguments: { filter: 'document', nameOnly: 'bool', authorizedDatabases: 'safeBool' },
  run(command, context): Reply {
    const isNameOnly = booleanArgument(command, 'nameOnly');
    const matches = compileFilter(filterArgument(command.get('filter') ?? undefined, 'listDatabases.filter'), {
      isClockless: true,
    });
    const databases = databaseNames(context)
      .map((name) => documentOf(isNameOnly ? { name } : { name, sizeOnDisk: SIZE_ON_DISK, empty: false }))
      .filter((document) => matches(document));
    return {
      databases,
      ...(isNameOnly ? {} : { totalSize: SIZE_ON_DISK * BigInt(databases.length), totalSizeMb: 0n }),
    };
  },
};

/** All databases lie in one file: each is told to have the smallest size there is. */
const SIZE_ON_DISK = 4096n;

/** What every MongoDB lists, with or without anything in them, and what there is. */
function databaseNames({ server }: CommandContext): string[] {
  const names = server.storage.catalog.list().map(({ namespace }) => databaseOf(namespace));
  return [...new Set([...INTERNAL_DATABASES, ...names])].sort();
}

export const CATALOG: Commands = {
  collMod,
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  renameCollection,
};
