/** How much memory the values of a command may take. */
import { Binary, isDocument, type Value } from './value.ts';
import { MongoError } from '../ground/errors.ts';

const MOST_BYTES = 100 * 1024 * 1024;
/** What a value costs beside its text or bytes: its place in a map or an array. */
const OVERHEAD = 16;

/** The memory that one command may keep values in: MongoDB's limit for a stage, which it has no disk to go beyond. */
export class Room {
  #left: number;
  readonly #code: number;

  /** @param code MongoDB's code for this limit; 146 is ExceededMemoryLimit */
  constructor(bytes = MOST_BYTES, code = 146) {
    this.#left = bytes;
    this.#code = code;
  }

  /** Notes that a value is kept. @throws MongoError when there is no room for it */
  take<Kept extends Value | Uint8Array | undefined>(value: Kept): Kept {
    this.#left -= sizeOf(value, this.#left);
    if (this.#left < 0) throw new MongoError(this.#code, 'the operation exceeds the memory that one may use');
    return value;
  }

  /** Notes that a value is kept no longer. */
  give(value: Value | Uint8Array | undefined): void {
    this.#left += sizeOf(value, Infinity);
  }
}

/** About how many bytes a value takes; counting ends above `most`, since values may hold one another many times over. */
export function sizeOf(value: Value | Uint8Array | undefined, most: number): number {
  if (typeof value === 'string') return OVERHEAD + value.length;
  if (typeof value !== 'object' || value === null) return OVERHEAD;
  if (value instanceof Uint8Array) return OVERHEAD + value.length;
  if (value instanceof Binary) return OVERHEAD + value.bytes.length;
  let size = OVERHEAD;
  if (Array.isArray(value))
    for (let i = 0; i < value.length && size <= most; i++) size += sizeOf(value[i], most - size);
  else if (isDocument(value))
    for (const [name, field] of value) {
      size += name.length + sizeOf(field, most - size);
      if (size > most) break;
    }
  return size;
}

const MOST_OF_A_VALUE = 16 * 1024 * 1024;

/** A value that an expression has put together. @throws MongoError BSONObjectTooLarge beyond what a document may hold */
export function refuseLarge<Made extends Value>(value: Made): Made {
  if (sizeOf(value, MOST_OF_A_VALUE) > MOST_OF_A_VALUE)
    throw new MongoError(10334, 'BSONObj size is invalid: an expression gives more than 16 MB');
  return value;
}
