import { MongoError } from '../errors.ts';

/** Walks over bytes that somebody else wrote, and never past their end. */
export class ByteReader {
  protected readonly bytes: Buffer;
  protected at: number;

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  protected take(length: number): number {
    const start = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw invalid('value runs past the end');
    return start;
  }

  protected slice(length: number): Buffer {
    const start = this.take(length);
    return Buffer.from(this.bytes.subarray(start, this.at));
  }

  protected string(): string {
    const length = this.bytes.readInt32LE(this.take(4));
    if (length < 1) throw invalid('string length');
    const start = this.take(length);
    return readText(this.bytes, start, this.at - 1);
  }

  protected cstring(): string {
    const start = this.at;
    const end = this.bytes.indexOf(0, start);
    if (end < 0) throw invalid('name without an end');
    this.at = end + 1;
    return readText(this.bytes, start, end);
  }
}

/** Short texts are nearly always ASCII field names, ids and codes; building those by hand beats a call into the runtime. */
function readText(bytes: Buffer, start: number, end: number): string {
  if (end - start > 24) return bytes.toString('utf8', start, end);
  let text = '';
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte > 0x7f) return bytes.toString('utf8', start, end);
    text += String.fromCharCode(byte);
  }
  return text;
}

export function invalid(reason: string): MongoError {
  return new MongoError(22, `Invalid BSON: ${reason}`);
}
