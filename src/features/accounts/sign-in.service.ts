/** Proving who one is by a password. */
import { log } from '../../platform/log.ts';
import { hashPassword, needsRehash, verifyPassword } from '../../platform/passwords.ts';
import { beforeAttempt, recordFailure, recordSuccess } from '../../platform/throttle.ts';
import { recordAudit } from '../../platform/audit.ts';
import type { Language } from '../../platform/i18n.ts';
import { Account, type AccountRecord } from './account.model.ts';
import { byContact } from './account.service.ts';
import type { Actor, RoleGrant } from './actor.rules.ts';
import type { Contact } from './contact.rules.ts';
import type { Standing } from './sign-in.rules.ts';

/** An account as signing in and each request need it. */
export type SignedInAccount = Actor & Standing & Readonly<{ hasSecondFactor: boolean }>;

/** Little, because it is read on every page. */
const fields = {
  name: 1,
  'roles.role': 1,
  'roles.scope': 1,
  sessionEpoch: 1,
  endedSessions: 1,
  state: 1,
  'secondFactor.confirmedAt': 1,
} as const;

type Lean = Pick<AccountRecord, '_id' | 'name' | 'roles' | 'sessionEpoch' | 'endedSessions' | 'state' | 'secondFactor'>;

const signedIn = (account: Lean): SignedInAccount => ({
  id: account._id.toString(),
  name: account.name,
  roles: account.roles.map(({ role, scope }): RoleGrant => ({ role, scope })),
  isActive: account.state === 'active',
  epoch: account.sessionEpoch,
  endedSessions: account.endedSessions.map(({ key }) => key),
  hasSecondFactor: account.secondFactor !== undefined,
});

export async function findSignedIn(id: string): Promise<SignedInAccount | undefined> {
  const found = await Account.findById(id, fields).lean();
  return found ? signedIn(found) : undefined;
}

export type Credentials = Readonly<{ contact: Contact; password: string; address: string }>;

/**
 * The account of these credentials, or undefined: an unknown one costs the same work and gets the same answer as a wrong
 * password. Throws TooManyRequests.
 */
export async function checkCredentials({
  contact,
  password,
  address,
}: Credentials): Promise<SignedInAccount | undefined> {
  const found = await Account.findOne(byContact(contact), { ...fields, passwordHash: 1 }).lean();
  // One budget for an account, whichever of its identifiers is typed.
  const account = found?._id.toString() ?? Object.values(contact).join();
  const attempt = await beforeAttempt('sign-in', { account, address });
  const isRight = await verifyPassword(found?.passwordHash, password);
  if (!found || !isRight || found.state !== 'active') {
    await recordFailure(attempt);
    log.info({ account: found?._id.toString() }, 'sign-in refused');
    return undefined;
  }
  await recordSuccess(attempt);
  if (needsRehash(found.passwordHash)) await rehash(found._id.toString(), found.passwordHash, password);
  return signedIn(found as unknown as Lean);
}

async function rehash(id: string, before: string, password: string): Promise<void> {
  await Account.updateOne({ _id: id, passwordHash: before }, { $set: { passwordHash: await hashPassword(password) } });
}

/** Whether it is the password of somebody signed in already; throttled like signing in. Throws TooManyRequests. */
export async function isPasswordOf(id: string, password: string, address: string): Promise<boolean> {
  const attempt = await beforeAttempt('sign-in', { account: id, address });
  const found = await Account.findById(id, { passwordHash: 1 }).lean();
  const isRight = await verifyPassword(found?.passwordHash, password);
  await (isRight ? recordSuccess(attempt) : recordFailure(attempt));
  return isRight;
}

/** Makes the network of a new account's first request one of its own, so that strangers cannot lock it out there. */
export async function welcomeNetwork(id: string, address: string): Promise<void> {
  await recordSuccess(await beforeAttempt('sign-in', { account: id, address }));
}

/** Letters go out in the language that the person used last. */
export async function noteSignIn(id: string, language: Language, address: string): Promise<void> {
  await Account.updateOne({ _id: id }, { $set: { language } });
  await recordAudit({ actor: id, action: 'account.signed-in', target: { kind: 'account', id }, address });
}

/** Remembers that the session was signed out. Only the last ones are kept: older ones have ended by their age. */
export async function endSession(id: string, key: string, until: Date): Promise<void> {
  const ended = { $push: { endedSessions: { $each: [{ key, until }], $slice: -50 } } };
  await Account.updateOne({ _id: id }, ended);
  await recordAudit({ actor: id, action: 'account.signed-out', target: { kind: 'account', id } });
}

/** Signs out everywhere. */
export async function endAllSessions(id: string): Promise<void> {
  await Account.updateOne({ _id: id }, { $inc: { sessionEpoch: 1 }, $set: { endedSessions: [] } });
  await recordAudit({ actor: id, action: 'account.signed-out-everywhere', target: { kind: 'account', id } });
}
