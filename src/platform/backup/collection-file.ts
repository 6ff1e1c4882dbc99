/** One collection as a file: its documents in BSON one after another, each with its length in front, gzipped. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline as connect } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

const chunkBytes = 256 * 1024;
const lengthBytes = 4;

export type Written = Readonly<{ documents: number; sha256: string }>;

/** Encrypts what a file holds, or the other way round. */
export type Conversion = (bytes: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
const unchanged: Conversion = (bytes) => bytes;

/**
 * Writes and flushes a new file, readable by its owner only, and holds no more than a batch of it in memory. The hash is
 * that of the file, so of what `encrypt` has made.
 */
export async function writeCollectionFile(
  file: string,
  documents: AsyncIterable<Uint8Array>,
  encrypt = unchanged,
): Promise<Written> {
  let count = 0;
  async function* counted() {
    for await (const document of documents) {
      count += 1;
      yield document;
    }
  }
  const sha256 = createHash('sha256');
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(
    inChunks(counted()),
    createGzip(),
    encrypt,
    (bytes: AsyncIterable<Buffer>) => hashing(bytes, sha256),
    target,
  );
  return { documents: count, sha256: sha256.digest('hex') };
}

/** Many small documents in few writes. */
export async function* inChunks(documents: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const document of documents) {
    held.push(document);
    size += document.length;
    if (size < chunkBytes) continue;
    yield Buffer.concat(held);
    [held, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(held);
}

async function* hashing(bytes: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

/** The documents of a file, as BSON. Throws when it ends inside one. */
export function readCollectionFile(file: string, decrypt = unchanged): AsyncGenerator<Buffer> {
  // What goes wrong reaches the loop as the error that the last stream ends with.
  return inDocuments(
    connect(createReadStream(file), decrypt, createGunzip(), () => {}),
    file,
  );
}

/** As `readCollectionFile`, of a file that is not zipped. */
export function readPlainCollectionFile(file: string): AsyncGenerator<Buffer> {
  return inDocuments(createReadStream(file), file);
}

async function* inDocuments(chunks: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = endOfDocument(rest, start); end !== undefined; end = endOfDocument(rest, start)) {
      yield rest.subarray(start, end);
      start = end;
    }
    rest = rest.subarray(start);
  }
  if (rest.length > 0) throw new Error(`${file} ends inside a document.`);
}

function endOfDocument(bytes: Buffer, start: number): number | undefined {
  if (bytes.length < start + lengthBytes) return undefined;
  const end = start + bytes.readInt32LE(start);
  if (end < start + lengthBytes + 1) throw new Error('a document has an impossible length');
  return end <= bytes.length ? end : undefined;
}

/** The hash of the file as it stands on disk. */
export async function hashFile(file: string): Promise<string> {
  const sha256 = createHash('sha256');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) sha256.update(chunk);
  return sha256.digest('hex');
}
