/**
 * What was done, by whom, to what. An entry is an insert in the transaction of the change it tells of, so neither stands
 * without the other and no two changes wait for each other; audit-chain.ts adds the entries to the chain afterwards.
 */
import mongoose, { type ClientSession } from 'mongoose';
import { AuditWaiting } from './audit.model.ts';
import { fingerprint, signEntry } from './audit-seal.ts';
import { canonicalJson } from './canonical.ts';
import { now } from './clock.ts';
import { transaction } from './database.ts';
import { networkOf } from './network.ts';

export { sealAudit } from './audit-chain.ts';
export type { AuditFault, AuditVerdict } from './audit-verdict.ts';
export { verifyAudit } from './audit-verification.ts';

export type AuditEvent = Readonly<{
  /** An account's id, or who else acts: 'system', 'visitor'. Never a name. */
  actor: string;
  /** Feature and deed, such as 'certificates.revoke'. */
  action: string;
  target: Readonly<{ kind: string; id: string }>;
  /** The thing before and after; only keyed hashes of both are kept. */
  before?: unknown;
  after?: unknown;
  /** Facts that name no person: a reason class, a count, the id of something else. */
  detail?: Readonly<Record<string, string | number | boolean>>;
  /** The address of the request; its network is kept. */
  address?: string;
}>;

/** Adds an entry. Pass the session of the change; without one the entry gets a transaction of its own. */
export async function recordAudit(event: AuditEvent, session?: ClientSession): Promise<void> {
  if (session === undefined) return transaction((own) => recordAudit(event, own));
  const entry = signEntry({
    _id: new mongoose.Types.ObjectId(),
    at: now(),
    actor: event.actor,
    action: event.action,
    target: { kind: event.target.kind, id: event.target.id },
    ...(event.before === undefined ? {} : { before: fingerprint(event.before) }),
    ...(event.after === undefined ? {} : { after: fingerprint(event.after) }),
    ...(event.detail === undefined ? {} : { detail: canonicalJson(event.detail) }),
    ...(event.address === undefined ? {} : { network: networkOf(event.address) }),
  });
  // By the driver itself: the entry is typed and signed, and every change in the system pays for this insert.
  await AuditWaiting.collection.insertOne(entry, { session });
}
