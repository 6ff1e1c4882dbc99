/** The first administrator. There is no account before somebody who can read the server's console makes one. */
import mongoose, { type ClientSession } from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Language } from '../../platform/i18n.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { Account } from './account.model.ts';
import { createAccount } from './account.service.ts';
import { wholeSystem } from './actor.rules.ts';
import { endLinks, findLink, linkAddress, makeLink, useLink } from './link.service.ts';

/** A link to print once at start, or undefined when there is an administrator. Several processes may each print one. */
export async function createSetupLink(baseUrl: URL, now: Date): Promise<string | undefined> {
  if (await hasAdministrator()) return undefined;
  return linkAddress('setup', await makeLink('setup', undefined, now), baseUrl);
}

async function hasAdministrator(session: ClientSession | null = null): Promise<boolean> {
  const grant = mongoose.trusted({ $elemMatch: { role: 'system-admin', scope: wholeSystem } });
  return (await Account.exists({ roles: grant }).session(session)) !== null;
}

/** Throws NotFound when the link is used up, too old or never was. */
export async function checkSetupLink(token: string, now: Date): Promise<void> {
  if (!(await findLink('setup', token, now))) throw new NotFound('accounts.linkGone');
}

export type FirstAdministrator = Readonly<{ name: string; email: string; password: string; language: Language }>;

/**
 * Returns the new account's id. All other setup links end with this one: two people with two links write to the same
 * documents, so the database lets one of them through. Throws NotFound for the other.
 */
export async function createFirstAdministrator(token: string, first: FirstAdministrator, now: Date): Promise<string> {
  const { password, ...person } = first;
  const passwordHash = await hashPassword(password);
  return transaction(async (session) => {
    await useLink('setup', token, now, session);
    // A process that started while the first one was being made may have printed a link too many.
    if (await hasAdministrator(session)) throw new NotFound('accounts.linkGone');
    await endLinks({ purpose: 'setup' }, now, session);
    const roles = [{ role: 'system-admin' as const, scope: wholeSystem }];
    return createAccount({ ...person, passwordHash, roles }, now, session);
  });
}
