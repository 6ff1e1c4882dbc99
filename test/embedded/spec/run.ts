import { expect } from 'chai';
import mongoose from 'mongoose';
import type { Db, MongoClient } from 'mongodb';
import { Entities } from './entities.ts';
import { matchError } from './errors.ts';
import type { FailPoints } from './fail-points.ts';
import type { CollectionData, ExpectedEvents, Fields, Operation, SpecFile, SpecTest } from './files.ts';
import { matchValue, type SessionIds } from './matching.ts';
import { runOperation } from './operations.ts';

export interface Stage {
  /** Where the driver connects, past the fail points. */
  uri: string;
  failPoints: FailPoints;
  /** A client of the runner's own. */
  client: MongoClient;
}

/** Runs one test of the unified format. @throws Error for the first thing that is not as expected */
export async function runSpecTest(stage: Stage, file: SpecFile, test: SpecTest): Promise<void> {
  for (const data of file.initialData ?? []) await fill(stage.client, data);
  const entities = new Entities(stage.uri);
  const sessions: SessionIds = (name) => entities.sessionIds.get(name);
  try {
    await entities.create(file.createEntities ?? []);
    for (const operation of test.operations) await check(entities, operation, sessions);
    stage.failPoints.off();
    for (const expected of test.expectEvents ?? []) matchEvents(entities, expected, sessions);
    for (const data of test.outcome ?? []) await expectOutcome(stage.client, data);
  } finally {
    stage.failPoints.off();
    // A transaction whose end a fail point kept from the server would hold its locks until it is too old.
    const ids = [...entities.sessionIds.values()];
    await stage.client.db('admin').command({ endSessions: ids });
    await entities.close();
  }
}

async function fill(client: MongoClient, data: CollectionData): Promise<void> {
  const database: Db = client.db(data.databaseName);
  await database.collection(data.collectionName).drop();
  await database.createCollection(data.collectionName, data.createOptions ?? {});
  if (data.documents.length > 0) await database.collection(data.collectionName).insertMany(data.documents);
}

async function check(entities: Entities, operation: Operation, sessions: SessionIds): Promise<void> {
  const { expectError, expectResult, ignoreResultAndError } = operation;
  let result: unknown;
  try {
    result = await runOperation(entities, operation);
  } catch (error) {
    if (ignoreResultAndError) return;
    if (!expectError || !(error instanceof mongoose.mongo.MongoError || error instanceof TypeError)) throw error;
    return matchError(error, expectError, sessions);
  }
  if (expectError) throw new Error(`${operation.name} succeeded, but ${JSON.stringify(expectError)} was expected`);
  if (expectResult !== undefined && !ignoreResultAndError) matchValue(expectResult, result ?? null, sessions);
}

function matchEvents(entities: Entities, expected: ExpectedEvents, sessions: SessionIds): void {
  if ((expected.eventType ?? 'command') !== 'command') throw new Error('only events of commands are known');
  const events = entities.events.get(expected.client) ?? [];
  const names = (list: object[]): string => list.map((event) => Object.keys(event).join()).join(' ');
  if (!expected.ignoreExtraEvents) expect(events.length, names(events)).to.equal(expected.events.length);
  expected.events.forEach((wanted, i) => {
    for (const [kind, fields] of Object.entries(wanted)) {
      const event = events[i]?.[kind];
      if (!event) throw new Error(`event ${i} is no ${kind}`);
      setOwnTimeoutAside(event, fields);
      for (const [field, value] of Object.entries(fields))
        matchValue(value, event[field], sessions, `event ${i} ${field}`);
    }
  });
}

/** What the driver adds to the end of every transaction, whether or not the test asked for it. */
const OWN_TIMEOUT_MS = 10_000;

function setOwnTimeoutAside(event: Fields, wanted: Fields): void {
  const [concern, expected] = [event, wanted].map(
    ({ command }) => (command as Fields | undefined)?.['writeConcern'] as Fields | undefined,
  );
  if (concern?.['wtimeout'] === OWN_TIMEOUT_MS && expected?.['wtimeout'] === undefined) delete concern['wtimeout'];
}

async function expectOutcome(client: MongoClient, data: CollectionData): Promise<void> {
  const collection = client.db(data.databaseName).collection(data.collectionName);
  const documents = await collection.find({}, { sort: { _id: 1 } }).toArray();
  expect(documents).to.deep.equal(data.documents);
}
