/** The bytes of a document. */
import { ByteWriter } from './byte-writer.ts';
import {
  Binary,
  Double,
  isInt32,
  ObjectId,
  Regex,
  Timestamp,
  UtcDateTime,
  type Document,
  type Value,
} from './value.ts';

/** What a reply is written from: values, object literals (undefined fields are left out) and documents that are already bytes. */
export type Encodable = Value | Uint8Array | undefined | readonly Encodable[] | { readonly [field: string]: Encodable };
export type EncodableDocument = Document | { readonly [field: string]: Encodable };

class BsonWriter extends ByteWriter {
  document(document: EncodableDocument): void {
    const start = this.#open();
    const fields: Iterable<[string, Encodable]> = document instanceof Map ? document : Object.entries(document);
    for (const [key, value] of fields) if (value !== undefined) this.#field(key, value);
    this.#close(start);
  }

  #array(values: readonly Encodable[]): void {
    const start = this.#open();
    values.forEach((value, index) => this.#field(String(index), value ?? null));
    this.#close(start);
  }

  #open(): number {
    this.reserve(5);
    const start = this.at;
    this.at += 4;
    return start;
  }

  #close(start: number): void {
    this.byte(0);
    this.buffer.writeInt32LE(this.at - start, start);
  }

  #field(key: string, value: Encodable): void {
    switch (typeof value) {
      case 'string':
        this.#name(0x02, key);
        return this.#string(value);
      case 'number':
        return this.#number(key, value);
      case 'boolean':
        this.#name(0x08, key);
        this.byte(value ? 1 : 0);
        return;
      case 'bigint':
        this.#name(0x12, key);
        return this.#int64(value);
      case 'object':
        if (value === null) return this.#name(0x0a, key);
        if (value instanceof Map) {
          this.#name(0x03, key);
          return this.document(value);
        }
        if (Array.isArray(value)) {
          this.#name(0x04, key);
          return this.#array(value);
        }
        return this.#object(key, value);
    }
  }

  #number(key: string, value: number): void {
    if (isInt32(value)) {
      this.#name(0x10, key);
      this.reserve(4);
      this.at = this.buffer.writeInt32LE(value, this.at);
    } else this.#double(key, value);
  }

  #double(key: string, value: number): void {
    this.#name(0x01, key);
    this.reserve(8);
    this.at = this.buffer.writeDoubleLE(value, this.at);
  }

  #object(key: string, value: object): void {
    if (value instanceof ObjectId) {
      this.#name(0x07, key);
      this.raw(value.bytes);
    } else if (value instanceof UtcDateTime) {
      this.#name(0x09, key);
      this.#int64(value.ms);
    } else if (value instanceof Double) this.#double(key, value.value);
    else if (value instanceof Uint8Array) {
      this.#name(0x03, key);
      this.raw(value);
    } else this.#rareObject(key, value);
  }

  #rareObject(key: string, value: object): void {
    if (value instanceof Binary) this.#binary(key, value);
    else if (value instanceof Timestamp) {
      this.#name(0x11, key);
      this.reserve(8);
      this.at = this.buffer.writeBigUInt64LE(value.bits, this.at);
    } else if (value instanceof Regex) {
      this.#name(0x0b, key);
      this.#cstring(value.pattern);
      this.#cstring(value.options);
    } else {
      this.#name(0x03, key);
      this.document(value as EncodableDocument);
    }
  }

  #binary(key: string, { bytes, subtype }: Binary): void {
    this.#name(0x05, key);
    this.#int32(bytes.length);
    this.byte(subtype);
    this.raw(bytes);
  }

  #name(type: number, key: string): void {
    this.byte(type);
    this.text(key);
    this.byte(0);
  }

  #string(value: string): void {
    this.reserve(4);
    const start = this.at;
    this.at += 4;
    this.text(value);
    this.byte(0);
    this.buffer.writeInt32LE(this.at - start - 4, start);
  }

  #cstring(value: string): void {
    this.text(value);
    this.byte(0);
  }

  #int32(value: number): void {
    this.reserve(4);
    this.at = this.buffer.writeInt32LE(value, this.at);
  }

  #int64(value: bigint): void {
    this.reserve(8);
    this.at = this.buffer.writeBigInt64LE(value, this.at);
  }
}

/** A writer is used again, since its buffer has grown to what documents need: not one that failed. */
let spare: BsonWriter | undefined;

/** Writes one document as BSON, behind some zero bytes for whoever sends it. The result is a copy that the caller owns. */
export function encodeDocument(document: EncodableDocument, bytesBefore = 0): Buffer {
  const writer = spare ?? new BsonWriter();
  spare = undefined;
  writer.zeros(bytesBefore);
  writer.document(document);
  const bytes = writer.finish();
  spare = writer;
  return bytes;
}
