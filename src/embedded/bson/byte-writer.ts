/** Gathers bytes, with a bound on how many. */
import { MongoError } from '../ground/errors.ts';

const START_BYTES = 256;
const KEPT_BYTES = 64 * 1024;
/** Far above any message: only a document that holds another one many times over comes here. */
const MOST_BYTES = 96 * 1024 * 1024;

/** Bytes in the making; the buffer grows as needed and is used again after `finish`, unless it has grown very large. */
export class ByteWriter {
  protected buffer = Buffer.allocUnsafe(START_BYTES);
  protected at = 0;

  /** What was written, for the caller to keep; the writer is empty again. */
  finish(): Buffer {
    const written = this.buffer.subarray(0, this.at);
    this.at = 0;
    if (written.length <= KEPT_BYTES) return Buffer.from(written);
    this.buffer = Buffer.allocUnsafe(START_BYTES);
    return written;
  }

  zeros(count: number): void {
    this.reserve(count);
    this.buffer.fill(0, this.at, this.at + count);
    this.at += count;
  }

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.at++] = value;
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** UTF-8. Short texts are nearly always ASCII names, ids and codes; writing those by hand beats a call into the runtime. */
  text(value: string): void {
    this.reserve(value.length * 3);
    const start = this.at;
    if (value.length <= 24)
      for (let i = 0; ; i++) {
        if (i === value.length) return;
        const unit = value.charCodeAt(i);
        if (unit > 0x7f) break;
        this.buffer[this.at++] = unit;
      }
    this.at = start + this.buffer.write(value, start);
  }

  protected reserve(length: number): void {
    if (this.at + length <= this.buffer.length) return;
    if (this.at + length > MOST_BYTES) throw new MongoError(10334, 'BSONObj size is invalid: too large to be written');
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + length));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}
