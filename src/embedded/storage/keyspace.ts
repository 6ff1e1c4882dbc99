import type { KeyRange } from './view.ts';
import { successor } from './key-parts.ts';

/**
 * One ordered keyspace holds everything. The first byte says what a key is:
 * C <namespace>                       catalog entry of a collection
 * D <collection 4> <record 6>         a document, as BSON
 * I <index 4> <key> <record 6>        an index entry; in a unique index the record is the value instead
 * M <index 4>                         traits of an index (multikey, truncated)
 * S <session 16>                      the last retryable write of a session and its reply
 */
const CATALOG = 0x43;
const RECORD = 0x44;
const INDEX = 0x49;
const TRAITS = 0x4d;
const SESSION = 0x53;

/** LMDB takes keys up to 1978 bytes; this is what remains for the values of an index key. */
export const INDEX_KEY_BYTES = 1900;
export const RECORD_ID_BYTES = 6;

export function catalogKey(namespace: string): Buffer {
  return Buffer.concat([Buffer.of(CATALOG), Buffer.from(namespace)]);
}

export const CATALOG_RANGE: KeyRange = rangeOf(Buffer.of(CATALOG));

export function namespaceOf(catalogKeyBytes: Buffer): string {
  return catalogKeyBytes.toString('utf8', 1);
}

export function recordKey(collectionId: number, record: number): Buffer {
  const key = numbered(RECORD, collectionId, RECORD_ID_BYTES);
  key.writeUIntBE(record, 5, RECORD_ID_BYTES);
  return key;
}

export function recordRange(collectionId: number): KeyRange {
  return rangeOf(numbered(RECORD, collectionId));
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

export function indexPrefix(indexId: number): Buffer {
  return numbered(INDEX, indexId);
}

export function traitsKey(indexId: number): Buffer {
  return numbered(TRAITS, indexId);
}

export function sessionKey(sessionId: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(SESSION), sessionId]);
}

export const SESSION_RANGE: KeyRange = rangeOf(Buffer.of(SESSION));

export function rangeOf(prefix: Buffer): KeyRange {
  return { start: prefix, end: successor(prefix) };
}

function numbered(kind: number, id: number, extra = 0): Buffer {
  const key = Buffer.allocUnsafe(5 + extra);
  key[0] = kind;
  key.writeUInt32BE(id, 1);
  return key;
}
