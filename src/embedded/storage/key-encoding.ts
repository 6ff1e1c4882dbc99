import { createHash } from 'node:crypto';
import { compareNumbers, isNaNValue, toNumber } from '../bson/number.ts';
import { textOf } from '../bson/order.ts';
import { RANK, rankOf, type NumberValue } from '../bson/types.ts';
import {
  Decimal128,
  type Binary,
  type Code,
  type DbPointer,
  type Document,
  type ObjectId,
  type Regex,
  type Timestamp,
  type UtcDateTime,
  type Value,
} from '../bson/value.ts';

/** Replaces a string by the form under which a collation holds equal strings equal. */
export type FoldText = (text: string) => string;

/**
 * Encodes a value so that the order of the bytes is the order of the values (compareValues), and so that no encoding is a
 * prefix of another: encodings may be joined into compound keys.
 */
export function encodeKey(value: Value, fold?: FoldText): Buffer {
  const writer = new KeyWriter(fold);
  writer.value(value);
  return writer.finish();
}

const HASH_BYTES = 32;
const NAN_KEY = Buffer.alloc(9);

/**
 * Shortens a part that is too long for the store to a prefix and a hash. Equal values stay equal and different ones different;
 * the order among values with the same prefix is lost, so that the index must no longer be used for order.
 */
export function fitKeyPart(part: Buffer, limit: number): { part: Buffer; isTruncated: boolean } {
  if (part.length <= limit) return { part, isTruncated: false };
  const hash = createHash('sha256').update(part).digest();
  return { part: Buffer.concat([truncatedPrefix(part, limit), hash]), isTruncated: true };
}

/** The bytes that a truncated part shares with its neighbours. */
export function truncatedPrefix(part: Buffer, limit: number): Buffer {
  return part.subarray(0, limit - HASH_BYTES);
}

/** The smallest key above every key that starts with `prefix`. */
export function successor(prefix: Buffer): Buffer {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length--;
  if (length === 0) return Buffer.concat([prefix, Buffer.alloc(4, 0xff)]);
  const next = Buffer.from(prefix.subarray(0, length));
  next[length - 1] = (next[length - 1] as number) + 1;
  return next;
}

/** Turns ascending into descending. */
export function invertBytes(key: Buffer): Buffer {
  const inverted = Buffer.allocUnsafe(key.length);
  for (let i = 0; i < key.length; i++) inverted[i] = 0xff ^ (key[i] as number);
  return inverted;
}

class KeyWriter {
  private buffer = Buffer.allocUnsafe(128);
  private at = 0;
  private readonly fold: FoldText | undefined;

  constructor(fold: FoldText | undefined) {
    this.fold = fold;
  }

  finish(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.at));
  }

  value(value: Value): void {
    const rank = rankOf(value);
    this.byte(rank);
    this.content(rank, value);
  }

  private content(rank: number, value: Value): void {
    switch (rank) {
      case RANK.number:
        return this.number(value as NumberValue);
      case RANK.string:
        return this.text(this.fold ? this.fold(textOf(value)) : textOf(value));
      case RANK.object:
        return this.document(value as Document);
      case RANK.array:
        for (const element of value as Value[]) this.value(element);
        return this.byte(0);
      case RANK.objectId:
        return this.raw((value as ObjectId).bytes);
      case RANK.bool:
        return this.byte(value === true ? 1 : 0);
      case RANK.date:
        return this.uint64((value as UtcDateTime).ms + 2n ** 63n);
      case RANK.timestamp:
        return this.uint64((value as Timestamp).bits);
      default:
        return this.rareContent(rank, value);
    }
  }

  private rareContent(rank: number, value: Value): void {
    switch (rank) {
      case RANK.binData: {
        const { bytes, subtype } = value as Binary;
        this.uint32(bytes.length);
        this.byte(subtype);
        return this.raw(bytes);
      }
      case RANK.regex:
        this.text((value as Regex).pattern);
        return this.text((value as Regex).options);
      case RANK.dbPointer: {
        const { namespace, id } = value as DbPointer;
        this.uint32(namespace.length);
        this.text(namespace);
        return this.raw(id.bytes);
      }
      case RANK.javascript:
        return this.text((value as Code).code);
      case RANK.javascriptWithScope:
        this.text((value as Code).code);
        return this.document((value as Code).scope as Document);
    }
  }

  private document(document: Document): void {
    for (const [key, value] of document) {
      const rank = rankOf(value);
      this.byte(rank);
      this.text(key);
      this.content(rank, value);
    }
    this.byte(0);
  }

  /** The greatest double not above the value, and, when that is not exact, the decimal digits of the value itself. */
  private number(value: NumberValue): void {
    if (isNaNValue(value)) return this.raw(NAN_KEY);
    const floor = floorToDouble(value);
    this.double(floor);
    if (compareNumbers(floor, value) === 0) return this.byte(0);
    this.byte(1);
    this.raw(scientificDigits(value as bigint | Decimal128));
  }

  private double(value: number): void {
    this.reserve(9);
    this.buffer.writeDoubleBE(value === 0 ? 0 : value, this.at);
    const isNegative = (this.buffer[this.at] as number) & 0x80;
    for (let i = 0; i < 8; i++) {
      const byte = this.buffer[this.at + i] as number;
      this.buffer[this.at + i] = isNegative ? byte ^ 0xff : i === 0 ? byte ^ 0x80 : byte;
    }
    this.at += 8;
  }

  /** Ends with 00 00; a zero byte inside becomes 00 ff, which sorts above the end. */
  private text(text: string): void {
    const bytes = Buffer.from(text);
    this.reserve(bytes.length * 2 + 2);
    if (bytes.includes(0))
      for (const byte of bytes) {
        this.buffer[this.at++] = byte;
        if (byte === 0) this.buffer[this.at++] = 0xff;
      }
    else this.raw(bytes);
    this.byte(0);
    this.byte(0);
  }

  private byte(byte: number): void {
    this.reserve(1);
    this.buffer[this.at++] = byte;
  }

  private uint32(value: number): void {
    this.reserve(4);
    this.at = this.buffer.writeUInt32BE(value, this.at);
  }

  private uint64(value: bigint): void {
    this.reserve(8);
    this.at = this.buffer.writeBigUInt64BE(value, this.at);
  }

  private raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.at);
    this.at += bytes.length;
  }

  private reserve(length: number): void {
    if (this.at + length <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + length));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}

function floorToDouble(value: NumberValue): number {
  const nearest = toNumber(value);
  return compareNumbers(nearest, value) > 0 ? nextDown(nearest) : nearest;
}

function nextDown(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (value === 0) return -Number.MIN_VALUE;
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

/** Exponent and digits of a non-zero value in ordered form; inverted for negative values. */
function scientificDigits(value: bigint | Decimal128): Buffer {
  const decimal = value instanceof Decimal128 ? value : new Decimal128(value < 0n, value < 0n ? -value : value, 0);
  const digits = decimal.coefficient.toString();
  const adjusted = decimal.exponent + digits.length - 1;
  const key = Buffer.alloc(2 + digits.length + 1);
  key.writeUInt16BE(adjusted + 0x8000);
  const used = key.write(digits.replace(/0+$/, ''), 2, 'latin1');
  const trimmed = key.subarray(0, 2 + used + 1);
  return decimal.negative ? invertBytes(trimmed) : trimmed;
}
