/** Under which keys everything lies in the file. */
import { successor } from './key-parts.ts';

/** A half-open range of keys of one database. */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

/**
 * A key begins with the number of the LMDB database it lies in (4 bytes), which the store takes off. Each collection and each
 * index has a number of its own; number 0 holds what there is once:
 * 0 C <namespace>            catalog entry of a collection
 * 0 M <index 4>              traits of an index (multikey, truncated)
 * 0 S <session 16>           the last retryable write of a session and its reply
 * <collection> <record 6>    a document, as BSON
 * <index> <key> <record 6>   an index entry; in a unique index the record is the value instead
 */
export const COMMON = 0;
const CATALOG = Buffer.of(0, 0, 0, COMMON, 0x43);
const TRAITS = Buffer.of(0, 0, 0, COMMON, 0x4d);
const SESSION = Buffer.of(0, 0, 0, COMMON, 0x53);

/** LMDB takes keys up to 1978 bytes; this is what remains for the values of an index key. */
export const INDEX_KEY_BYTES = 1900;
export const RECORD_ID_BYTES = 6;
export const NUMBER_BYTES = 4;

export function databaseOf(key: Buffer): number {
  return key.readUInt32BE(0);
}

/** The key as its database has it. */
export function withinDatabase(key: Buffer): Buffer {
  return key.subarray(NUMBER_BYTES);
}

/** The key as a string, whose order is that of the bytes. */
export function nameOf(key: Buffer): string {
  return key.toString('latin1');
}

export function catalogKey(namespace: string): Buffer {
  return Buffer.concat([CATALOG, Buffer.from(namespace)]);
}

export const CATALOG_RANGE: KeyRange = rangeOf(CATALOG);

export function namespaceOf(catalogKeyBytes: Buffer): string {
  return catalogKeyBytes.toString('utf8', CATALOG.length);
}

export function recordKey(collectionId: number, record: number): Buffer {
  const key = Buffer.allocUnsafe(NUMBER_BYTES + RECORD_ID_BYTES);
  key.writeUInt32BE(collectionId, 0);
  key.writeUIntBE(record, NUMBER_BYTES, RECORD_ID_BYTES);
  return key;
}

export function recordRange(collectionId: number): KeyRange {
  return rangeOf(numberBytes(collectionId));
}

/** The record number at the end of a record key or of a non-unique index entry, or the value of a unique one. */
export function recordIdAt(bytes: Buffer): number {
  return bytes.readUIntBE(bytes.length - RECORD_ID_BYTES, RECORD_ID_BYTES);
}

export function recordIdBytes(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_ID_BYTES);
  bytes.writeUIntBE(record, 0, RECORD_ID_BYTES);
  return bytes;
}

export function traitsKey(indexId: number): Buffer {
  return Buffer.concat([TRAITS, numberBytes(indexId)]);
}

export function sessionKey(sessionId: Uint8Array): Buffer {
  return Buffer.concat([SESSION, sessionId]);
}

export const SESSION_RANGE: KeyRange = rangeOf(SESSION);

export function rangeOf(prefix: Buffer): KeyRange {
  return { start: prefix, end: successor(prefix) };
}

/** What the keys of a collection or of an index begin with. */
export function numberBytes(number: number): Buffer {
  const bytes = Buffer.allocUnsafe(NUMBER_BYTES);
  bytes.writeUInt32BE(number, 0);
  return bytes;
}
