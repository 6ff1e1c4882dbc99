/** Fills an empty database from a backup, after every byte of it was checked. */
import path from 'node:path';
import { BSON, type Db, type Document } from 'mongodb';
import { type Keys, keyCheckValue } from '../keys.ts';
import { hashFile, readCollectionFile } from './collection-file.ts';
import { type BackupSecret, decrypting, type Lock, openLock } from './encryption.ts';
import { type CollectionEntry, isSigned, type Manifest, readManifest } from './manifest.ts';
import type { Progress } from './take-backup.ts';

const batchBytes = 4 * 1024 * 1024;
const batchDocuments = 500;

/**
 * Checks that the backup is whole: the hashes of its files, and that it was taken with these keys and, if it is encrypted,
 * this secret. Writes nothing. Throws, with a sentence for the operator, at the first thing that is not right.
 */
export async function checkBackup(
  directory: string,
  keys: Keys | undefined,
  onProgress: Progress = () => {},
  secret?: BackupSecret,
): Promise<Manifest> {
  return (await openBackup(directory, keys, onProgress, secret)).manifest;
}

type Opened = Readonly<{ manifest: Manifest; lock: Lock | undefined }>;

async function openBackup(
  directory: string,
  keys: Keys | undefined,
  onProgress: Progress,
  secret: BackupSecret | undefined,
): Promise<Opened> {
  const manifest = await readManifest(directory);
  requireSameKeys(manifest, keys);
  if (!isSigned(manifest, keys))
    throw new Error(`The manifest in ${directory} was altered after the backup was taken.`);
  const lock = manifest.encryption && (await openLock(manifest.encryption, secret));
  for (const collection of manifest.collections) {
    await checkFile(directory, collection);
    onProgress(`${collection.name} checked`, collection.documents);
  }
  return { manifest, lock };
}

function requireSameKeys(manifest: Manifest, keys: Keys | undefined): asserts keys is Keys {
  if (keys === undefined) throw new Error('There are no keys here. Put back the copy of keys.json first.');
  if (keyCheckValue(keys) !== manifest.keyCheck) {
    throw new Error('The backup was taken with other keys. Put back the keys.json that belongs to it.');
  }
}

async function checkFile(directory: string, entry: CollectionEntry): Promise<void> {
  const file = path.join(directory, entry.file);
  if ((await hashFile(file)) !== entry.sha256) throw new Error(`${file} was altered: its hash is not the manifest's.`);
}

/** Checks the backup, refuses a database that holds anything, then writes documents and indexes and counts them again. */
export async function restoreBackup(
  db: Db,
  directory: string,
  keys: Keys | undefined,
  onProgress: Progress = () => {},
  secret?: BackupSecret,
): Promise<Manifest> {
  const { manifest, lock } = await openBackup(directory, keys, onProgress, secret);
  const existing = await requireEmptyDatabase(db);
  const missing = manifest.collections.filter(({ name }) => !existing.includes(name));
  for (const { name } of missing) await db.createCollection(name);
  for (const collection of manifest.collections) {
    const documents = documentsOf(directory, collection, lock);
    await restoreCollection(db, documents, collection, onProgress);
  }
  return manifest;
}

/** Returns the collections that are there without a document; throws when one has any. */
export async function requireEmptyDatabase(db: Db): Promise<string[]> {
  const listed = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  const names = listed.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  for (const name of names) {
    if ((await db.collection(name).findOne({}, { projection: { _id: 1 } })) === null) continue;
    throw new Error(`The database is not empty: ${name} holds documents. Restore into a new one.`);
  }
  return names;
}

function documentsOf(directory: string, { file }: CollectionEntry, lock: Lock | undefined): AsyncIterable<Buffer> {
  const whole = path.join(directory, file);
  return lock ? readCollectionFile(whole, (bytes) => decrypting(bytes, lock, file)) : readCollectionFile(whole);
}

async function restoreCollection(
  db: Db,
  documents: AsyncIterable<Buffer>,
  entry: CollectionEntry,
  onProgress: Progress,
): Promise<void> {
  const collection = db.collection(entry.name);
  let written = 0;
  for await (const batch of inBatches(documents)) {
    await collection.insertMany(batch, { ordered: true });
    onProgress(entry.name, (written += batch.length));
  }
  if (entry.indexes.length > 0) await db.command({ createIndexes: entry.name, indexes: entry.indexes });
  const present = await collection.countDocuments();
  if (present !== entry.documents) throw new Error(`${entry.name} has ${present} of ${entry.documents} documents.`);
}

/** Documents to be inserted together, their types kept. */
export async function* inBatches(documents: AsyncIterable<Buffer>): AsyncGenerator<Document[]> {
  let batch: Document[] = [];
  let bytes = 0;
  for await (const document of documents) {
    batch.push(keepTypes(document));
    bytes += document.length;
    if (batch.length < batchDocuments && bytes < batchBytes) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

/** Numbers keep their BSON type: a Double of 2 read as a plain 2 would come back as an Int32. */
const keepTypes = (document: Buffer): Document =>
  BSON.deserialize(document, { promoteValues: false, promoteBuffers: false, bsonRegExp: true });
