/** How people write their names, phone numbers and e-mail addresses, and the one form each is stored in. */
import { type FormProblem, unprintableProblem } from '../../platform/forms.ts';
import { isMailbox } from '../../platform/mail/index.ts';
import { findUnprintable, printable } from '../../platform/pdf/printable.ts';
import { plainLine } from '../../platform/text.rules.ts';

/** What was meant by a typed text, or what to say beside its field. */
export type Reading<T = string> = { ok: true; value: T } | { ok: false; problem: FormProblem };

export const read = <T>(value: T): Reading<T> => ({ ok: true, value });
export const unreadable = (key: FormProblem['key'], values: FormProblem['values'] = {}): Reading<never> => ({
  ok: false,
  problem: { key, values },
});

/** A way to reach somebody and to sign in: one of both. */
export type Contact = Readonly<{ email: string } | { phone: string }>;

const longestName = 100;
/** Letters of any script, with apostrophes of every kind at the start, within and at the end: ‘Aisyah, Nur´aini. */
const namePattern = /^['\p{Lm}‘’‛`´′]*\p{L}[\p{L}\p{M} .,'‘’‛`´′/-]*$/u;

/** The name as on the identity card, in one field, since many people have a single name. */
export function readName(text: string): Reading {
  const name = printable(text).replaceAll(/\p{Pd}/gu, '-');
  if (name === '') return unreadable('accounts.nameRequired');
  if (name.length > longestName) return unreadable('platform.tooLong', { max: longestName });
  const unprintable = findUnprintable(name);
  if (unprintable.length > 0) return { ok: false, problem: unprintableProblem(unprintable) };
  return namePattern.test(name) ? read(name) : unreadable('accounts.nameLetters');
}

/**
 * 0812…, 62812…, 0062812… and +62 (0)812…, with spaces, dots, dashes or brackets of any kind, as +62812…: mobile numbers of
 * Indonesia only.
 */
export function readPhone(text: string): Reading {
  const plain = plainLine(text).replaceAll(/[\s()./-]/g, '');
  const phone = plain.replace(/^(?:(?:\+|00)?620?|0)/, '+62');
  return /^\+628[1-9]\d{6,10}$/.test(phone) ? read(phone) : unreadable('accounts.phoneExpected');
}

const inOneCase = (email: string) => plainLine(email).toLowerCase();

/** One mailbox that letters can go to, in lower case: no mail service of today tells letters by their case. */
export function readEmail(text: string): Reading {
  const email = inOneCase(text);
  return isMailbox(email) ? read(email) : unreadable('accounts.emailExpected');
}

/** As an account may have it from the time when addresses were taken that no letter can go to, such as ani.@gmail.com. */
function readKnownEmail(text: string): Reading {
  const email = inOneCase(text);
  const looksLikeOne = email.length <= 254 && /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(email);
  return looksLikeOne ? read(email) : unreadable('accounts.emailExpected');
}

/** For a new account. A text with an @ is meant as an e-mail address, anything else as a phone number. */
export const readContact = (text: string): Reading<Contact> => readEither(text, readEmail);

/** For finding an account that exists: nobody is locked out because more is asked of an address today. */
export const readKnownContact = (text: string): Reading<Contact> => readEither(text, readKnownEmail);

function readEither(typed: string, readAsEmail: (text: string) => Reading): Reading<Contact> {
  const text = plainLine(typed);
  if (text.includes('@')) {
    const email = readAsEmail(text);
    return email.ok ? read({ email: email.value }) : email;
  }
  const phone = readPhone(text);
  if (phone.ok) return read({ phone: phone.value });
  return /\d/.test(text) ? phone : unreadable('accounts.contactExpected');
}

/** +6281234567890 → 0812-••••-7890 */
export const maskPhone = (phone: string): string => `${phone.slice(0, 6).replace('+62', '0')}-••••-${phone.slice(-4)}`;

/** sari@contoh.id → s•••@contoh.id */
export const maskEmail = (email: string): string => `${email.slice(0, 1)}•••${email.slice(email.indexOf('@'))}`;
