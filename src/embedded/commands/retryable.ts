/** What a write answers that a driver sends again. */
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import { toBigInt } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import { UtcDateTime, type Document } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { sessionKey } from '../storage/keyspace.ts';
import type { Overlay } from '../storage/overlay.ts';
import type { View } from '../storage/view.ts';
import type { CommandContext, Reply } from './command.ts';

/**
 * Runs a write so that a driver may send it again: the reply is kept with the write, in the same commit, and a repeated
 * transaction number gets the kept reply.
 */
export async function writeOnce(
  command: Document,
  context: CommandContext,
  run: (view: Overlay) => Reply,
): Promise<Reply> {
  const number = command.get('txnNumber');
  const { sessionId, transaction } = context;
  if (transaction || !sessionId || !isNumber(number)) return context.write(run);
  const wanted = toBigInt(number);
  const key = sessionKey(sessionId);
  return context.write((view) => {
    const kept = view.get(key);
    const record = kept && decodeDocument(kept);
    const last = record?.get('number') as bigint | undefined;
    if (last !== undefined && last > wanted)
      throw new MongoError(
        225,
        `Retryable write with txnNumber ${wanted} is prohibited on session because a newer retryable write with txnNumber ${last} has already started on this session.`,
      );
    if (record?.has('isCommitted') && last === wanted)
      throw new MongoError(256, `Transaction ${wanted} has been committed.`);
    if (record && last === wanted) return Object.fromEntries(record.get('reply') as Document) as Reply;
    const reply = run(view);
    view.put(key, encodeDocument({ number: wanted, at: UtcDateTime.now(), reply }));
    return reply;
  });
}

/** Keeps with a transaction's writes that it is committed, for a driver that did not hear it and asks again after a restart. */
export function noteCommit(view: Overlay, sessionId: Uint8Array, number: bigint): void {
  view.put(sessionKey(sessionId), encodeDocument({ number, at: UtcDateTime.now(), isCommitted: true }));
}

/** Whether the session's last write was this transaction. */
export function isCommitted(view: View, sessionId: Uint8Array, number: bigint): boolean {
  const kept = view.get(sessionKey(sessionId));
  const record = kept && decodeDocument(kept);
  return record?.get('isCommitted') === true && record.get('number') === number;
}
