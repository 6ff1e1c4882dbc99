/** Staff come by invitation: a link by mail that gives one role, to a new account or to one that exists. */
import type { ClientSession } from 'mongoose';
import { Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict, Forbidden, NotFound } from '../../platform/errors.ts';
import type { Language } from '../../platform/i18n.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { createOne } from '../../platform/model.ts';
import { must } from '../../platform/must.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { Account } from './account.model.ts';
import { byProvenContact, createAccount, ownContactOf } from './account.service.ts';
import type { Role, RoleGrant } from './actor.rules.ts';
import { readEmail } from './contact.rules.ts';
import { type Invitation, OneTimeLink } from './link.model.ts';
import { expiryOf, findLink, useLink } from './link.service.ts';
import { proveContact } from './proof.service.ts';
import { grantRole, isHeldBy } from './role.service.ts';

export type StaffInvitation = Readonly<{
  name: string;
  email: string;
  role: Exclude<Role, 'learner'>;
  scope: string;
  /** The grant by which the inviter may give the role: they have to hold it still when the invitation is accepted. */
  authority: RoleGrant;
}>;

/**
 * Sends a link that works once within 72 hours, as long as `by` holds `authority`. Whether that lets them give the role is
 * the caller's policy. Throws Forbidden for an invitation to oneself, Conflict when the account of that e-mail address
 * holds the role already.
 */
export async function inviteStaff(
  { name, email, role, scope, authority }: StaffInvitation,
  by: string,
  now: Date,
  session?: ClientSession,
): Promise<void> {
  const read = readEmail(email);
  if (!read.ok) throw new Error('an invitation needs an e-mail address');
  const address = read.value;
  const holder = await Account.findOne(byProvenContact({ email: address }), { roles: 1 }).lean();
  if (String(holder?._id) === by) throw new Forbidden('accounts.ownInvitation');
  if (holder?.roles.some((grant) => grant.role === role && grant.scope === scope)) {
    throw new Conflict('accounts.alreadyHolds');
  }
  const invitation: Invitation = { name, email: address, role, scope, authority, by: new Types.ObjectId(by) };
  const store = async (own: ClientSession) => {
    const link = { purpose: 'invitation' as const, invitation, expiresAt: expiryOf('invitation', now), usedAt: null };
    const id = String((await createOne(OneTimeLink, link, own))._id);
    await recordAudit(
      { actor: by, action: 'role.invited', target: { kind: 'invitation', id }, detail: { role, scope } },
      own,
    );
    await enqueue('accounts.send-invitation', { invitation: id }, {}, own);
  };
  await (session ? store(session) : transaction(store));
}

/** What the link offers, and the account that has proved the invited e-mail address already. */
export type OpenInvitation = Invitation & Readonly<{ account?: string }>;

/** Throws NotFound when the link is used up, too old or never was, or when its inviter lost the right to invite. */
export async function findInvitation(token: string, now: Date): Promise<OpenInvitation> {
  const invitation = (await findLink('invitation', token, now))?.invitation;
  if (!invitation) throw new NotFound('accounts.linkGone');
  await requireAuthority(invitation);
  const account = await Account.findOne(byProvenContact({ email: invitation.email }), { _id: 1 }).lean();
  return { ...invitation, ...(account ? { account: account._id.toString() } : {}) };
}

/** The same for somebody who is signed in: whoever names the invited address has proved it by opening the letter. */
export async function findInvitationFor(
  token: string,
  actor: Readonly<{ id: string }> | undefined,
  now: Date,
): Promise<OpenInvitation> {
  const invitation = await findInvitation(token, now);
  if (invitation.account !== undefined || !actor) return invitation;
  const isTheirs = (await ownContactOf(actor.id))?.email === invitation.email;
  return isTheirs ? { ...invitation, account: actor.id } : invitation;
}

/** Somebody who lost the right to give a role gives it no more by a letter that they sent before. */
async function requireAuthority({ by, authority }: Invitation, session?: ClientSession): Promise<void> {
  if (!(await isHeldBy(by.toString(), authority, session))) throw new NotFound('accounts.linkGone');
}

/** Uses the invitation up, in the transaction that gives its role. */
async function useInvitation(token: string, now: Date, session: ClientSession): Promise<Invitation> {
  const used = await useLink('invitation', token, now, session);
  const invitation = must(used.invitation, 'what the link invites to');
  await requireAuthority(invitation, session);
  return invitation;
}

export type Acceptance = Readonly<{ name: string; password: string; language: Language; consentVersion: string }>;

/** Makes the account with its role and returns its id. Throws NotFound for a used link, Conflict when there is one. */
export async function acceptAsNewcomer(token: string, accepted: Acceptance, now: Date): Promise<string> {
  const { name, password, language, consentVersion } = accepted;
  const passwordHash = await hashPassword(password);
  return transaction(async (session) => {
    const { email, role, scope, by } = await useInvitation(token, now, session);
    const grantedBy = by.toString();
    const account = { name, email, passwordHash, language, consentVersion, roles: [{ role, scope }], grantedBy };
    return createAccount(account, now, session);
  });
}

/** Adds the role to the account of the invited e-mail address; for another one the link stays as it is. */
export async function acceptAsMember(token: string, accountId: string, now: Date): Promise<void> {
  await transaction(async (session) => {
    const { email, role, scope, by } = await useInvitation(token, now, session);
    // Whoever invited may have moved to this address since: nobody gives themselves a role.
    if (by.toString() === accountId) throw new Forbidden('accounts.ownInvitation');
    const own = await Account.findOne({ _id: accountId, email }).session(session).lean();
    if (!own) throw new NotFound('accounts.linkGone');
    await proveContact(own, { email }, now, session);
    await grantRole(accountId, { role, scope }, by.toString(), now, session);
  });
}
