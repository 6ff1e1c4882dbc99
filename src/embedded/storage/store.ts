import { open, type RangeIterable, type RangeOptions, type Transaction } from 'lmdb';
import { RECORD_ID_BYTES } from './keyspace.ts';

/**
 * The LMDB file, opened so that reading a range copies nothing: key and value are lent until the next read.
 * What is read one by one is a copy.
 */
export interface Store {
  getBinary(key: Buffer, options?: { transaction?: Transaction }): Buffer | undefined;
  getRange(options: RangeOptions & { transaction?: Transaction }): RangeIterable<{ key: LentKey; value: Buffer }>;
  put(key: Buffer, value: Buffer): unknown;
  remove(key: Buffer): unknown;
  /** Writes everything that the function puts and removes, or nothing; resolves when it is flushed to disk. */
  batch(write: () => void): Promise<boolean>;
  useReadTransaction(): Transaction;
  resetReadTxn(): void;
  close(): Promise<void>;
}

/** The key of the entry that a range has come to. */
export class LentKey {
  private bytes: Buffer = Buffer.alloc(0);
  private start = 0;
  private end = 0;

  lend(bytes: Buffer, start: number, end: number): this {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    return this;
  }

  copy(): Buffer {
    return Buffer.from(this.bytes.subarray(this.start, this.end));
  }

  /** The record number at the end of the key. */
  record(): number {
    return this.bytes.readUIntBE(this.end - RECORD_ID_BYTES, RECORD_ID_BYTES);
  }
}

/** A copy of a lent value, whose length is not that of the memory it lies in. */
export function copyOf(value: Buffer): Buffer {
  return Uint8Array.prototype.slice.call(value, 0, value.length) as Buffer;
}

const MAX_READERS = 500;

/** @param directory an existing directory that no other process has open */
export function openStore(directory: string): Store {
  const key = new LentKey();
  return open<Buffer, Buffer>({
    path: directory,
    noSubdir: false,
    compression: false,
    maxReaders: MAX_READERS,
    // Batches are made here; the store's own would make promises that nobody waits for, and that may be rejected.
    eventTurnBatching: false,
    keyEncoder: {
      writeKey: (bytes: Buffer, target: Buffer, at: number) => {
        target.set(bytes, at);
        return at + bytes.length;
      },
      readKey: (source: Buffer, start: number, end: number) => key.lend(source, start, end),
    },
    encoder: { encode: (value: Buffer) => value, decode: (value: Buffer) => value },
  } as never) as unknown as Store;
}
