/** The bytes of files, in GridFS: written durably before anything refers to them. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mongo, Types } from 'mongoose';
import { openDatabase } from '../database.ts';

const buckets = new WeakMap<mongo.Db, mongo.GridFSBucket>();

/** One a database, because a bucket looks for its indexes on its first upload. */
function bucket(): mongo.GridFSBucket {
  const database = openDatabase();
  const known = buckets.get(database);
  if (known) return known;
  const made = new mongo.GridFSBucket(database, {
    bucketName: 'files',
    writeConcern: { w: 'majority', journal: true },
  });
  buckets.set(database, made);
  return made;
}

/**
 * Makes the collections and indexes of the bytes, once at start. The bucket would make them at the first upload, which happens
 * while a transaction is open: on some databases the two wait for each other.
 */
export async function ensureByteIndexes(): Promise<void> {
  const database = openDatabase();
  await database.collection('files.files').createIndex({ filename: 1, uploadDate: 1 });
  await database.collection('files.chunks').createIndex({ files_id: 1, n: 1 }, { unique: true });
}

/** Resolves with the id of the bytes once they would survive a crash. */
export async function writeBytes(source: Readable | Buffer): Promise<Types.ObjectId> {
  const id = new Types.ObjectId();
  const upload = bucket().openUploadStreamWithId(id, id.toString());
  await pipeline(source instanceof Readable ? source : Readable.from([source]), upload);
  return id;
}

/**
 * The bytes in parts, exactly as they were kept. GridFS ends without a word where a last part is missing, so the last
 * part is held back until the hash of all is right; otherwise this throws and nobody has a whole file.
 */
export async function* readParts(id: string, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  for await (const part of bucket().openDownloadStream(new Types.ObjectId(id)) as AsyncIterable<Buffer>) {
    hash.update(part);
    if (held) yield held;
    held = part;
  }
  if (hash.digest('hex') !== sha256) throw new Error(`file ${id} differs from what was kept`);
  if (held) yield held;
}

const idsAtOnce = 500;

/** Ids of all bytes that were begun before a moment, complete or not, in groups. An id holds the time it was made. */
export async function* idsBefore(moment: Date): AsyncGenerator<Types.ObjectId[]> {
  const end = Types.ObjectId.createFromTime(Math.floor(moment.getTime() / 1000));
  const chunks = openDatabase().collection<{ files_id: Types.ObjectId; n: number }>('files.chunks');
  const found = chunks.find({ files_id: { $lt: end }, n: 0 }, { projection: { _id: 0, files_id: 1 } });
  let group: Types.ObjectId[] = [];
  for await (const { files_id: id } of found) {
    group.push(id);
    if (group.length < idsAtOnce) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** Removes bytes whether or not they were completed. */
export async function removeBytes(ids: readonly Types.ObjectId[]): Promise<void> {
  const database = openDatabase();
  await database.collection('files.files').deleteMany({ _id: { $in: ids } });
  await database.collection('files.chunks').deleteMany({ files_id: { $in: ids } });
}
