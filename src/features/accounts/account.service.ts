/** Making accounts and finding people. */
import mongoose, { type ClientSession, Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { blindIndex, decryptField, encryptField } from '../../platform/crypto.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import type { Language } from '../../platform/i18n.ts';
import { changeOne } from '../../platform/model.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { Account, type AccountRecord } from './account.model.ts';
import { accountStates } from './account.states.ts';
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
  /** Whoever signs up has not proved whose the address or number is; an invitation, or an officer, has. */
  isProven?: boolean | undefined;
  /** Chosen by the caller when the same request may come twice. */
  id?: string | undefined;
}> &
  Secret;

export type Person = Readonly<{ id: string; name: string }>;

/**
 * Returns the new account's id. Throws Conflict when another account has proved the e-mail address or phone number that this
 * one is to have proved too, or when there is an account with this id.
 */
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
  const { isProven = true, id } = account;
  if (email === undefined && phone === undefined)
    throw new Error('an account needs an e-mail address or a phone number');
  const _id = new Types.ObjectId(id);
  const given = { grantedAt: now, ...(grantedBy === undefined ? {} : { grantedBy: new Types.ObjectId(grantedBy) }) };
  return {
    _id,
    name,
    ...(email === undefined ? {} : { email: certain(readEmail(email)) }),
    ...(phone === undefined ? {} : storedPhone(_id, certain(readPhone(phone)))),
    proven: isProven ? provenOf({ email, phone }, now) : {},
    passwordHash,
    roles: roles.map(({ role, scope }) => Object.assign({ role, scope }, given)),
    endedRoles: [],
    ...(totpSecret === undefined ? {} : { secondFactor: newSecondFactor(_id.toString(), totpSecret, 0, now) }),
    recoveryCodes: [],
    sessionEpoch: 1,
    endedSessions: [],
    language,
    consents: consentVersion === undefined ? [] : [{ version: consentVersion, language, at: now }],
    ...accountStates.after('open'),
  };
}

const provenOf = ({ email, phone }: Pick<NewAccount, 'email' | 'phone'>, now: Date): AccountRecord['proven'] => ({
  ...(email === undefined ? {} : { email: now }),
  ...(phone === undefined ? {} : { phone: now }),
});

function certain(reading: Reading): string {
  if (!reading.ok) throw new Error(`not usable for an account: ${reading.problem.key}`);
  return reading.value;
}

const addressOf = (id: string, field: string) => ({ collection: 'accounts', id, field });

/** As the account keeps a phone number. */
export const storedPhone = (id: Types.ObjectId, phone: string) => ({
  phone: encryptField(phone, addressOf(id.toString(), 'phone')),
  phoneIndex: blindIndex('phone', phone),
});

/** As the account keeps it; `lastCounter` is that of the code which proved that the app has the secret. */
export const newSecondFactor = (accountId: string, secret: string, lastCounter: number, now: Date) => ({
  secret: encryptField(secret, addressOf(accountId, 'secondFactor.secret')),
  lastCounter,
  confirmedAt: now,
});

export const secretOf = (accountId: string, stored: string): string =>
  decryptField(stored, addressOf(accountId, 'secondFactor.secret'));

/** The filter by which a way to reach somebody finds the accounts that name it. */
export const byContact = (contact: Contact) =>
  'email' in contact ? { email: contact.email } : { phoneIndex: blindIndex('phone', contact.phone) };

/** The filter that finds the one account which proved it. */
export const byProvenContact = (contact: Contact) => ({
  ...byContact(contact),
  ['email' in contact ? 'proven.email' : 'proven.phone']: mongoose.trusted({ $exists: true }),
});

/** So many accounts may name one address or number that none of them has proved. */
export const mostClaimants = 8;

/** The names of people by their ids, for lists; an id without an account is left out. */
export async function findPeople(ids: readonly string[]): Promise<Map<string, Person>> {
  const wanted = [...new Set(ids)];
  const found = await Account.find({ _id: mongoose.trusted({ $in: wanted }) }, { name: 1 }).lean();
  return new Map(found.map(({ _id, name }) => [_id.toString(), { id: _id.toString(), name }]));
}

export async function findPerson(id: string): Promise<Person | undefined> {
  return (await findPeople([id])).get(id);
}

export type OwnContact = Readonly<{
  email?: string;
  phone?: string;
  language: Language;
  isProven: Readonly<{ email: boolean; phone: boolean }>;
}>;

/** What the account names, proved or not: for its own person. */
export async function ownContactOf(id: string): Promise<OwnContact | undefined> {
  const found = await Account.findById(id, { email: 1, phone: 1, proven: 1, language: 1 }).lean();
  if (!found) return undefined;
  const { email, phone, proven, language } = found;
  return {
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone: decryptField(phone, addressOf(id, 'phone')) }),
    language,
    isProven: { email: proven.email !== undefined, phone: proven.phone !== undefined },
  };
}

/**
 * How to reach somebody: for mail and for a staff member who has to call. Not for lists. An e-mail address that nobody has
 * proved is left out: letters about a person go to no mailbox that may be a stranger's.
 */
export async function contactOf(
  id: string,
): Promise<{ email?: string; phone?: string; language: Language } | undefined> {
  const own = await ownContactOf(id);
  if (!own) return undefined;
  const { email, phone, language, isProven } = own;
  return {
    ...(email !== undefined && isProven.email ? { email } : {}),
    ...(phone === undefined ? {} : { phone }),
    language,
  };
}

/** For letters from now on, and for pages on the device that asks. */
export async function chooseAccountLanguage(id: string, language: Language): Promise<void> {
  await changeOne(Account, { _id: id }, { $set: { language } }, { otherwise: () => new NotFound() });
}
