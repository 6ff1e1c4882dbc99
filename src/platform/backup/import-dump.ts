/** Fills an empty database from a folder that `npm run db:export` or mongodump has written. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BSON, type Db } from 'mongodb';
import { z } from 'zod';
import { readCollectionFile, readPlainCollectionFile } from './collection-file.ts';
import type { Dumped } from './export-dump.ts';
import { inBatches, requireEmptyDatabase } from './restore-backup.ts';
import type { Progress } from './take-backup.ts';

const metadata = z.object({
  options: z.record(z.string(), z.unknown()).default({}),
  indexes: z.array(z.looseObject({ name: z.string().min(1), key: z.record(z.string(), z.unknown()) })).default([]),
  collectionName: z.string().optional(),
  type: z.string().default('collection'),
});

type Planned = z.infer<typeof metadata> & { name: string; file: string };

/** Databases of the server itself, which mongodump writes too. */
const ofServer = new Set(['admin', 'config', 'local']);

/**
 * Reads `<folder>/<database>/`, or the folder itself. Everything is refused before anything is written when the database holds
 * documents, or when the folder has what cannot be brought over. Counts all documents again afterwards.
 */
export async function importDump(db: Db, folder: string, onProgress: Progress = () => {}): Promise<Dumped[]> {
  const planned = await planCollections(await directoryOf(folder, db.databaseName));
  const existing = await requireEmptyDatabase(db);
  for (const { name, options } of planned) if (!existing.includes(name)) await db.createCollection(name, options);
  const imported: Dumped[] = [];
  for (const collection of planned) imported.push(await importCollection(db, collection, onProgress));
  return imported;
}

async function directoryOf(folder: string, databaseName: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some(({ name }) => /\.bson(\.gz)?$/.test(name))) return folder;
  const databases = entries.filter((entry) => entry.isDirectory() && !ofServer.has(entry.name)).map(({ name }) => name);
  const [only] = databases;
  if (databases.includes(databaseName)) return path.join(folder, databaseName);
  if (databases.length === 1 && only) return path.join(folder, only);
  throw new Error(
    `${folder} holds ${databases.length} databases, none of them ${databaseName}. Name the folder of one.`,
  );
}

async function planCollections(directory: string): Promise<Planned[]> {
  const names = (await readdir(directory)).filter((name) => /\.metadata\.json(\.gz)?$/.test(name));
  const planned = await Promise.all(names.sort().map((name) => planCollection(path.join(directory, name))));
  const foreign = planned.find(({ type }) => type !== 'collection');
  if (foreign) throw new Error(`${foreign.name} is a ${foreign.type}: only collections can be brought over.`);
  return planned.filter(({ name }) => !name.startsWith('system.'));
}

async function planCollection(metadataFile: string): Promise<Planned> {
  const stored = await readFile(metadataFile);
  const text = metadataFile.endsWith('.gz') ? await promisify(gunzip)(stored) : stored;
  const parsed = metadata.parse(BSON.EJSON.parse(text.toString(), { relaxed: true }));
  const file = metadataFile.replace('.metadata.json', '.bson');
  const name =
    parsed.collectionName ?? decodeURIComponent(path.basename(metadataFile).replace(/\.metadata\.json.*/, ''));
  return { ...parsed, name, file };
}

async function importCollection(db: Db, { name, file, indexes }: Planned, onProgress: Progress): Promise<Dumped> {
  const collection = db.collection(name);
  let documents = 0;
  for await (const batch of inBatches(exactly(file, name))) {
    await collection.insertMany(batch, { ordered: true });
    onProgress(name, (documents += batch.length));
  }
  // Old dumps name the namespace in each index; the version is the server's own affair.
  const own = indexes
    .filter((index) => index.name !== '_id_')
    .map(({ v: _version, ns: _namespace, ...index }) => index);
  if (own.length > 0) await db.command({ createIndexes: name, indexes: own });
  const present = await collection.countDocuments();
  if (present !== documents) throw new Error(`${name} has ${present} of ${documents} documents.`);
  return { name, documents };
}

/** Lets only those documents through that the driver writes back byte by byte: nothing is changed silently. */
async function* exactly(file: string, name: string): AsyncGenerator<Buffer> {
  const documents = file.endsWith('.gz') ? readCollectionFile(file) : readPlainCollectionFile(file);
  for await (const document of documents) {
    const read = BSON.deserialize(document, { promoteValues: false, promoteBuffers: false, bsonRegExp: true });
    if (!Buffer.from(BSON.serialize(read)).equals(document))
      throw new Error(
        `${name} has a document that the driver would change: ${BSON.EJSON.stringify({ _id: read._id })}`,
      );
    yield document;
  }
}
