/** The one connection. With MONGODB_URI it is that MongoDB; without, the embedded database in the data directory. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { Config } from './config.ts';
import { watchDatabase } from './database-watch.ts';
import { log } from './log.ts';
import { must } from './must.ts';
import { within } from './within.ts';

export { transaction } from './transaction.ts';

const databaseName = 'layar';
let stopEmbedded: (() => Promise<void>) | undefined;

export async function connectDatabase(config: Pick<Config, 'mongodbUri' | 'dataDirectory'>): Promise<void> {
  const uri = config.mongodbUri ?? (await startInDirectory(path.join(config.dataDirectory, 'database')));
  await mongoose.connect(uri, {
    ...withDatabaseName(uri),
    maxPoolSize: 32,
    // Who waits longer than this for a connection is told to come back, before the queue eats the memory.
    waitQueueTimeoutMS: 10_000,
    serverSelectionTimeoutMS: 2500,
    // Asked twice a second. A server that says nothing for five seconds is given up, and whatever was asked of it with it.
    serverMonitoringMode: 'poll',
    heartbeatFrequencyMS: 500,
    connectTimeoutMS: 5000,
    // Silence, not duration: a backup and a walk through the audit trail read batch by batch, but an index may take long.
    socketTimeoutMS: 60_000,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
  });
  watchDatabase(mongoose.connection.getClient());
  log.info({ embedded: config.mongodbUri === undefined }, 'database connected');
}

async function startInDirectory(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  // Loaded only here: with a MongoDB behind it, the process carries none of it.
  const { startEmbedded } = await import('../embedded/index.ts');
  const embedded = await startEmbedded({ directory });
  stopEmbedded = () => embedded.close();
  return embedded.uri;
}

/** The option that names the database where the address does not. */
export const withDatabaseName = (uri: string): { dbName?: string } =>
  /^mongodb(\+srv)?:\/\/[^/]+\/[^?]+/.test(uri) ? {} : { dbName: databaseName };

export async function disconnectDatabase(): Promise<void> {
  // The driver says goodbye to the database, which may not be there to hear it.
  await within(2000, mongoose.disconnect());
  await stopEmbedded?.();
  stopEmbedded = undefined;
}

const pingPatience = 3000;

/** The database behind the connection. Throws before there is one. */
export const openDatabase = (): mongoose.mongo.Db => must(mongoose.connection.db, 'the connection to the database');

/** Answers within three seconds, or throws: what readiness means. A connection that went silent is no answer. */
export async function pingDatabase(): Promise<void> {
  const silence = setTimeout(pingPatience, undefined, { ref: false }).then(() => {
    throw new Error('the database does not answer');
  });
  await Promise.race([openDatabase().command({ ping: 1 }), silence]);
}

/** Whether anything was ever stored here: a start that finds data but no keys must not make new ones. */
export async function holdsAnything(): Promise<boolean> {
  const collections = await openDatabase().listCollections({}, { nameOnly: true }).toArray();
  return collections.length > 0;
}

/** Whether the error says that a unique index already holds this value. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 11000;
