/** Making one's own account. Whoever asks learns nothing about the accounts of others: anybody may type any address. */
import type { ClientSession } from 'mongoose';
import { blindIndex } from '../../platform/crypto.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import type { Language } from '../../platform/i18n.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { beforeAttempt, type Origin, recordFailure, recordSuccess } from '../../platform/throttle.ts';
import { createAccount, mostClaimants } from './account.service.ts';
import { accountStates } from './account.states.ts';
import { awaitCode } from './contact-change.service.ts';
import type { Contact } from './contact.rules.ts';
import { findByPassword, findClaimants } from './sign-in.service.ts';

export type Registration = Readonly<{
  name: string;
  contact: Contact;
  password: string;
  language: Language;
  /** Of the words that were agreed to. */
  consentVersion: string;
  origin: Origin;
  /** Names the form that was sent: sent again it finds what it made. */
  form: string;
}>;

export type Registered = Readonly<{ account: string; isNew: boolean }>;

/**
 * Makes an account, or finds the one of this address or number that has this password: the same form sent twice makes one
 * account. That others name the same is told to nobody here; whose it is has still to be proved, for an e-mail address by
 * the code of a letter that this sends. Throws TooManyRequests, and Conflict when very many name it or when this form has
 * made an account with another password.
 */
export async function registerAccount(registration: Registration, now: Date): Promise<Registered> {
  const { contact, password, origin, form, ...person } = registration;
  const named = Object.values(contact).join();
  await recordFailure(await beforeAttempt('sign-up', { account: named, ...origin }));
  const claimants = await findClaimants(contact);
  const known = await tryPassword(claimants, registration);
  if (known !== undefined) return { account: known, isNew: false };
  if (claimants.length >= mostClaimants) throw new Conflict('accounts.contactCrowded');

  const passwordHash = await hashPassword(password);
  const id = idFor(form, named);
  const make = async (session: ClientSession) => {
    await createAccount({ ...person, ...contact, passwordHash, isProven: false, id }, now, session);
    if ('email' in contact) await awaitCode(id, contact.email, now, session);
  };
  try {
    await transaction(make);
    return { account: id, isNew: true };
  } catch (error) {
    // Sent twice at once: the first one has made it.
    const made = error instanceof Conflict && (await findByPassword(await findClaimants(contact), password));
    if (made) return { account: made._id.toString(), isNew: false };
    throw error;
  }
}

/** A guess like any other at the passwords of those who are there; where nobody is, nothing was guessed at. */
async function tryPassword(
  claimants: Awaited<ReturnType<typeof findClaimants>>,
  { contact, password, origin }: Registration,
): Promise<string | undefined> {
  const account = claimants[0]?._id.toString() ?? Object.values(contact).join();
  const attempt = await beforeAttempt('sign-in', { account, ...origin });
  const found = await findByPassword(claimants, password);
  if (found && accountStates.is('active', found.state)) {
    await recordSuccess(attempt);
    return found._id.toString();
  }
  if (claimants.length > 0) await recordFailure(attempt);
  return undefined;
}

/** The same for the same form and contact, and nobody can make another form have it. */
const idFor = (form: string, named: string): string =>
  Buffer.from(blindIndex('sign-up', `${form}|${named}`), 'base64url')
    .subarray(0, 12)
    .toString('hex');
