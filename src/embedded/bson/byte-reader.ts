/** Reads bytes that may be malformed. */
import { MongoError } from '../ground/errors.ts';

/** Walks over bytes that somebody else wrote, and never past their end. */
export class ByteReader {
  protected bytes: Buffer;
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
    return Uint8Array.prototype.slice.call(this.bytes, start, this.at) as Buffer;
  }

  protected string(): string {
    const length = this.bytes.readInt32LE(this.take(4));
    if (length < 1) throw invalid('string length');
    const start = this.take(length);
    return readText(this.bytes, start, this.at - 1);
  }

  protected cstring(): string {
    const start = this.at;
    this.skipName();
    return readText(this.bytes, start, this.at - 1);
  }

  protected skipName(): void {
    const { bytes } = this;
    let { at } = this;
    while (bytes[at] !== 0) if (++at >= bytes.length) throw invalid('name without an end');
    this.at = at + 1;
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
