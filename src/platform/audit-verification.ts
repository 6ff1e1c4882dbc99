/** Walks the whole audit trail and names the first place where it is not what was written. */
import mongoose from 'mongoose';
import {
  AuditEntry,
  type AuditEntryRecord,
  AuditHead,
  AuditLink,
  type AuditLinkRecord,
  AuditWaiting,
} from './audit.model.ts';
import { type Anchor, readAnchors } from './audit-anchor.ts';
import { type ChainHead, chainStart, isGenuine, linkAfter, signHead } from './audit-seal.ts';
import { safeEqual } from './crypto.ts';

export type AuditFault =
  | 'entry-missing'
  | 'entry-or-order-changed'
  | 'link-missing'
  | 'end-missing'
  | 'head-forged'
  | 'anchor-contradicted'
  | 'anchor-unreadable'
  | 'waiting-entry-missing'
  | 'entry-forged'
  | 'entry-outside-chain';

/** `brokenAt` is the number of the link, or for an entry that has none its id. */
export type AuditVerdict =
  | Readonly<{ ok: true; entries: number }>
  | Readonly<{ ok: false; entries: number; brokenAt: number | string; why: AuditFault }>;

class Broken extends Error {
  readonly at: number | string;
  readonly why: AuditFault;
  constructor(at: number | string, why: AuditFault) {
    super(`${why} at ${at}`);
    this.at = at;
    this.why = why;
  }
}

const batchSize = 500;
type Progress = (checked: number) => void;

/**
 * Checks that each link follows from the one before and from its entry as it stands, that the chain reaches its head and
 * every anchor in the data directory, and that no entry stands beside it. `entries` counts the links that held.
 */
export async function verifyAudit(dataDirectory: string, onProgress: Progress = () => {}): Promise<AuditVerdict> {
  let entries = 0;
  const count: Progress = (checked) => onProgress((entries = checked));
  try {
    const anchors = await readAnchors(dataDirectory).catch(() => {
      throw new Broken(0, 'anchor-unreadable');
    });
    await walkChain(await readHead(), anchors, count);
    await findWaitingFaults();
    await findEntryOutside();
    return { ok: true, entries };
  } catch (error) {
    if (error instanceof Broken) return { ok: false, entries, brokenAt: error.at, why: error.why };
    throw error;
  }
}

async function readHead(): Promise<ChainHead> {
  const head = await AuditHead.findById('head').lean();
  if (head === null) return chainStart;
  if (!safeEqual(head.mac, signHead(head))) throw new Broken(head.seq, 'head-forged');
  return { seq: head.seq, hash: head.hash };
}

async function walkChain(head: ChainHead, anchors: readonly Anchor[], onProgress: Progress): Promise<void> {
  const anchored = new Map(anchors.map((anchor) => [anchor.seq, anchor.hash]));
  let last = chainStart;
  for (;;) {
    const links = await AuditLink.find({ _id: mongoose.trusted({ $gt: last.seq }) })
      .sort({ _id: 1 })
      .limit(batchSize)
      .lean();
    if (links.length === 0) break;
    const entries = await entriesOf(links);
    for (const link of links) {
      last = followLink(last, link, entries.get(String(link.entry)));
      if ((anchored.get(last.seq) ?? last.hash) !== last.hash) throw new Broken(last.seq, 'anchor-contradicted');
      onProgress(last.seq);
    }
  }
  if (last.seq < head.seq) throw new Broken(last.seq + 1, 'end-missing');
  const beyond = anchors.find((anchor) => anchor.seq > last.seq);
  if (beyond) throw new Broken(last.seq + 1, 'anchor-contradicted');
}

async function entriesOf(links: readonly AuditLinkRecord[]): Promise<Map<string, AuditEntryRecord>> {
  const ids = mongoose.trusted({ $in: links.map((link) => link.entry) });
  const entries = await AuditEntry.find({ _id: ids }).lean();
  return new Map(entries.map((entry) => [String(entry._id), entry]));
}

function followLink(last: ChainHead, link: AuditLinkRecord, entry: AuditEntryRecord | undefined): ChainHead {
  if (link._id !== last.seq + 1) throw new Broken(last.seq + 1, 'link-missing');
  if (entry === undefined) throw new Broken(link._id, 'entry-missing');
  const expected = linkAfter(last, entry);
  if (!safeEqual(expected.hash, link.hash)) throw new Broken(link._id, 'entry-or-order-changed');
  return expected;
}

/** Entries that wait for their link are not chained yet, but signed. */
async function findWaitingFaults(): Promise<void> {
  for await (const { _id } of AuditWaiting.find().sort({ _id: 1 }).lean().cursor()) {
    const entry = await AuditEntry.findById(_id).lean();
    // Sealed in the meantime: its link was just written and is checked the next time.
    if (entry === null && (await AuditLink.exists({ entry: _id })) === null) {
      throw new Broken(String(_id), 'waiting-entry-missing');
    }
    if (entry !== null && !isGenuine(entry)) throw new Broken(String(_id), 'entry-forged');
  }
}

/** Asks for the waiting before the links: an entry that is sealed meanwhile moves from the one to the other. */
async function findEntryOutside(): Promise<void> {
  let after: AuditEntryRecord['_id'] | undefined;
  for (;;) {
    const beyond = after === undefined ? {} : { _id: mongoose.trusted({ $gt: after }) };
    const ids = (await AuditEntry.find(beyond, { _id: 1 }).sort({ _id: 1 }).limit(batchSize).lean()).map(
      ({ _id }) => _id,
    );
    if (ids.length === 0) return;
    const waiting = await AuditWaiting.find({ _id: mongoose.trusted({ $in: ids }) }).lean();
    const links = await AuditLink.find({ entry: mongoose.trusted({ $in: ids }) }, { entry: 1 }).lean();
    const placed = new Set([...waiting.map(({ _id }) => String(_id)), ...links.map(({ entry }) => String(entry))]);
    const outside = ids.find((id) => !placed.has(String(id)));
    if (outside !== undefined) throw new Broken(String(outside), 'entry-outside-chain');
    after = ids.at(-1);
  }
}
