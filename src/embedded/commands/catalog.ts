import { toNumber } from '../bson/number.ts';
import { equalValues } from '../bson/order.ts';
import { isNumber } from '../bson/types.ts';
import { documentOf, isDocument, type Document } from '../bson/value.ts';
import { MongoError, notOffered } from '../errors.ts';
import { collationOf, fullCollation } from '../query/collation.ts';
import { compileFilter, filterArgument } from '../query/filter.ts';
import { collectionNameOf, databaseOf, type Collection } from '../storage/collection.ts';
import { booleanArgument, collectionName, documentArgument } from './arguments.ts';
import { collMod } from './coll-mod.ts';
import { commandValue, type Command, type CommandContext, type Commands, type Reply } from './command.ts';

const REFUSED_OPTIONS: Readonly<Record<string, string>> = {
  capped: 'A capped collection',
  size: 'A capped collection',
  max: 'A capped collection',
  viewOn: 'A view',
  pipeline: 'A view',
  timeseries: 'A time-series collection',
  clusteredIndex: 'A clustered collection',
  validator: 'A document validator',
  changeStreamPreAndPostImages: 'A change stream',
  expireAfterSeconds: 'A time-series collection',
  encryptedFields: 'Queryable encryption',
};

const create: Command = {
  arguments: {
    ...Object.fromEntries(Object.keys(REFUSED_OPTIONS).map((option) => [option, 'any' as const])),
    collation: 'document',
    validationLevel: 'string',
    validationAction: 'string',
    storageEngine: 'document',
    indexOptionDefaults: 'document',
    idIndex: 'document',
    autoIndexId: 'bool',
  },
  mayBeInTransaction: true,
  async run(command, { server, database }) {
    const namespace = `${database}.${collectionName(command, 'create')}`;
    for (const [option, feature] of Object.entries(REFUSED_OPTIONS)) {
      const value = command.get(option);
      if (value !== undefined && value !== null && value !== false && !(isDocument(value) && value.size === 0))
        throw notOffered(option === 'viewOn' ? 166 : 72, feature);
    }
    const options: Document = new Map();
    const collation = command.get('collation');
    if (isDocument(collation) && collationOf(collation)) options.set('collation', fullCollation(collation));
    await server.storage.write((view) => {
      const existing = server.storage.catalog.find(namespace);
      if (!existing) server.storage.catalog.create(view, namespace, options);
      else if (!equalValues(existing.options, options))
        throw new MongoError(48, `namespace ${namespace} already exists, but with different options`);
    });
    return {};
  },
};

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
    if (!isNumber(value))
      throw new MongoError(14, "BSON field 'dropDatabase.dropDatabase' is the wrong type, expected a number");
    if (toNumber(value) !== 1) throw new MongoError(5255100, "Expected 'dropDatabase' to be 1");
    return server.storage.write((view): Reply => {
      const collections = server.storage.catalog.list(database);
      for (const collection of collections) server.storage.catalog.drop(view, collection);
      return collections.length > 0 ? { dropped: database } : {};
    });
  },
};

const renameCollection: Command = {
  arguments: { to: 'string', dropTarget: 'bool' },
  async run(command, { server }) {
    const { catalog } = server.storage;
    const from = commandValue(command);
    const to = command.get('to');
    if (typeof from !== 'string' || typeof to !== 'string')
      throw new MongoError(14, 'renameCollection takes two namespaces');
    await server.storage.write((view) => {
      const source = catalog.find(from);
      if (!source) throw new MongoError(26, `Source collection ${from} does not exist`);
      if (from === to) throw new MongoError(20, "Can't rename a collection to itself");
      const target = catalog.find(to);
      if (target && !booleanArgument(command, 'dropTarget')) throw new MongoError(48, 'target namespace exists');
      if (target) catalog.drop(view, target);
      catalog.rename(view, source, to);
    });
    return {};
  },
};

const listCollections: Command = {
  arguments: { filter: 'document', nameOnly: 'bool', authorizedCollections: 'bool', cursor: 'document' },
  run(command, { server, database }) {
    const isNameOnly = booleanArgument(command, 'nameOnly');
    const matches = compileFilter(filterArgument(command.get('filter') ?? undefined, 'listCollections.filter'));
    const described = server.storage.catalog
      .list(database)
      .map((collection) => describeCollection(collection, isNameOnly));
    const shown = described.filter((document) => matches(document));
    const size = documentArgument(command, 'cursor')?.get('batchSize');
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
  arguments: { filter: 'document', nameOnly: 'bool', authorizedDatabases: 'bool' },
  run(command, context): Reply {
    const isNameOnly = booleanArgument(command, 'nameOnly');
    const matches = compileFilter(filterArgument(command.get('filter') ?? undefined, 'listDatabases.filter'));
    const databases = databaseNames(context).map((name) =>
      documentOf(isNameOnly ? { name } : { name, sizeOnDisk: 4096n, empty: false }),
    );
    return {
      databases: databases.filter((document) => matches(document)),
      ...(isNameOnly ? {} : { totalSize: 4096n, totalSizeMb: 0n }),
    };
  },
};

function databaseNames({ server }: CommandContext): string[] {
  return [...new Set(server.storage.catalog.list().map(({ namespace }) => databaseOf(namespace)))];
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
