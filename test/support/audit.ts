import type { QueryFilter } from 'mongoose';
import { AuditEntry, type AuditEntryRecord, AuditWaiting } from '../../src/platform/audit.model.ts';

/** The entries of the audit trail that fit, oldest first, whether they are linked yet or not. */
export async function auditEntries(filter: QueryFilter<AuditEntryRecord>): Promise<AuditEntryRecord[]> {
  const [linked, waiting] = [await AuditEntry.find(filter).lean(), await AuditWaiting.find(filter).lean()];
  return [...linked, ...waiting].sort((one, other) => one.at.getTime() - other.at.getTime());
}
