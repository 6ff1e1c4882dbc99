/** Writes a database in the format of mongodump, which mongorestore and `npm run db:import` read. */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BSON, type CollectionInfo, type Db } from 'mongodb';
import { inChunks } from './collection-file.ts';
import type { Progress } from './take-backup.ts';

export type Dumped = Readonly<{ name: string; documents: number }>;

const documentsInBatch = 500;

/**
 * Writes each collection into `<folder>/<database>/`: its documents as `.bson`, its options and indexes as `.metadata.json`.
 * Collections are read one after the other: what is written meanwhile may be in it or not, so the app should stand still.
 */
export async function exportDump(db: Db, folder: string, onProgress: Progress = () => {}): Promise<Dumped[]> {
  const directory = path.join(folder, db.databaseName);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if ((await readdir(directory)).length > 0) throw new Error(`${directory} is not empty. Name a new folder.`);
  const listed = await db.listCollections<CollectionInfo>({ type: 'collection' }, { nameOnly: false }).toArray();
  const dumped: Dumped[] = [];
  for (const info of listed.filter(({ name }) => !name.startsWith('system.'))) {
    const file = path.join(directory, encodeURIComponent(info.name));
    await writeFile(`${file}.metadata.json`, await metadataOf(db, info), { flag: 'wx', mode: 0o600, flush: true });
    dumped.push({ name: info.name, documents: await writeDocuments(db, info.name, `${file}.bson`, onProgress) });
  }
  return dumped;
}

async function metadataOf(db: Db, { name, options, info }: CollectionInfo): Promise<string> {
  const metadata = {
    options: options ?? {},
    indexes: await db.collection(name).indexes(),
    uuid: info?.uuid?.toString('hex'),
    collectionName: name,
    type: 'collection',
  };
  return BSON.EJSON.stringify(metadata, { relaxed: false });
}

async function writeDocuments(db: Db, name: string, file: string, onProgress: Progress): Promise<number> {
  let count = 0;
  async function* documents() {
    for await (const document of db.collection(name).find({}, { raw: true, batchSize: documentsInBatch })) {
      onProgress(name, ++count);
      yield document as unknown as Uint8Array;
    }
  }
  await pipeline(inChunks(documents()), createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
  return count;
}
