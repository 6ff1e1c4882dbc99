/** One database for the whole run: the embedded one in a temporary folder, or whatever MONGODB_URI names. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { startEmbedded, type Embedded } from '../../src/embedded/index.ts';
import { readConfig } from '../../src/platform/config.ts';
import { connectDatabase, disconnectDatabase } from '../../src/platform/database.ts';
import { ensureIndexes } from '../../src/platform/indexes.ts';
import { setLogLevel } from '../../src/platform/log.ts';
import { installMail } from '../../src/platform/mail/index.ts';
import { installKeys, openKeys } from '../../src/platform/keys.ts';

/** A database of this run's own on that server, so that dropping it at the end can hurt nobody. */
const ownDatabase = (uri: string) =>
  uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/layar-test-${process.pid}`);

const server = process.env.MONGODB_URI;
const settings = { NODE_ENV: 'test', ...(server ? { MONGODB_URI: ownDatabase(server) } : {}) };
let directory: string | undefined;

/** When a run is to say what it asks of the embedded database, that is started here, with somebody who notes it. */
const askedThread = new URL('asked/thread.ts', import.meta.url);
let asked: Embedded | undefined;

/** The configuration of this run; its folder is removed at the end. */
export async function testConfig(more: Record<string, string> = {}) {
  directory ??= await mkdtemp(path.join(os.tmpdir(), 'layar-test-'));
  return readConfig({ ...settings, DATA_DIR: directory, ...more });
}

/** For a describe block: connects when nobody has yet, and starts with empty collections. */
export function useDatabase(): void {
  before(async function () {
    this.timeout(60_000);
    await openTestDatabase();
    await emptyCollections();
  });
}

async function openTestDatabase(): Promise<void> {
  if (mongoose.connection.readyState === mongoose.ConnectionStates.connected) return;
  const config = await testConfig();
  setLogLevel(config.logLevel);
  installKeys(await openKeys(config.keysDirectory, { dataExists: false }));
  installMail(config);
  if (!server && process.env.ASKED_FILE !== undefined)
    asked = await startEmbedded({ directory: path.join(config.dataDirectory, 'database'), entry: askedThread });
  await connectDatabase(config);
  await ensureIndexes();
}

export async function emptyCollections(): Promise<void> {
  const collections = await mongoose.connection.db!.collections();
  await Promise.all(
    collections.filter(({ collectionName }) => !collectionName.startsWith('system.')).map((one) => one.deleteMany({})),
  );
}

export async function closeTestDatabase(): Promise<void> {
  if (mongoose.connection.readyState === mongoose.ConnectionStates.connected) {
    if (server) await mongoose.connection.dropDatabase();
    await disconnectDatabase();
    await asked?.close();
  }
  if (directory) await rm(directory, { recursive: true, force: true });
}
