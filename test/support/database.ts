/** One database for the whole run: the embedded one in a temporary folder, or whatever MONGODB_URI names. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { readConfig } from '../../src/platform/config.ts';
import { connectDatabase, disconnectDatabase, ensureIndexes } from '../../src/platform/database.ts';
import { setLogLevel } from '../../src/platform/log.ts';
import { installKeys, openKeys } from '../../src/platform/keys.ts';

const settings = { NODE_ENV: 'test', ...(process.env.MONGODB_URI ? { MONGODB_URI: process.env.MONGODB_URI } : {}) };
let directory: string | undefined;

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
  await connectDatabase(config);
  if (process.env.MONGODB_URI) mongoose.connection.useDb(`layar-test-${process.pid}`);
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
    if (process.env.MONGODB_URI) await mongoose.connection.dropDatabase();
    await disconnectDatabase();
  }
  if (directory) await rm(directory, { recursive: true, force: true });
}
