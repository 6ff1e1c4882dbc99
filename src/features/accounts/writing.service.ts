/**
 * Writing to a person: the one place that knows by which way somebody hears of something. Whoever has an e-mail address gets
 * a letter; everybody else finds it on their pages.
 */
import type { ClientSession } from 'mongoose';
import { isMailbox, queueMail, siteAddress } from '../../platform/mail/index.ts';
import { contactOf, findPerson } from './account.service.ts';
import type { Role } from './actor.rules.ts';
import { asMail, type Compose, type Reader } from './letter.rules.ts';
import { listAccountsWithRole } from './role.service.ts';

/** By which way somebody hears of it. A page that says that somebody was told says what this says. */
export type Told = 'mail' | 'page';

/** Writes to an account, with a session in its transaction. Who is no longer there, or has no address, is not written to. */
export async function writeTo(account: string, compose: Compose, session?: ClientSession): Promise<Told> {
  const reader = await findReader(account);
  if (!reader) return 'page';
  await writeAt(reader, compose, session);
  return 'mail';
}

/** At an address that need not be the account's: one that is to be proved, or that it had before. */
export const writeAt = (reader: Reader, compose: Compose, session?: ClientSession): Promise<void> =>
  queueMail(asMail(reader, compose, siteAddress), session);

/** The same letter to several; nobody gets it twice. */
export async function writeToAll(
  accounts: readonly string[],
  compose: Compose,
  session?: ClientSession,
): Promise<void> {
  for (const account of new Set(accounts)) await writeTo(account, compose, session);
}

type Holders = Readonly<{ role: Exclude<Role, 'learner'>; scope: string; except?: string }>;

/** To everybody who holds a role there, except the one whom it concerns. */
export async function writeToHolders(
  { role, scope, except }: Holders,
  compose: Compose,
  session?: ClientSession,
): Promise<void> {
  const ids = (await listAccountsWithRole(role, scope)).map(({ id }) => id);
  await writeToAll(
    ids.filter((id) => id !== except),
    compose,
    session,
  );
}

/** How a letter would reach this account now. */
export const reachOf = async (account: string): Promise<Told> => ((await findReader(account)) ? 'mail' : 'page');

/** At an address that the account has proved, and no other. */
async function findReader(account: string): Promise<Reader | undefined> {
  const [person, contact] = await Promise.all([findPerson(account), contactOf(account)]);
  if (!person || contact?.email === undefined || !isMailbox(contact.email)) return undefined;
  return { name: person.name, email: contact.email, language: contact.language };
}
