/** Where a message ends. */
import { MAX_MESSAGE_BYTES } from '../commands/hello.ts';

const HEADER_BYTES = 16;
const LARGEST = MAX_MESSAGE_BYTES + 16_384;

/** Cuts a stream of bytes into whole messages. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #length = 0;

  /** @throws RangeError for a length that no message may have: the connection is then to be closed */
  *push(chunk: Buffer): Iterable<Buffer> {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    for (let size = this.#nextSize(); size !== undefined && this.#length >= size; size = this.#nextSize()) {
      const joined = this.#joined();
      this.#chunks = joined.length > size ? [joined.subarray(size)] : [];
      this.#length = joined.length - size;
      yield joined.subarray(0, size);
    }
  }

  #nextSize(): number | undefined {
    if (this.#length < HEADER_BYTES) return undefined;
    const [first] = this.#chunks;
    const size = (first && first.length >= 4 ? first : this.#joined()).readInt32LE(0);
    if (size < HEADER_BYTES || size > LARGEST) throw new RangeError(`message of ${size} bytes`);
    return size;
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    if (first && this.#chunks.length === 1) return first;
    const joined = Buffer.concat(this.#chunks, this.#length);
    this.#chunks = [joined];
    return joined;
  }
}
