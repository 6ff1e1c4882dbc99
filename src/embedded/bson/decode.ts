/** Which bytes are a document, and which are refused. */
import { MongoError, notOffered } from '../ground/errors.ts';
import { ByteReader, invalid } from './byte-reader.ts';
import { Binary, double, ObjectId, Regex, Timestamp, UtcDateTime, type Document, type Value } from './value.ts';

/** BSON's types that nothing of Layar's, and no driver of its own accord, has a use for. */
const REFUSED: Readonly<Record<number, string>> = {
  0x06: 'undefined',
  0x0c: 'dbPointer',
  0x0d: 'javascript',
  0x0e: 'symbol',
  0x0f: 'javascriptWithScope',
  0x13: 'decimal',
  0x7f: 'maxKey',
  0xff: 'minKey',
};

function refusedType(type: number): MongoError {
  const name = REFUSED[type];
  return name === undefined ? invalid(`unknown type ${type}`) : notOffered(238, `The type ${name}`);
}

/** Deeper documents are refused, as MongoDB does (BSONDepth::kDefaultMaxAllowableDepth). */
const MAX_DEPTH = 200;

/**
 * Reads the document that starts at `offset`.
 * @throws MongoError InvalidBSON on anything that does not add up
 */
export function decodeDocument(bytes: Buffer, offset = 0): Document {
  try {
    return new DocumentReader(bytes, offset).document(1);
  } catch (error) {
    if (error instanceof MongoError) throw error;
    throw new MongoError(22, `Invalid BSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

export class DocumentReader extends ByteReader {
  document(depth: number): Document {
    const end = this.enter(depth);
    const document: Document = new Map();
    let fields = 0;
    for (let type = this.bytes[this.at++]; type; type = this.bytes[this.at++]) {
      document.set(this.cstring(), this.value(type, depth));
      fields++;
    }
    this.leave(end);
    if (document.size !== fields) throw new MongoError(40413, 'BSON field is a duplicate field');
    return document;
  }

  #array(depth: number): Value[] {
    const end = this.enter(depth);
    const array: Value[] = [];
    for (let type = this.bytes[this.at++]; type; type = this.bytes[this.at++]) {
      this.skipName();
      array.push(this.value(type, depth));
    }
    this.leave(end);
    return array;
  }

  protected enter(depth: number): number {
    if (depth > MAX_DEPTH) throw new MongoError(15, `Overflow: BSON nested deeper than ${MAX_DEPTH} levels`);
    const length = this.bytes.readInt32LE(this.at);
    const end = this.at + length;
    if (length < 5 || end > this.bytes.length) throw invalid('document length');
    this.at += 4;
    return end;
  }

  protected leave(end: number): void {
    if (this.at !== end) throw invalid('document does not end where its length says');
  }

  protected value(type: number, depth: number): Value {
    switch (type) {
      case 0x01:
        return double(this.bytes.readDoubleLE(this.take(8)));
      case 0x02:
        return this.string();
      case 0x03:
        return this.document(depth + 1);
      case 0x04:
        return this.#array(depth + 1);
      case 0x07:
        return new ObjectId(this.slice(12));
      case 0x08:
        return this.bytes[this.take(1)] === 1;
      case 0x09:
        return new UtcDateTime(this.bytes.readBigInt64LE(this.take(8)));
      case 0x0a:
        return null;
      case 0x10:
        return this.bytes.readInt32LE(this.take(4));
      case 0x12:
        return this.bytes.readBigInt64LE(this.take(8));
      default:
        return this.#rareValue(type);
    }
  }

  #rareValue(type: number): Value {
    switch (type) {
      case 0x05:
        return this.#binary();
      case 0x0b:
        return new Regex(this.cstring(), this.cstring());
      case 0x11:
        return new Timestamp(this.bytes.readBigUInt64LE(this.take(8)));
      default:
        throw refusedType(type);
    }
  }

  #binary(): Binary {
    const length = this.bytes.readInt32LE(this.take(4));
    if (length < 0) throw invalid('binary length');
    const subtype = this.bytes[this.take(1)] as number;
    return new Binary(this.slice(length), subtype);
  }

  protected skip(type: number): void {
    switch (type) {
      case 0x01:
      case 0x09:
      case 0x11:
      case 0x12:
        this.take(8);
        return;
      case 0x02:
        this.take(this.bytes.readInt32LE(this.take(4)));
        return;
      case 0x03:
      case 0x04:
        this.take(this.bytes.readInt32LE(this.at));
        return;
      case 0x07:
        this.take(12);
        return;
      case 0x08:
        this.take(1);
        return;
      case 0x10:
        this.take(4);
        return;
      default:
        this.#skipRare(type);
    }
  }

  /** Also what is not offered: who reads a part of a document does not mind the rest of it. */
  #skipRare(type: number): void {
    switch (type) {
      case 0x06:
      case 0x7f:
      case 0xff:
        return;
      case 0x0c:
        this.take(this.bytes.readInt32LE(this.take(4)) + 12);
        return;
      case 0x0d:
      case 0x0e:
        this.take(this.bytes.readInt32LE(this.take(4)));
        return;
      case 0x0f:
        this.take(this.bytes.readInt32LE(this.at));
        return;
      case 0x13:
        this.take(16);
        return;
      default:
        this.value(type, 1);
    }
  }
}
