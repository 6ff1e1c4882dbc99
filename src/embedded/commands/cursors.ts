/** What a cursor gives in one batch, and how long it lives. */
import { randomBytes } from 'node:crypto';
import { encodeDocument, type Encodable } from '../bson/encode.ts';
import type { Document } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import type { Transaction } from '../storage/transaction.ts';
import { Turn } from '../ground/turn.ts';

/** What a cursor gives out: documents, as bytes or not yet, and breaths. */
export type CursorItems = Iterable<Uint8Array | Document | undefined>;

interface Cursor {
  readonly namespace: string;
  readonly items: Iterator<Uint8Array | Document | undefined>;
  sessionKey: string | undefined;
  /** Whose snapshot it reads. */
  readonly transaction: Transaction | undefined;
  /** The next document, when it was already fetched to see whether there is one. */
  ahead: Buffer | undefined;
  /** Milliseconds that its batches may still take in all. */
  timeLeft: number;
  usedAt: number;
}

const DEFAULT_FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60 * 1000;

/** Open cursors of all connections. Documents are made only as they are fetched. */
export class CursorTable {
  readonly #cursors = new Map<bigint, Cursor>();

  /** The first batch, and a cursor for the rest if there is one. */
  async open(
    items: CursorItems,
    namespace: string,
    options: {
      batchSize?: number | undefined;
      isSingleBatch?: boolean;
      sessionKey?: string | undefined;
      transaction?: Transaction | undefined;
      timeLimit?: number;
    } = {},
  ): Promise<Record<string, Encodable>> {
    const cursor: Cursor = {
      namespace,
      items: items[Symbol.iterator](),
      sessionKey: options.sessionKey,
      transaction: options.transaction,
      ahead: undefined,
      timeLeft: options.timeLimit ?? Infinity,
      usedAt: Date.now(),
    };
    const { batch, isDone } = await fetchBatch(cursor, options.batchSize ?? DEFAULT_FIRST_BATCH);
    const id = isDone || options.isSingleBatch ? 0n : newCursorId();
    if (id !== 0n) this.#cursors.set(id, cursor);
    return { cursor: { firstBatch: batch, id, ns: namespace } };
  }

  /** @throws MongoError CursorNotFound */
  async more(
    id: bigint,
    namespace: string,
    { batchSize, sessionKey }: { batchSize: number | undefined; sessionKey: string | undefined },
  ): Promise<Record<string, Encodable>> {
    const cursor = this.#cursors.get(id);
    // A cursor ends with its transaction, whose snapshot is gone.
    const isOver = cursor?.transaction !== undefined && cursor.transaction.state !== 'open';
    if (isOver) this.#cursors.delete(id);
    if (!cursor || isOver) throw new MongoError(43, `cursor id ${id} not found`);
    if (cursor.sessionKey !== undefined && cursor.sessionKey !== sessionKey)
      throw new MongoError(50738, `Cannot run getMore on cursor ${id}, which was not created in the same session`);
    if (cursor.namespace !== namespace)
      throw new MongoError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    cursor.usedAt = Date.now();
    try {
      const { batch, isDone } = await fetchBatch(cursor, batchSize || Infinity);
      if (isDone) this.#cursors.delete(id);
      return { cursor: { nextBatch: batch, id: isDone ? 0n : id, ns: namespace } };
    } catch (error) {
      this.#cursors.delete(id);
      throw error;
    }
  }

  kill(id: bigint): boolean {
    return this.#cursors.delete(id);
  }

  /** A session's end leaves its cursors to whoever knows their ids, until they idle out. */
  releaseSession(sessionKey: string): void {
    for (const cursor of this.#cursors.values()) if (cursor.sessionKey === sessionKey) cursor.sessionKey = undefined;
  }

  sweep(now: number): void {
    for (const [id, cursor] of this.#cursors) if (now - cursor.usedAt > IDLE_MS) this.#cursors.delete(id);
  }
}

function newCursorId(): bigint {
  return randomBytes(8).readBigUInt64LE() >> 1n || 1n;
}

/** Fetches up to a number of documents and 16 MB, and lets others go first when it takes long. */
async function fetchBatch(cursor: Cursor, size: number): Promise<{ batch: Buffer[]; isDone: boolean }> {
  const batch: Buffer[] = [];
  let bytes = 0;
  const turn = new Turn(cursor.timeLeft);
  for (;;) {
    const next = cursor.ahead ?? nextBytes(cursor);
    if (next === 'done') return { batch, isDone: true };
    if (turn.isOver()) await turn.next();
    if (next === 'breath') continue;
    cursor.ahead = next;
    if (batch.length >= size || (bytes > 0 && bytes + next.length > MAX_BATCH_BYTES)) {
      cursor.timeLeft = turn.timeLeft;
      return { batch, isDone: false };
    }
    cursor.ahead = undefined;
    batch.push(next);
    bytes += next.length + 8;
  }
}

function nextBytes(cursor: Cursor): Buffer | 'breath' | 'done' {
  const { value, done } = cursor.items.next();
  if (done) return 'done';
  if (value === undefined) return 'breath';
  return value instanceof Uint8Array
    ? Buffer.from(value.buffer, value.byteOffset, value.length)
    : encodeDocument(value);
}

/** Takes everything a stream gives within so many milliseconds, with breaths in between. */
export async function drain<Item>(items: Iterable<Item | undefined>, timeLimit: number): Promise<Item[]> {
  const taken: Item[] = [];
  const turn = new Turn(timeLimit);
  for (const item of items) {
    if (item !== undefined) taken.push(item);
    if (turn.isOver()) await turn.next();
  }
  return taken;
}
