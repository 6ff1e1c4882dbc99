/** The database that an earlier release left behind, as test/fixtures keeps it: with its indexes and its keys. */
import { copyFileSync, chmodSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import type { Changes } from './changes.ts';

const { EJSON } = mongoose.mongo.BSON;

const folder = path.join(import.meta.dirname, '../fixtures/release-2026-11-22');

export type Stored = Record<string, unknown> & { _id: unknown };

const notCollections = new Set(['indexes.json', 'keys.json', 'changes.json']);

const textOf = (name: string) => readFileSync(path.join(folder, name), 'utf8');

/** What the upgrade makes of the documents, by migration. */
export const readChanges = () => EJSON.parse(textOf('changes.json')) as Record<string, Changes>;

/** Documents by collection. */
export const oldDocuments = (): Map<string, Stored[]> =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json') && !notCollections.has(name))
      .map((name) => [name.slice(0, -'.json'.length), EJSON.parse(textOf(name), { relaxed: false }) as Stored[]]),
  );

type OldIndex = { key: Record<string, 1 | -1>; name: string };
export const oldIndexes = () => JSON.parse(textOf('indexes.json')) as Record<string, OldIndex[]>;

/** Leaves nothing of whatever the connection has, indexes neither. */
export async function dropCollections(): Promise<void> {
  for (const collection of await mongoose.connection.db!.collections()) {
    if (!collection.collectionName.startsWith('system.')) await collection.drop();
  }
}

/** Puts the old database in the place of whatever the connection has. */
export async function loadOldDatabase(): Promise<void> {
  const db = mongoose.connection.db!;
  await dropCollections();
  for (const [name, indexes] of Object.entries(oldIndexes())) {
    for (const { key, ...options } of indexes) await db.collection(name).createIndex(key, options);
  }
  for (const [name, documents] of oldDocuments()) {
    await db.collection<{ _id: unknown }>(name).insertMany(documents);
  }
}

/** A folder for KEYS_DIR with the old installation's keys; a program refuses keys that others may read. */
export function oldKeys(): string {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'layar-keys-'));
  const file = path.join(directory, 'keys.json');
  copyFileSync(path.join(folder, 'keys.json'), file);
  chmodSync(file, 0o600);
  return directory;
}
