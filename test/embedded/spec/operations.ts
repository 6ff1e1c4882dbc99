import { expect } from 'chai';
import type { ClientSession, Collection, Db, MongoClient } from 'mongodb';
import { found, type Entities } from './entities.ts';
import type { Fields, Operation } from './files.ts';

/** An operation's arguments: those that the driver takes apart, and the rest as its options. */
type Run<T> = (target: T, parameters: Fields, options: never) => unknown;

const listed = async (cursor: { toArray(): Promise<unknown[]> }): Promise<unknown> => cursor.toArray();
const one = (value: unknown): never => value as never;

/** Each with the arguments that are no options. */
const COLLECTION: Readonly<Record<string, [names: string[], run: Run<Collection>]>> = {
  aggregate: [['pipeline'], (c, p, o) => listed(c.aggregate(one(p['pipeline']), o))],
  bulkWrite: [['requests'], (c, p, o) => c.bulkWrite(one(p['requests']), o)],
  count: [['filter'], (c, p, o) => c.count(one(p['filter']), o)],
  countDocuments: [['filter'], (c, p, o) => c.countDocuments(one(p['filter']), o)],
  createIndex: [['keys'], (c, p, o) => c.createIndex(one(p['keys']), o)],
  deleteMany: [['filter'], (c, p, o) => c.deleteMany(one(p['filter']), o)],
  deleteOne: [['filter'], (c, p, o) => c.deleteOne(one(p['filter']), o)],
  distinct: [['fieldName', 'filter'], (c, p, o) => c.distinct(one(p['fieldName']), one(p['filter']), o)],
  estimatedDocumentCount: [[], (c, _p, o) => c.estimatedDocumentCount(o)],
  find: [['filter'], (c, p, o) => listed(c.find(one(p['filter']), o))],
  findOne: [['filter'], (c, p, o) => c.findOne(one(p['filter']), o)],
  findOneAndDelete: [['filter'], (c, p, o) => c.findOneAndDelete(one(p['filter']), o)],
  findOneAndReplace: [
    ['filter', 'replacement'],
    (c, p, o) => c.findOneAndReplace(one(p['filter']), one(p['replacement']), returned(o)),
  ],
  findOneAndUpdate: [
    ['filter', 'update'],
    (c, p, o) => c.findOneAndUpdate(one(p['filter']), one(p['update']), returned(o)),
  ],
  insertMany: [['documents'], (c, p, o) => c.insertMany(one(p['documents']), o)],
  insertOne: [['document'], (c, p, o) => c.insertOne(one(p['document']), o)],
  replaceOne: [['filter', 'replacement'], (c, p, o) => c.replaceOne(one(p['filter']), one(p['replacement']), o)],
  updateMany: [['filter', 'update'], (c, p, o) => c.updateMany(one(p['filter']), one(p['update']), o)],
  updateOne: [['filter', 'update'], (c, p, o) => c.updateOne(one(p['filter']), one(p['update']), o)],
};

const DATABASE: Readonly<Record<string, [names: string[], run: Run<Db>]>> = {
  aggregate: [['pipeline'], (d, p, o) => listed(d.aggregate(one(p['pipeline']), o))],
  createCollection: [['collection'], async (d, p, o) => void (await d.createCollection(one(p['collection']), o))],
  dropCollection: [['collection'], (d, p, o) => d.dropCollection(one(p['collection']), o)],
  modifyCollection: [
    ['collection', 'validator'],
    (d, p, o) => d.command({ collMod: p['collection'], validator: p['validator'] }, o),
  ],
  runCommand: [['command', 'commandName'], (d, p, o) => d.command(one(p['command']), o)],
};

const CLIENT: Readonly<Record<string, [names: string[], run: Run<MongoClient>]>> = {
  clientBulkWrite: [['models'], (c, p, o) => c.bulkWrite(one((p['models'] as Fields[]).map(namedModel)), o)],
};

/** `{ updateOne: { namespace, … } }` as the driver wants it: `{ name: 'updateOne', namespace, … }`. */
function namedModel(model: Fields): Fields {
  const [name, fields] = Object.entries(model)[0] as [string, Fields];
  return { name, ...fields };
}

