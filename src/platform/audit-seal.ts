/** The keyed hashes of the audit trail. Pure but for the audit key: without it none of them can be made or checked. */
import { createHmac } from 'node:crypto';
import type { AuditEntryRecord } from './audit.model.ts';
import { canonicalJson } from './canonical.ts';
import { safeEqual } from './crypto.ts';
import { currentKeys } from './keys.ts';

export type ChainHead = Readonly<{ seq: number; hash: string }>;

/** Before the first link. */
export const chainStart: ChainHead = { seq: 0, hash: '' };

const keyed = (use: string, value: unknown) =>
  createHmac('sha256', currentKeys().audit.secret)
    .update(`${use}\0${canonicalJson(value)}`)
    .digest('base64url');

/** Of a thing's state: tells later whether it was this state, and not what it was. */
export const fingerprint = (state: unknown): string => keyed('state', state);

export const signEntry = (entry: Omit<AuditEntryRecord, 'mac'>): AuditEntryRecord => ({
  ...entry,
  mac: keyed('entry', entry),
});

/** Whether this program wrote the entry. Whoever wrote past it may have left out anything, the signature too. */
export function isGenuine({ mac, ...entry }: Partial<AuditEntryRecord>): boolean {
  return typeof mac === 'string' && safeEqual(mac, keyed('entry', entry));
}

/** The chain's next head: its hash stands for this entry and for all before it. */
export const linkAfter = (head: ChainHead, entry: AuditEntryRecord): ChainHead => {
  const seq = head.seq + 1;
  return { seq, hash: keyed('link', { seq, previous: head.hash, entry }) };
};

export const signHead = ({ seq, hash }: ChainHead): string => keyed('head', { seq, hash });
