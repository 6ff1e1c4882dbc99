import { encodeDocument } from '../../../src/embedded/bson/encode.ts';
import { isDocument, type Document, type Value } from '../../../src/embedded/bson/value.ts';

/** A value of a type that is not offered: sent all the same, to see that it is refused. */
export class Foreign {
  readonly type: number;
  readonly bytes: Uint8Array;
  constructor(type: number, bytes: Uint8Array = Buffer.alloc(0)) {
    this.type = type;
    this.bytes = bytes;
  }
}

/** As `encodeDocument`, of values of any type. */
export function encodeAny(document: Document): Buffer {
  return framed([...document].map(([key, value]) => fieldOf(key, value)));
}

/** A string as BSON has it: its length, its text and a zero. */
export function encodeText(text: string): Buffer {
  const bytes = Buffer.from(`${text}\0`);
  return Buffer.concat([int32(bytes.length), bytes]);
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function framed(fields: Buffer[]): Buffer {
  const body = Buffer.concat(fields);
  return Buffer.concat([int32(body.length + 5), body, Buffer.of(0)]);
}

function fieldOf(key: string, value: Value | Foreign): Buffer {
  const name = Buffer.from(`${key}\0`);
  if (value instanceof Foreign) return Buffer.concat([Buffer.of(value.type), name, value.bytes]);
  if (isDocument(value)) return Buffer.concat([Buffer.of(0x03), name, encodeAny(value)]);
  if (Array.isArray(value))
    return Buffer.concat([Buffer.of(0x04), name, framed(value.map((element, i) => fieldOf(String(i), element)))]);
  return encodeDocument(new Map([[key, value]])).subarray(4, -1);
}
