import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose, { type Connection, Mongoose } from 'mongoose';
import { startEmbedded, type Embedded } from '../../src/embedded/index.ts';

/** A folder of its own for a describe block, removed afterwards. */
export async function aFolder(): Promise<{ directory: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'embedded-test-'));
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

/** What a describe block works with: filled in before its tests, gone after them. */
export interface Database {
  connection: Connection;
  uri: string;
}

/** Mongoose as anybody has it: what the rest of the project sets on the shared one is not on this one. */
const plainMongoose = new Mongoose();

/** Runs an embedded database for a describe block and connects mongoose to it. */
export function useEmbedded(): Database {
  const database = {} as Database;
  let embedded: Embedded;
  let removeFolder: () => Promise<void>;
  before(async function () {
    this.timeout(60_000);
    const folder = await aFolder();
    removeFolder = () => folder.remove();
    embedded = await startEmbedded({ directory: folder.directory, sweepEveryMs: 300 });
    database.uri = embedded.uri;
    database.connection = await plainMongoose.createConnection(embedded.uri, { dbName: 'test' }).asPromise();
  });
  after(async () => {
    await database.connection.close();
    await embedded.close();
    await removeFolder();
  });
  return database;
}

/** The error that a promise is rejected with. */
export async function errorOf(promise: Promise<unknown>): Promise<mongoose.mongo.MongoServerError> {
  try {
    await promise;
  } catch (error) {
    return error as mongoose.mongo.MongoServerError;
  }
  throw new Error('nothing was refused');
}
