/** How the file is opened and read. */
import { open, type Transaction as ReadTransaction } from 'lmdb';
import { numberBytes, RECORD_ID_BYTES } from './keyspace.ts';

/** One of the databases in the LMDB file, opened so that reading a range copies nothing: key and value are lent. */
export interface Database {
  getBinary(key: Buffer, reading?: { transaction?: ReadTransaction }): Buffer | undefined;
  getRange(options: object): Iterable<LentEntry>;
  getStats(): { entryCount: number };
  put(key: Buffer, value: Buffer): unknown;
  remove(key: Buffer): unknown;
  drop(): unknown;
}

/** The file itself, whose own entries are the names of its databases. */
export interface LmdbFile {
  openDB(options: object): Database;
  getKeys(options: object): Iterable<Uint8Array>;
  batch(write: () => void): Promise<boolean>;
  useReadTransaction(): ReadTransaction;
  resetReadTxn(): void;
  close(): Promise<void>;
}

export interface LentEntry {
  key: LentKey;
  value: Buffer;
}

/** The key of the entry that a range has come to; it is gone with the next read. */
export class LentKey {
  readonly #number: Buffer;
  #bytes: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;

  constructor(number: Buffer) {
    this.#number = number;
  }

  lend(bytes: Buffer, start: number, end: number): this {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    return this;
  }

  copy(): Buffer {
    return Buffer.concat([this.#number, this.#bytes.subarray(this.#start, this.#end)]);
  }

  /** The record number at the end of the key. */
  record(): number {
    return this.#bytes.readUIntBE(this.#end - RECORD_ID_BYTES, RECORD_ID_BYTES);
  }
}

/** A copy of a lent value, whose length is not that of the memory it lies in. */
export function copyOf(value: Buffer): Buffer {
  return Uint8Array.prototype.slice.call(value, 0, value.length) as Buffer;
}

const MAX_READERS = 500;
/** Each of them is a database in the file, and each transaction sets memory aside for as many. */
export const MAX_COLLECTIONS_AND_INDEXES = 2048;
/** Those that are being made, and those dropped that a snapshot still needs. */
const MORE_DATABASES = 512;
/**
 * Address space set aside for the file, which grows beyond it if need be. Each time LMDB has to map a grown file anew it keeps
 * the old mapping, whose pages count as resident once more.
 */
const MAPPED_BYTES = 2 ** 36;

/** @param directory an existing directory that no other process has open */
export function openFile(directory: string): LmdbFile {
  return open<Buffer, Buffer>({
    path: directory,
    noSubdir: false,
    compression: false,
    keyEncoding: 'binary',
    maxReaders: MAX_READERS,
    maxDbs: MAX_COLLECTIONS_AND_INDEXES + MORE_DATABASES,
    mapSize: MAPPED_BYTES,
    // Batches are made here; the store's own would make promises that nobody waits for, and that may be rejected.
    eventTurnBatching: false,
    // The store's thread begins with a batch when it is whole. It would begin with a large one before, and then each of the
    // two waits for the other by flags and timers, holding the file's lock meanwhile.
    batchStartThreshold: Number.MAX_SAFE_INTEGER,
  } as never) as unknown as LmdbFile;
}

/** Opens the database of a number, which is made if it is not there. */
export function openDatabase(file: LmdbFile, number: number): Database {
  const key = new LentKey(numberBytes(number));
  return file.openDB({
    name: String(number),
    compression: false,
    keyEncoder: {
      writeKey: (bytes: Buffer, target: Buffer, at: number) => {
        target.set(bytes, at);
        return at + bytes.length;
      },
      readKey: (source: Buffer, start: number, end: number) => key.lend(source, start, end),
    },
    encoder: { encode: (value: Buffer) => value, decode: (value: Buffer) => value },
  });
}
