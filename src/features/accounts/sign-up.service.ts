/** Making one's own account. */
import type { Language } from '../../platform/i18n.ts';
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

/** Returns the new account's id. Throws Conflict when the phone number or e-mail address has an account. */
export async function registerAccount({ contact, address, ...person }: Registration, now: Date): Promise<string> {
  const id = await createAccount({ ...person, ...contact }, now);
  await welcomeNetwork(id, address);
  return id;
}
