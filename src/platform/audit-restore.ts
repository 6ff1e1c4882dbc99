/** What the audit trail makes of an older backup: the anchors of the days after it would contradict the restored chain for good. */
import { AuditHead } from './audit.model.ts';
import { recordAudit } from './audit.ts';
import { readAnchors, setAnchorsAside } from './audit-anchor.ts';

/** How many entries the chain had by the anchors and has since the restore, and where the anchors are kept now. */
export type AnchorsAside = Readonly<{ anchored: number; restored: number; file: string }>;

/**
 * Call it after a restore, with the keys installed. When the data directory holds an anchor beyond the head of the restored
 * chain, that is an audit entry and the anchors are set aside; otherwise nothing changes and undefined comes back. Anchors
 * that cannot be read stay where they are, for verifyAudit to name.
 */
export async function acceptRestoredChain(dataDirectory: string, at: Date): Promise<AnchorsAside | undefined> {
  const anchors = await readAnchors(dataDirectory).catch(() => []);
  const anchored = Math.max(0, ...anchors.map(({ seq }) => seq));
  const restored = (await AuditHead.findById('head').lean())?.seq ?? 0;
  if (anchored <= restored) return undefined;
  // First the entry: anchors are never set aside without one.
  const target = { kind: 'audit-chain', id: 'head' };
  await recordAudit({ actor: 'system', action: 'audit.restored', target, detail: { anchored, restored } });
  return { anchored, restored, file: await setAnchorsAside(dataDirectory, at) };
}
