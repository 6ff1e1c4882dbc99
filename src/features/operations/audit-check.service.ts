import { type AuditVerdict, sealAudit, verifyAudit } from '../../platform/audit.ts';
import { now } from '../../platform/clock.ts';
import { log } from '../../platform/log.ts';
import { AuditCheck, type AuditCheckDocument } from './audit-check.model.ts';

/** Links what waits, follows the whole chain, and keeps the verdict for the page; a broken chain is also a log line. */
export async function recordVerification(dataDirectory: string): Promise<AuditVerdict> {
  await sealAudit(dataDirectory);
  const verdict = await verifyAudit(dataDirectory);
  if (!verdict.ok) log.error({ brokenAt: verdict.brokenAt, why: verdict.why }, 'the audit trail is broken');
  const fault = verdict.ok ? {} : { brokenAt: String(verdict.brokenAt), why: verdict.why };
  await AuditCheck.replaceOne(
    { _id: 'latest' },
    { _id: 'latest', isWhole: verdict.ok, entries: verdict.entries, checkedAt: now(), ...fault },
    { upsert: true },
  );
  return verdict;
}

export const latestVerification = (): Promise<AuditCheckDocument | null> => AuditCheck.findById('latest').lean();
