/** Checks the whole audit trail and names the first entry that is not what was written. */
import mongoose from 'mongoose';
import { AuditEntry, type AuditEntryRecord, AuditLink, AuditWaiting } from './audit.model.ts';
import { readAnchors } from './audit-anchor.ts';
import { isGenuine } from './audit-seal.ts';
import { type AuditVerdict, Broken, type Progress } from './audit-verdict.ts';
import { followChain } from './audit-walk.ts';

const batchSize = 500;

/**
 * Follows the chain to its head and past every anchor in the data directory, then looks for entries that stand beside
 * it. It cannot see the loss of an entry that was not linked yet, so entries are to be sealed often, nor of a chain that
 * was cut back together with its head and the anchors, so these are to be copied elsewhere.
 */
export async function verifyAudit(dataDirectory: string, onProgress: Progress = () => {}): Promise<AuditVerdict> {
  let entries = 0;
  try {
    const anchors = await readAnchors(dataDirectory).catch(() => {
      throw new Broken(0, 'anchor-unreadable');
    });
    await followChain(anchors, (checked) => onProgress((entries = checked)));
    await findForgedWaiting();
    await findEntryOutside();
    return { ok: true, entries };
  } catch (error) {
    if (error instanceof Broken) return { ok: false, entries, brokenAt: error.at, why: error.why };
    throw error;
  }
}

/** Entries that wait are not chained yet, but signed. */
async function findForgedWaiting(): Promise<void> {
  for await (const entry of AuditWaiting.find().sort({ _id: 1 }).lean().cursor()) {
    if (!isGenuine(entry)) throw new Broken(String(entry._id), 'entry-forged');
  }
}

/** Asks for the entries before the links: both are written together, so an entry that is seen has its link by then. */
async function findEntryOutside(): Promise<void> {
  let after: AuditEntryRecord['_id'] | undefined;
  for (;;) {
    const beyond = after === undefined ? {} : { _id: mongoose.trusted({ $gt: after }) };
    const ids = (await AuditEntry.find(beyond, { _id: 1 }).sort({ _id: 1 }).limit(batchSize).lean()).map(
      ({ _id }) => _id,
    );
    if (ids.length === 0) return;
    const links = await AuditLink.find({ entry: mongoose.trusted({ $in: ids }) }, { entry: 1 }).lean();
    const linked = new Set(links.map(({ entry }) => String(entry)));
    const outside = ids.find((id) => !linked.has(String(id)));
    if (outside !== undefined) throw new Broken(String(outside), 'entry-outside-chain');
    after = ids.at(-1);
  }
}