const SESSION: Readonly<Record<string, [names: string[], run: Run<ClientSession>]>> = {
  abortTransaction: [[], (s) => s.abortTransaction()],
  commitTransaction: [[], (s) => s.commitTransaction()],
  endSession: [[], (s) => s.endSession()],
  startTransaction: [[], (s, _p, o) => s.startTransaction(o)],
};

function returned(options: Fields): never {
  const { returnDocument, ...rest } = options;
  return one(returnDocument ? { ...rest, returnDocument: (returnDocument as string).toLowerCase() } : rest);
}

type Assert = (entities: Entities, parameters: Fields) => Promise<void> | void;

const TEST_RUNNER: Readonly<Record<string, Assert>> = {
  failPoint: async (entities, p) =>
    void (await found(entities.clients, p['client'])
      .db('admin')
      .command(p['failPoint'] as Fields)),
  createEntities: (entities, p) => entities.create(p['entities'] as Record<string, Fields>[]),
  assertCollectionExists: (entities, p) => assertCollection(entities, p, true),
  assertCollectionNotExists: (entities, p) => assertCollection(entities, p, false),
  assertIndexExists: (entities, p) => assertIndex(entities, p, true),
  assertIndexNotExists: (entities, p) => assertIndex(entities, p, false),
  assertSessionTransactionState(entities, p) {
    const { state } = (found(entities.sessions, p['session']) as unknown as { transaction: { state: string } })
      .transaction;
    expect(state).to.equal(STATES[p['state'] as string]);
  },
  assertSessionUnpinned: (entities, p) => void expect(found(entities.sessions, p['session']).isPinned).to.equal(false),
};

/** The driver's words for the states of a transaction. */
const STATES: Readonly<Record<string, string>> = {
  none: 'NO_TRANSACTION',
  starting: 'STARTING_TRANSACTION',
  in_progress: 'TRANSACTION_IN_PROGRESS',
  committed: 'TRANSACTION_COMMITTED',
  aborted: 'TRANSACTION_ABORTED',
};

async function assertCollection(entities: Entities, parameters: Fields, isThere: boolean): Promise<void> {
  const [client] = entities.clients.values();
  const list = client!.db(parameters['databaseName'] as string).listCollections();
  const names = (await list.toArray()).map(({ name }) => name as unknown);
  expect(names.includes(parameters['collectionName'])).to.equal(isThere);
}

async function assertIndex(entities: Entities, parameters: Fields, isThere: boolean): Promise<void> {
  const [client] = entities.clients.values();
  const database = client!.db(parameters['databaseName'] as string);
  const collection = database.collection(parameters['collectionName'] as string);
  const indexes = await collection.indexes().catch((): [] => []);
  expect(indexes.some(({ name }) => name === parameters['indexName'])).to.equal(isThere);
}

/** Runs one operation and resolves with what the driver answers. */
export async function runOperation(entities: Entities, operation: Operation): Promise<unknown> {
  const { name, object } = operation;
  const parameters = operation.arguments ?? {};
  if (object === 'testRunner') return named(TEST_RUNNER, name)(entities, parameters);
  const collection = entities.collections.get(object);
  if (collection) return call(entities, COLLECTION, name, collection, parameters);
  const database = entities.databases.get(object);
  if (database) return call(entities, DATABASE, name, database, parameters);
  const client = entities.clients.get(object);
  if (client) return call(entities, CLIENT, name, client, parameters);
  return call(entities, SESSION, name, found(entities.sessions, object), parameters);
}

function call<T>(
  entities: Entities,
  table: Readonly<Record<string, [names: string[], run: Run<T>]>>,
  name: string,
  target: T,
  parameters: Fields,
): unknown {
  const [names, run] = named(table, name);
  const options = Object.fromEntries(Object.entries(parameters).filter(([key]) => !names.includes(key)));
  if (options['session'] !== undefined) options['session'] = found(entities.sessions, options['session']);
  return run(target, parameters, one(options));
}

function named<T>(table: Readonly<Record<string, T>>, name: string): T {
  const entry = table[name];
  if (!entry) throw new Error(`an operation that the runner does not know: ${name}`);
  return entry;
}
