/** Copies the whole database into a directory, encrypted if asked. The keys stay out: a thief of the backup shall not get both. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type ClientSession, type Db, type IndexDescriptionInfo, type MongoClient, MongoServerError } from 'mongodb';
import { type Keys, keyCheckValue } from '../keys.ts';
import { type Conversion, writeCollectionFile } from './collection-file.ts';
import { type BackupSecret, encrypting, type Lock, makeLock } from './encryption.ts';
import { type CollectionEntry, type Manifest, signManifest, writeManifest } from './manifest.ts';

export type Progress = (collection: string, documents: number) => void;

type Source = Readonly<{
  client: MongoClient;
  db: Db;
  keys: Keys;
  /** With one the files are encrypted. */
  secret?: BackupSecret | undefined;
}>;

const documentsInBatch = 500;

/**
 * Writes each collection, files included, and a manifest with counts and hashes into a new or empty directory. All is
 * read in one snapshot, so what belongs together is of the same moment. A database too large to be read within the
 * server's time for a transaction is read collection by collection, and the manifest says so.
 */
export async function takeBackup(
  { client, db, keys, secret }: Source,
  directory: string,
  at: Date,
  onProgress: Progress = () => {},
): Promise<Manifest> {
  await requireEmptyDirectory(directory);
  const closed = secret && (await makeLock(secret));
  const planned = (await planCollections(db)).map((one) => (closed ? inFileOf(one, closed.lock) : one));
  const snapshot = await readSnapshot(client, db, planned, directory, onProgress);
  const content: Omit<Manifest, 'mac'> = {
    format: 'layar-backup',
    ...(closed ? { version: 2, encryption: closed.encryption } : { version: 1 }),
    takenAt: at.toISOString(),
    consistency: snapshot === undefined ? 'by-collection' : 'snapshot',
    keyCheck: keyCheckValue(keys),
    keys: `Not in this backup. Copy the directory ${keys.directory} to another safe place.`,
    collections: snapshot ?? (await copyAll(db, planned, directory, onProgress)),
  };
  const manifest = signManifest(content, keys);
  await writeManifest(directory, manifest);
  return manifest;
}

async function requireEmptyDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if ((await readdir(directory)).length > 0) throw new Error(`${directory} is not empty. Name a new directory.`);
}

type Planned = Pick<CollectionEntry, 'name' | 'file' | 'indexes'> & { encrypt?: Conversion };

const inFileOf = (planned: Planned, lock: Lock): Planned => {
  const file = `${planned.file}.enc`;
  return { ...planned, file, encrypt: (bytes) => encrypting(bytes, lock, file) };
};

async function planCollections(db: Db): Promise<Planned[]> {
  const listed = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  const names = listed.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  return Promise.all(names.sort().map((name) => planCollection(db, name)));
}

async function planCollection(db: Db, name: string): Promise<Planned> {
  const indexes = await db.collection(name).indexes();
  return {
    name,
    file: `${encodeURIComponent(name).replaceAll(/[!'()*~]/g, '_')}.bson.gz`,
    indexes: indexes.filter((index) => index.name !== '_id_').map(withoutVersion),
  };
}

const withoutVersion = ({ v: _version, ...index }: IndexDescriptionInfo) => ({ name: '', ...index });

/** All collections at one moment, or undefined when the server could not keep that moment long enough. */
async function readSnapshot(client: MongoClient, db: Db, planned: Planned[], directory: string, onProgress: Progress) {
  const session = client.startSession();
  session.startTransaction({ readConcern: { level: 'snapshot' } });
  try {
    const copied = await copyAll(db, planned, directory, onProgress, session);
    await session.commitTransaction();
    return copied;
  } catch (error) {
    if (!isSnapshotLost(error)) throw error;
    await Promise.all(planned.map(({ file }) => rm(path.join(directory, file), { force: true })));
    return undefined;
  } finally {
    await session.endSession();
  }
}

const lostCodes = new Set(['NoSuchTransaction', 'SnapshotUnavailable', 'SnapshotTooOld', 'TransactionTooOld']);

const isSnapshotLost = (error: unknown) =>
  error instanceof MongoServerError &&
  (lostCodes.has(error.codeName ?? '') || error.hasErrorLabel('TransientTransactionError'));

async function copyAll(
  db: Db,
  planned: readonly Planned[],
  directory: string,
  onProgress: Progress,
  session?: ClientSession,
): Promise<CollectionEntry[]> {
  const copied: CollectionEntry[] = [];
  for (const { encrypt, ...collection } of planned) {
    const documents = readRaw(db, collection.name, onProgress, session);
    const written = await writeCollectionFile(path.join(directory, collection.file), documents, encrypt);
    copied.push({ ...collection, ...written });
  }
  return copied;
}

/** The documents as the bytes the database sent, in the order of their ids, so that equal data make equal files. */
async function* readRaw(
  db: Db,
  name: string,
  onProgress: Progress,
  session?: ClientSession,
): AsyncGenerator<Uint8Array> {
  const options = { raw: true, batchSize: documentsInBatch, ...(session ? { session } : {}) };
  let count = 0;
  for await (const document of db.collection(name).find({}, options).sort({ _id: 1 })) {
    count += 1;
    onProgress(name, count);
    yield document as unknown as Uint8Array;
  }
}
