/** The people who work for a cohort, and the roles they hold there. */
import { transaction } from '../../platform/database.ts';
import { grantRole, listAccountsWithRole, revokeRole } from '../accounts/index.ts';
import type { Cohort } from './cohort.service.ts';
import { gatherStaff, type roleChanges, scopeAt, type StaffMember, type StaffRole } from './staff.rules.ts';

/** Whoever holds one of these roles at the cohort, with those of them that they hold. */
export async function listStaff(cohort: Cohort, roles: readonly StaffRole[]): Promise<StaffMember[]> {
  const holders = await Promise.all(
    roles.map(async (role) => [role, await listAccountsWithRole(role, scopeAt(cohort, role))] as const),
  );
  return gatherStaff(new Map(holders));
}

/** Gives and takes roles, all or none. Done twice it changes nothing more; the accounts feature audits each role. */
export function changeRoles(
  cohort: Cohort,
  accountId: string,
  { given, taken }: ReturnType<typeof roleChanges>,
  by: string,
  now: Date,
): Promise<void> {
  return transaction(async (session) => {
    for (const role of given) await grantRole(accountId, { role, scope: scopeAt(cohort, role) }, by, now, session);
    for (const role of taken) await revokeRole(accountId, { role, scope: scopeAt(cohort, role) }, by, now, session);
  });
}
