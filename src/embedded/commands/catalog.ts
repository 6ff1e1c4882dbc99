/** How collections and databases are made, listed and dropped. */
import { coerceInteger } from '../bson/arithmetic.ts';
import { isNumber } from '../bson/types.ts';
import { documentOf, isDocument, type Document } from '../bson/value.ts';
import { MongoError, notOffered } from '../ground/errors.ts';
import { compileFilter, filterArgument } from '../query/filter.ts';
import { collectionNameOf, type Collection } from '../storage/collection.ts';
import {
  booleanArgument,
  checkFields,
  collectionName,
  countArgument,
  documentArgument,
  missingField,
  wrongType,
} from './arguments.ts';
import { commandValue, type Command, type Commands, type Reply } from './command.ts';

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
  collation: 'A collation',
  validator: 'A validator',
  validationLevel: 'A validator',
  validationAction: 'A validator',
  idIndex: 'The choice of the index on _id',
  autoIndexId: 'The choice of the index on _id',
};

const create: Command = {
  arguments: Object.fromEntries(Object.keys(REFUSED_OPTIONS).map((option) => [option, 'any' as const])),
  mayBeInTransaction: true,
  async run(command, context) {
    const namespace = `${context.database}.${collectionName(command, 'create')}`;
    for (const [option, feature] of Object.entries(REFUSED_OPTIONS)) {
      const value = command.get(option);
      const isEmpty = isDocument(value) && value.size === 0 && option !== 'idIndex' && option !== 'collation';
      if (value !== undefined && value !== null && value !== false && !isEmpty)
        throw notOffered(option === 'viewOn' ? 166 : 72, feature);
    }
    await context.ensureCollection(namespace);
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
    const matches = compileFilter(filterArgument(command.get('filter') ?? undefined, 'listCollections.filter'));
    const described = server.storage.catalog
      .list(database)
      .map((collection) => describeCollection(collection, isNameOnly));
    const shown = described.filter((document) => matches(document));
    const cursor = documentArgument(command, 'cursor') ?? new Map();
    checkFields(cursor, 'listCollections.cursor', { batchSize: 'number' });
    return server.cursors.open(shown, `${database}.$cmd.listCollections`, {
      batchSize: countArgument(cursor, 'batchSize', 'listCollections'),
    });
  },
};

function describeCollection({ namespace, uuid, indexes }: Collection, isNameOnly: boolean): Document {
  const name = documentOf({ name: collectionNameOf(namespace), type: 'collection' });
  if (isNameOnly) return name;
  return documentOf({
    ...Object.fromEntries(name),
    options: new Map(),
    info: documentOf({ readOnly: false, uuid }),
    idIndex: indexes[0]?.spec,
  });
}

export const CATALOG: Commands = {
  create,
  drop,
  dropDatabase,
  listCollections,
};
