/** The people who work for a cohort, and the roles they hold there. */
import { transaction } from '../../platform/database.ts';
import { grantRole, listAccountsWithRole, revokeRole, writeTo } from '../accounts/index.ts';
import type { Cohort } from './cohort.service.ts';
import { letters } from './programmes.mail.ts';
import { gatherStaff, type roleChanges, scopeAt, type StaffMember, type StaffRole } from './staff.rules.ts';

/** Whoever holds one of these roles at the cohort, with those of them that they hold. */
export async function listStaff(cohort: Cohort, roles: readonly StaffRole[]): Promise<StaffMember[]> {
  const holders = await Promise.all(
    roles.map(async (role) => [role, await listAccountsWithRole(role, scopeAt(cohort, role))] as const),
  );
  return gatherStaff(new Map(holders));
}

/** Gives and takes roles, all or none, and tells the person. Done twice it changes and tells nothing more; the accounts feature audits each role. */
export function changeRoles(
  cohort: Cohort,
  accountId: string,
  { given, taken }: ReturnType<typeof roleChanges>,
  by: string,
  now: Date,
): Promise<void> {
  return transaction(async (session) => {
    const change = async (roles: readonly StaffRole[], how: typeof grantRole) => {
      const changed: StaffRole[] = [];
      for (const role of roles) {
        if (await how(accountId, { role, scope: scopeAt(cohort, role) }, by, now, session)) changed.push(role);
      }
      return changed;
    };
    const [got, lost] = [await change(given, grantRole), await change(taken, revokeRole)];
    if (got.length > 0) await writeTo(accountId, letters.rolesGiven(got, cohort.name), session);
    if (lost.length > 0) await writeTo(accountId, letters.rolesTaken(lost, cohort.name), session);
  });
}
