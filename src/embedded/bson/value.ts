/** What a value of each type is in memory. */
import { randomBytes } from 'node:crypto';

/**
 * BSON values in memory, exact by type and by order of fields.
 *
 * - int32: a JavaScript number that is integral, in int32 range and not -0
 * - double: any other JavaScript number; a double that holds such an integer is boxed as `Double`
 * - int64: bigint
 * - document: Map (keeps integer-like keys in order and knows no prototype)
 * - missing: undefined
 * - what an empty array sorts as, and is indexed by: `UNDEFINED`, which no document holds
 */
export type Value =
  | null
  | boolean
  | string
  | number
  | bigint
  | Double
  | ObjectId
  | UtcDateTime
  | Timestamp
  | Binary
  | Regex
  | Undefined
  | Value[]
  | Document;

export type Document = Map<string, Value>;

export class Double {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class UtcDateTime {
  /** Milliseconds since 1970, UTC; wider than a JavaScript Date. */
  readonly ms: bigint;
  constructor(ms: bigint | number) {
    this.ms = BigInt(ms);
  }
  static now(): UtcDateTime {
    return new UtcDateTime(Date.now());
  }
}

let timestampOrdinal = 0;

export class Timestamp {
  /** Seconds in the high 32 bits, the ordinal within the second in the low 32 bits, unsigned. */
  readonly bits: bigint;
  constructor(bits: bigint) {
    this.bits = bits;
  }
  /** The current second, with an ordinal that no other of this process has. */
  static next(): Timestamp {
    timestampOrdinal = (timestampOrdinal + 1) & 0x7fffffff;
    return Timestamp.of(Math.floor(Date.now() / 1000), timestampOrdinal);
  }
  static of(seconds: number, ordinal: number): Timestamp {
    return new Timestamp((BigInt(seconds) << 32n) | BigInt(ordinal));
  }
}

const PROCESS_UNIQUE = randomBytes(5);
let objectIdCounter = randomBytes(3).readUIntBE(0, 3);

export class ObjectId {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  static generate(now: number = Date.now()): ObjectId {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt32BE(Math.floor(now / 1000));
    PROCESS_UNIQUE.copy(bytes, 4);
    objectIdCounter = (objectIdCounter + 1) & 0xffffff;
    bytes.writeUIntBE(objectIdCounter, 9, 3);
    return new ObjectId(bytes);
  }
  toHex(): string {
    return Buffer.from(this.bytes).toString('hex');
  }
}

export class Binary {
  /** As stored: in the old subtype 2 they begin with a length of their own. */
  readonly bytes: Uint8Array;
  readonly subtype: number;
  constructor(bytes: Uint8Array, subtype = 0) {
    this.bytes = bytes;
    this.subtype = subtype;
  }
}

export class Regex {
  readonly pattern: string;
  readonly options: string;
  constructor(pattern: string, options: string) {
    this.pattern = pattern;
    this.options = options;
  }
}

export class Undefined {
  readonly kind = 'undefined';
}
export const UNDEFINED = new Undefined();

export function isDocument(value: unknown): value is Document {
  return value instanceof Map;
}

export function isInt32(value: Value | undefined): value is number {
  return typeof value === 'number' && (value | 0) === value && !Object.is(value, -0);
}

/** A BSON double; boxed only when the bare number would read as an int32. */
export function double(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

/** An int32 when it fits, an int64 otherwise: how MongoDB answers counts and widens int32 results. */
export function integer(value: number | bigint): number | bigint {
  const small = Number(value);
  return isInt32(small) ? small : BigInt(value);
}

/** Copies documents and arrays; scalar values are immutable and shared. */
export function cloneValue(value: Value): Value {
  if (Array.isArray(value)) return value.map(cloneValue);
  if (!isDocument(value)) return value;
  const copy: Document = new Map();
  for (const [key, field] of value) copy.set(key, cloneValue(field));
  return copy;
}

/** A document from an object literal, one level deep; fields that are undefined are left out. */
export function documentOf(fields: Record<string, Value | undefined>): Document {
  const document: Document = new Map();
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) document.set(key, value);
  return document;
}
