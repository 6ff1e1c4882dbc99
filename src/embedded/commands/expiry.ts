/** Which documents have had their time, and are removed. */
import { decodeDocument } from '../bson/decode.ts';
import { documentOf, UtcDateTime } from '../bson/value.ts';
import { select, type Selection } from '../plans/executor.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';
import { SESSION_RANGE } from '../storage/keyspace.ts';
import type { Overlay } from '../storage/overlay.ts';
import { removeRecord } from '../storage/records.ts';
import type { Storage } from '../storage/storage.ts';

/** A session's kept reply is forgotten when no driver can still repeat that write. */
const SESSION_LIFETIME_MS = 30 * 60 * 1000;
/** Removed in portions, so that a large backlog keeps nobody waiting. */
const PORTION = 500;

/** Removes documents whose TTL index says that their time is over, and replies of sessions long gone. */
export async function sweepExpired(storage: Storage, now: number): Promise<void> {
  for (const collection of storage.catalog.list())
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === undefined) continue;
      while (
        hasExpired(storage, collection, index, now) &&
        (await storage.write((view) => removeExpired(view, collection, index, now))) === PORTION
      );
    }
  if (hasOldSession(storage, now)) await storage.write((view) => removeOldSessions(view, now));
}

/** Documents whose time is over, among those that the index is about. */
function expired({ parts, expireAfterSeconds, partialFilter }: Index, now: number): Selection {
  const limit = new UtcDateTime(Math.trunc(now - (expireAfterSeconds ?? 0) * 1000));
  const isOver = documentOf({ [parts[0]?.path ?? '']: documentOf({ $lte: limit }) });
  return { filter: partialFilter ? documentOf({ $and: [isOver, partialFilter] }) : isOver };
}

function hasExpired(storage: Storage, collection: Collection, index: Index, now: number): boolean {
  for (const match of select(storage.committed, collection, { ...expired(index, now), limit: 1 }))
    if (match) return true;
  return false;
}

function removeExpired(view: Overlay, collection: Collection, index: Index, now: number): number {
  const matches = [...select(view, collection, { ...expired(index, now), limit: PORTION })].filter(
    (match) => match !== undefined,
  );
  for (const match of matches) removeRecord(view, collection, match);
  return matches.length;
}

function isOld(bytes: Buffer, now: number): boolean {
  const at = decodeDocument(bytes).get('at');
  return at instanceof UtcDateTime && now - Number(at.ms) > SESSION_LIFETIME_MS;
}

function hasOldSession(storage: Storage, now: number): boolean {
  for (const [, bytes] of storage.committed.entries(SESSION_RANGE)) if (isOld(bytes, now)) return true;
  return false;
}

function removeOldSessions(view: Overlay, now: number): void {
  for (const [key, bytes] of view.entries(SESSION_RANGE)) if (isOld(bytes, now)) view.remove(key);
}
