/** Moves the entries of the audit trail from where they wait into the chain, one process at a time. */
import mongoose, { type ClientSession } from 'mongoose';
import { AuditEntry, type AuditEntryRecord, AuditHead, AuditLink, AuditWaiting } from './audit.model.ts';
import { anchorHead } from './audit-anchor.ts';
import { type ChainHead, chainStart, isGenuine, linkAfter, signHead } from './audit-seal.ts';
import { now } from './clock.ts';
import { isDuplicate, transaction } from './database.ts';
import { log } from './log.ts';

const batchSize = 200;

/**
 * Links all entries that wait and returns how many; then notes the head in the data directory. A note that fails
 * is a log line and no more: entries go on being linked, and verifyAudit names a file that cannot be read.
 */
export async function sealAudit(dataDirectory: string): Promise<number> {
  let sealed = 0;
  for (;;) {
    const linked = await sealBatch();
    sealed += linked;
    if (linked < batchSize) break;
  }
  const head = await AuditHead.findById('head').lean();
  if (head) {
    await anchorHead(dataDirectory, head, now()).catch((error: unknown) =>
      log.error({ err: error }, 'the head of the audit chain could not be noted'),
    );
  }
  return sealed;
}

/** Moving the head on is the lease: of two processes one's transaction conflicts, starts again and finds the rest. */
async function sealBatch(): Promise<number> {
  try {
    return await transaction(linkWaiting);
  } catch (error) {
    // The other process made the very first head.
    if (isDuplicate(error)) return 0;
    throw error;
  }
}

async function linkWaiting(session: ClientSession): Promise<number> {
  const head = await AuditHead.findById('head').session(session).lean();
  const waiting = await AuditWaiting.find().sort({ _id: 1 }).limit(batchSize).session(session).lean();
  const genuine = waiting.filter(isGenuine);
  if (genuine.length === 0) return 0;
  const all = mongoose.trusted({ $in: genuine.map(({ _id }) => _id) });
  await AuditWaiting.deleteMany({ _id: all }, { session });
  // Whoever puts a linked entry back shall not stop the others: its link stands already.
  const known = await AuditEntry.find({ _id: all }, { _id: 1 }).session(session).lean();
  const linked = new Set(known.map(({ _id }) => String(_id)));
  const fresh = genuine.filter(({ _id }) => !linked.has(String(_id)));
  if (fresh.length > 0) await link(fresh, head, session);
  return genuine.length;
}

async function link(
  entries: readonly AuditEntryRecord[],
  head: ChainHead | null,
  session: ClientSession,
): Promise<void> {
  let last: ChainHead = head ?? chainStart;
  const links = entries.map((entry) => {
    last = linkAfter(last, entry);
    return { _id: last.seq, entry: entry._id, hash: last.hash };
  });
  await moveHead(head?.seq, last, session);
  await AuditEntry.insertMany(entries, { session });
  await AuditLink.insertMany(links, { session });
}

async function moveHead(from: number | undefined, to: ChainHead, session: ClientSession): Promise<void> {
  const head = { seq: to.seq, hash: to.hash, mac: signHead(to) };
  if (from === undefined) {
    await AuditHead.create([{ _id: 'head', ...head }], { session });
    return;
  }
  const { matchedCount } = await AuditHead.updateOne({ _id: 'head', seq: from }, { $set: head }, { session });
  if (matchedCount === 0) throw new Error('the head of the audit chain moved inside a transaction');
}
