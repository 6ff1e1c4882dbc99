/** Follows the chain link by link: each must come out of the one before and of its entry as it stands. */
import mongoose from 'mongoose';
import { AuditEntry, type AuditEntryRecord, AuditHead, AuditLink, type AuditLinkRecord } from './audit.model.ts';
import type { Anchor } from './audit-anchor.ts';
import { type ChainHead, chainStart, linkAfter, signHead } from './audit-seal.ts';
import { Broken, type Progress } from './audit-verdict.ts';
import { safeEqual } from './crypto.ts';

const batchSize = 500;

/**
 * Throws Broken at the first link that does not hold, or when the chain ends before its head or before an anchor. Links
 * and head are written together, so one reading of the head before the walk and one after it also fit a chain that grows.
 */
export async function followChain(anchors: readonly Anchor[], onProgress: Progress): Promise<void> {
  const promised = (await AuditHead.findById('head').lean())?.seq ?? 0;
  const reached = await walk(new Map(anchors.map(({ seq, hash }) => [seq, hash])), onProgress);
  const confirmed = await readHead(reached);
  if (reached.seq < promised) throw new Broken(reached.seq + 1, 'end-missing');
  if (confirmed.seq < reached.seq) throw new Broken(confirmed.seq + 1, 'head-behind');
  if (anchors.some(({ seq }) => seq > reached.seq)) throw new Broken(reached.seq + 1, 'anchor-contradicted');
}

async function readHead(reached: ChainHead): Promise<ChainHead> {
  const head = await AuditHead.findById('head').lean();
  if (head === null && reached.seq > 0) throw new Broken(reached.seq, 'head-missing');
  if (head === null) return chainStart;
  if (!safeEqual(head.mac, signHead(head))) throw new Broken(head.seq, 'head-forged');
  return head;
}

async function walk(anchored: ReadonlyMap<number, string>, onProgress: Progress): Promise<ChainHead> {
  let last = chainStart;
  for (;;) {
    const links = await linksAfter(last.seq);
    if (links.length === 0) return last;
    const entries = await entriesOf(links);
    for (const link of links) {
      last = followLink(last, link, entries.get(String(link.entry)));
      if ((anchored.get(last.seq) ?? last.hash) !== last.hash) throw new Broken(last.seq, 'anchor-contradicted');
      onProgress(last.seq);
    }
  }
}

const linksAfter = (seq: number): Promise<AuditLinkRecord[]> =>
  AuditLink.find({ _id: mongoose.trusted({ $gt: seq }) })
    .sort({ _id: 1 })
    .limit(batchSize)
    .lean()
    .exec();

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
