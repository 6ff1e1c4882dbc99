/** Giving roles and taking them back. */
import mongoose, { type ClientSession, Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Account } from './account.model.ts';
import type { Person } from './account.service.ts';
import { accountStates } from './account.states.ts';
import type { Role, RoleGrant } from './actor.rules.ts';

const within = <T>(session: ClientSession | undefined, work: (session: ClientSession) => Promise<T>): Promise<T> =>
  session ? work(session) : transaction(work);

/** Safe done twice. `by` is an account's id or 'system'; returns whether the role was new. */
export function grantRole(
  accountId: string,
  { role, scope }: RoleGrant,
  by: string,
  now: Date,
  session?: ClientSession,
): Promise<boolean> {
  const without = { _id: accountId, roles: mongoose.trusted({ $not: { $elemMatch: { role, scope } } }) };
  const grantedBy = by === 'system' ? {} : { grantedBy: new Types.ObjectId(by) };
  return within(session, async (own) => {
    const added = { $push: { roles: { role, scope, grantedAt: now, ...grantedBy } } };
    const { modifiedCount } = await Account.updateOne(without, added, { session: own });
    if (modifiedCount === 0) return false;
    await auditRole('role.granted', accountId, { role, scope }, by, own);
    return true;
  });
}

/**
 * Moves the role to those that have ended, and ends every session of the account, so that nothing opened with it stays
 * open. Returns whether it was held.
 */
export function revokeRole(
  accountId: string,
  { role, scope }: RoleGrant,
  by: string,
  now: Date,
  session?: ClientSession,
): Promise<boolean> {
  const holding = { _id: accountId, roles: mongoose.trusted({ $elemMatch: { role, scope } }) };
  return within(session, async (own) => {
    const ended = {
      $pull: { roles: { role, scope } },
      $push: { endedRoles: { role, scope, endedAt: now } },
      $inc: { sessionEpoch: 1 },
    };
    const { modifiedCount } = await Account.updateOne(holding, ended, { session: own });
    if (modifiedCount === 0) return false;
    await auditRole('role.revoked', accountId, { role, scope }, by, own);
    return true;
  });
}

/** Whether an account that is not disabled holds this very grant. */
export async function isHeldBy(
  accountId: string,
  { role, scope }: RoleGrant,
  session?: ClientSession,
): Promise<boolean> {
  const own = mongoose.trusted({ $elemMatch: { role, scope } });
  return (
    (await Account.exists({ _id: accountId, ...accountStates.where('active'), roles: own }).session(
      session ?? null,
    )) !== null
  );
}

const auditRole = (action: string, id: string, grant: RoleGrant, actor: string, session: ClientSession) =>
  recordAudit(
    { actor, action, target: { kind: 'account', id }, detail: { role: grant.role, scope: grant.scope } },
    session,
  );

/** In alphabetical order. A scope has few of each role but learner, who are listed by their enrolments. */
export async function listAccountsWithRole(role: Exclude<Role, 'learner'>, scope: string): Promise<Person[]> {
  const found = await Account.find(
    { roles: mongoose.trusted({ $elemMatch: { role, scope } }), ...accountStates.where('active') },
    { name: 1 },
  )
    .sort({ name: 1, _id: 1 })
    .limit(500)
    .lean();
  return found.map(({ _id, name }) => ({ id: _id.toString(), name }));
}

/**
 * Everybody who holds the role there or once did, those whose account is closed included: who taught or mentored somebody
 * stays a person who did.
 */
export async function listAccountsWhoEverHeld(role: Exclude<Role, 'learner'>, scope: string): Promise<string[]> {
  const grant = mongoose.trusted({ $elemMatch: { role, scope } });
  const found = await Account.find({ $or: [{ roles: grant }, { endedRoles: grant }] }, { _id: 1 }).lean();
  return found.map(({ _id }) => _id.toString());
}

/** Whether anybody holds each of these roles, in any scope. */
export async function areAllHeld(wanted: readonly Role[]): Promise<boolean> {
  const found = await Promise.all(
    wanted.map((role) =>
      Account.exists({ roles: mongoose.trusted({ $elemMatch: { role } }), ...accountStates.where('active') }),
    ),
  );
  return found.every((one) => one !== null);
}
