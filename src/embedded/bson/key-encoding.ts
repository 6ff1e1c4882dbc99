/** Which bytes stand for a value in a key, so that bytes sort as values do. */
import { ByteWriter } from './byte-writer.ts';
import { isIntegral, toBigInt } from './number.ts';
import { isNumber, RANK, rankOf, type NumberValue } from './types.ts';
import {
  isInt32,
  type Binary,
  type Document,
  type ObjectId,
  type Regex,
  type Timestamp,
  type UtcDateTime,
  type Value,
} from './value.ts';
import { encodeNumber } from './number-key.ts';

const TERMINATOR = Buffer.of(0, 0);
const ESCAPED_ZERO = Buffer.of(0, 0xff);

/**
 * Encodes a value so that the order of the bytes is the order of the values (compareValues), and so that no encoding is a
 * prefix of another: encodings may be joined into compound keys.
 */
export function encodeKey(value: Value): Buffer {
  const writer = spare ?? new KeyWriter();
  spare = undefined;
  writer.value(value);
  const key = writer.finish();
  spare = writer;
  return key;
}

/** Equal values have equal keys; numbers and strings, which are the most of them, have short ones. */
export function equalityKey(value: Value | undefined): string {
  if (typeof value === 'string') return `s${value}`;
  if (isInt32(value)) return `n${value}`;
  if (isNumber(value) && isIntegral(value)) return `n${toBigInt(value)}`;
  return encodeKey(value ?? null).toString('latin1');
}

/** A writer is used again, unless it failed. */
let spare: KeyWriter | undefined;

class KeyWriter extends ByteWriter {
  value(value: Value): void {
    const rank = rankOf(value);
    this.byte(rank);
    this.#content(rank, value);
  }

  #content(rank: number, value: Value): void {
    switch (rank) {
      case RANK.number:
        return this.raw(encodeNumber(value as NumberValue));
      case RANK.string:
        return this.#terminated(value as string);
      case RANK.object:
        return this.#document(value as Document);
      case RANK.array:
        for (const element of value as Value[]) this.value(element);
        return this.byte(0);
      case RANK.objectId:
        return this.raw((value as ObjectId).bytes);
      case RANK.bool:
        return this.byte(value === true ? 1 : 0);
      case RANK.date:
        return this.#uint64((value as UtcDateTime).ms + 2n ** 63n);
      case RANK.timestamp:
        return this.#uint64((value as Timestamp).bits);
      default:
        return this.#rareContent(rank, value);
    }
  }

  #rareContent(rank: number, value: Value): void {
    switch (rank) {
      case RANK.binData: {
        const { bytes, subtype } = value as Binary;
        this.#uint32(bytes.length);
        this.byte(subtype);
        return this.raw(bytes);
      }
      case RANK.regex:
        this.#terminated((value as Regex).pattern);
        return this.#terminated((value as Regex).options);
    }
  }

  #document(document: Document): void {
    for (const [key, value] of document) {
      const rank = rankOf(value);
      this.byte(rank);
      this.#terminated(key);
      this.#content(rank, value);
    }
    this.byte(0);
  }

  /** Ends with 00 00; a zero byte inside becomes 00 ff, which sorts above the end. */
  #terminated(text: string): void {
    const hasZero = text.includes('\0');
    if (hasZero) for (const byte of Buffer.from(text)) this.raw(byte === 0 ? ESCAPED_ZERO : Buffer.of(byte));
    else this.text(text);
    this.raw(TERMINATOR);
  }

  #uint32(value: number): void {
    this.reserve(4);
    this.at = this.buffer.writeUInt32BE(value, this.at);
  }

  #uint64(value: bigint): void {
    this.reserve(8);
    this.at = this.buffer.writeBigUInt64BE(value, this.at);
  }
}
