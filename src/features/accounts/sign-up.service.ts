/** Making one's own account. */
import type { Language } from '../../platform/i18n.ts';
import { beforeAttempt, recordFailure } from '../../platform/throttle.ts';
import { createAccount } from './account.service.ts';
import type { Contact } from './contact.rules.ts';
import { welcomeNetwork } from './sign-in.service.ts';

export type Registration = Readonly<{
  name: string;
  contact: Contact;
  password: string;
  language: Language;
  /** Of the words that were agreed to. */
  consentVersion: string;
  /** Of the request. */
  address: string;
}>;

/**
 * Returns the new account's id. Throws Conflict when the phone number or e-mail address has an account, and TooManyRequests
 * when very many were asked for from this address within the hour: each try costs the hash of a password, and its answer
 * tells who has an account.
 */
export async function registerAccount({ contact, address, ...person }: Registration, now: Date): Promise<string> {
  await recordFailure(await beforeAttempt('sign-up', { address }));
  const id = await createAccount({ ...person, ...contact }, now);
  await welcomeNetwork(id, address);
  return id;
}
