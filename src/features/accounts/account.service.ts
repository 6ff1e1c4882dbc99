/** Making accounts and finding people. */
import mongoose, { type ClientSession, Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { blindIndex, decryptField, encryptField } from '../../platform/crypto.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import type { Language } from '../../platform/i18n.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { Account, type AccountRecord } from './account.model.ts';
import type { RoleGrant } from './actor.rules.ts';
import { type Contact, type Reading, readEmail, readPhone } from './contact.rules.ts';

/** A password, or the hash of one, so that a transaction does not wait for the hashing. */
type Secret = Readonly<{ password: string } | { passwordHash: string }>;

export type NewAccount = Readonly<{
  name: string;
  /** At least one of both, as people write them. */
  email?: string | undefined;
  phone?: string | undefined;
  language?: Language | undefined;
  roles?: readonly RoleGrant[] | undefined;
  /** The id of the account that gives the roles. */
  grantedBy?: string | undefined;
  /** A second factor that is already set up. */
  totpSecret?: string | undefined;
  consentVersion?: string | undefined;
}> &
  Secret;

export type Person = Readonly<{ id: string; name: string }>;

/** Returns the new account's id. Throws Conflict when another account has the e-mail address or the phone number. */
export async function createAccount(account: NewAccount, now: Date, session?: ClientSession): Promise<string> {
  const passwordHash = 'password' in account ? await hashPassword(account.password) : account.passwordHash;
  const record = recordOf(account, passwordHash, now);
  try {
    if (session) await store(record, account, session);
    else await transaction((own) => store(record, account, own));
  } catch (error) {
    throw isDuplicate(error) ? new Conflict('accounts.contactTaken') : error;
  }
  return record._id.toString();
}

async function store(
  record: Omit<AccountRecord, 'createdAt'>,
  { roles, grantedBy }: NewAccount,
  session: ClientSession,
) {
  await Account.create([record], { session });
  const id = record._id.toString();
  const detail = { roles: (roles ?? []).map(({ role, scope }) => `${role}@${scope}`).join(' ') };
  await recordAudit(
    { actor: grantedBy ?? id, action: 'account.created', target: { kind: 'account', id }, detail },
    session,
  );
}

function recordOf(account: NewAccount, passwordHash: string, now: Date): Omit<AccountRecord, 'createdAt'> {
  const { name, email, phone, language = 'id', roles = [], grantedBy, totpSecret, consentVersion } = account;
  if (email === undefined && phone === undefined)
    throw new Error('an account needs an e-mail address or a phone number');
  const _id = new Types.ObjectId();
  const given = { grantedAt: now, ...(grantedBy === undefined ? {} : { grantedBy: new Types.ObjectId(grantedBy) }) };
  return {
    _id,
    name,
    ...(email === undefined ? {} : { email: certain(readEmail(email)) }),
    ...(phone === undefined ? {} : storedPhone(_id, certain(readPhone(phone)))),
    passwordHash,
    roles: roles.map(({ role, scope }) => Object.assign({ role, scope }, given)),
    endedRoles: [],
    ...(totpSecret === undefined ? {} : { secondFactor: newSecondFactor(_id.toString(), totpSecret, 0, now) }),
    recoveryCodes: [],
    sessionEpoch: 1,
    endedSessions: [],
    language,
    consents: consentVersion === undefined ? [] : [{ version: consentVersion, language, at: now }],
    state: 'active',
  };
}

function certain(reading: Reading): string {
  if (!reading.ok) throw new Error(`not usable for an account: ${reading.problem.key}`);
  return reading.value;
}

const place = (id: string, field: string) => ({ collection: 'accounts', id, field });

/** As the account keeps a phone number. */
export const storedPhone = (id: Types.ObjectId, phone: string) => ({
  phone: encryptField(phone, place(id.toString(), 'phone')),
  phoneIndex: blindIndex('phone', phone),
});

/** As the account keeps it; `lastCounter` is that of the code which proved that the app has the secret. */
export const newSecondFactor = (accountId: string, secret: string, lastCounter: number, now: Date) => ({
  secret: encryptField(secret, place(accountId, 'secondFactor.secret')),
  lastCounter,
  confirmedAt: now,
});

export const secretOf = (accountId: string, stored: string): string =>
  decryptField(stored, place(accountId, 'secondFactor.secret'));

/** The filter by which a way to reach somebody finds the account; each is a unique index. */
export const byContact = (contact: Contact) =>
  'email' in contact ? { email: contact.email } : { phoneIndex: blindIndex('phone', contact.phone) };

/** The names of people by their ids, for lists; an id without an account is left out. */
export async function findPeople(ids: readonly string[]): Promise<Map<string, Person>> {
  const wanted = [...new Set(ids)];
  const found = await Account.find({ _id: mongoose.trusted({ $in: wanted }) }, { name: 1 }).lean();
  return new Map(found.map(({ _id, name }) => [_id.toString(), { id: _id.toString(), name }]));
}

export async function findPerson(id: string): Promise<Person | undefined> {
  return (await findPeople([id])).get(id);
}

/** How to reach somebody: for mail and for a staff member who has to call. Not for lists. */
export async function contactOf(
  id: string,
): Promise<{ email?: string; phone?: string; language: Language } | undefined> {
  const found = await Account.findById(id, { email: 1, phone: 1, language: 1 }).lean();
  if (!found) return undefined;
  const { email, phone, language } = found;
  return {
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone: decryptField(phone, place(id, 'phone')) }),
    language,
  };
}

/** For letters from now on, and for pages on the device that asks. */
export async function chooseAccountLanguage(id: string, language: Language): Promise<void> {
  await Account.updateOne({ _id: id }, { $set: { language } });
}
