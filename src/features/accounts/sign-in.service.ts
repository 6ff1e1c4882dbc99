/** Proving who one is by a password. */
import { log } from '../../platform/log.ts';
import { hashPassword, needsRehash, verifyPassword } from '../../platform/passwords.ts';
import { beforeAttempt, isKnownDevice, type Origin, recordFailure, recordSuccess } from '../../platform/throttle.ts';
import { recordAudit } from '../../platform/audit.ts';
import type { Language } from '../../platform/i18n.ts';
import { Account, type AccountRecord } from './account.model.ts';
import { byContact, mostClaimants } from './account.service.ts';
import { accountStates } from './account.states.ts';
import type { Actor, RoleGrant } from './actor.rules.ts';
import type { Contact } from './contact.rules.ts';
import { type LetterStanding, letterStandingOf } from './letter.rules.ts';
import type { Standing } from './sign-in.rules.ts';

/** An account as signing in and each request need it. */
export type SignedInAccount = Actor & Standing & Readonly<{ hasSecondFactor: boolean; letters: LetterStanding }>;

/** Little, because it is read on every page. */
const fields = {
  name: 1,
  'roles.role': 1,
  'roles.scope': 1,
  sessionEpoch: 1,
  endedSessions: 1,
  state: 1,
  'secondFactor.confirmedAt': 1,
  email: 1,
  'proven.email': 1,
} as const;

type Lean = Pick<
  AccountRecord,
  '_id' | 'name' | 'roles' | 'sessionEpoch' | 'endedSessions' | 'state' | 'secondFactor' | 'email' | 'proven'
>;

const signedIn = (account: Lean): SignedInAccount => ({
  id: account._id.toString(),
  name: account.name,
  roles: account.roles.map(({ role, scope }): RoleGrant => ({ role, scope })),
  isActive: accountStates.is('active', account.state),
  epoch: account.sessionEpoch,
  endedSessions: account.endedSessions.map(({ key }) => key),
  hasSecondFactor: account.secondFactor !== undefined,
  letters: letterStandingOf(account.email, account.proven?.email !== undefined),
});

export async function findSignedIn(id: string): Promise<SignedInAccount | undefined> {
  const found = await Account.findById(id, fields).lean();
  return found ? signedIn(found) : undefined;
}

export type Credentials = Readonly<{ contact: Contact; password: string; origin: Origin }>;

/**
 * The account of these credentials, or undefined: an unknown one costs the same work and gets the same answer as a wrong
 * password. Of several accounts that name this address or number it is the one with this password. Throws
 * TooManyRequests.
 */
export async function checkCredentials({
  contact,
  password,
  origin,
}: Credentials): Promise<SignedInAccount | undefined> {
  const claimants = await findClaimants(contact);
  const own = await knownOn(origin.device, claimants);
  // Each on its own budget: whoever claims the same first does not use up what its owner may try.
  for (const claimant of own) {
    const found = await tryOn([claimant], password, { account: claimant._id.toString(), ...origin });
    if (found) return found;
  }
  if (own.length > 0 && own.length === claimants.length) return undefined;
  // One budget for an account, whichever of its identifiers is typed; of the others this device knows none.
  const account = claimants[0]?._id.toString() ?? Object.values(contact).join();
  const strangers = claimants.filter((claimant) => !own.includes(claimant));
  return tryOn(strangers, password, { account, address: origin.address });
}

async function knownOn(device: string | undefined, claimants: readonly Claimant[]): Promise<Claimant[]> {
  const known = await Promise.all(claimants.map(({ _id }) => isKnownDevice(_id.toString(), device)));
  return claimants.filter((_, index) => known[index]);
}

async function tryOn(
  claimants: readonly Claimant[],
  password: string,
  attempting: Readonly<{ account: string }> & Origin,
): Promise<SignedInAccount | undefined> {
  const attempt = await beforeAttempt('sign-in', attempting);
  const found = await findByPassword(claimants, password);
  if (!found || !accountStates.is('active', found.state)) {
    await recordFailure(attempt);
    log.info({ account: claimants[0]?._id.toString() }, 'sign-in refused');
    return undefined;
  }
  await recordSuccess(attempt);
  if (needsRehash(found.passwordHash)) await rehash(found._id.toString(), found.passwordHash, password);
  return signedIn(found);
}

/** Somebody whose account names this address or number. */
export type Claimant = Lean & Pick<AccountRecord, 'passwordHash'>;

/** Those that name it: whoever proved it in front, then the eldest, which no later one can crowd out. */
export async function findClaimants(contact: Contact): Promise<Claimant[]> {
  const field = 'email' in contact ? 'email' : 'phone';
  const found = (await Account.find(byContact(contact), { ...fields, passwordHash: 1, 'proven.phone': 1 })
    .sort({ createdAt: 1, _id: 1 })
    .limit(mostClaimants + 1)
    .lean()) as unknown as Claimant[];
  const hasProof = ({ proven }: Pick<AccountRecord, 'proven'>) => Number(proven?.[field] !== undefined);
  return found.sort((one, other) => hasProof(other) - hasProof(one));
}

/** Without anybody to compare with, the work of one comparison is done all the same. */
export async function findByPassword(claimants: readonly Claimant[], password: string): Promise<Claimant | undefined> {
  if (claimants.length === 0) await verifyPassword(undefined, password);
  for (const claimant of claimants) {
    if (await verifyPassword(claimant.passwordHash, password)) return claimant;
  }
  return undefined;
}

async function rehash(id: string, before: string, password: string): Promise<void> {
  await Account.updateOne({ _id: id, passwordHash: before }, { $set: { passwordHash: await hashPassword(password) } });
}

/** Whether it is the password of somebody signed in already; throttled like signing in. Throws TooManyRequests. */
export async function isPasswordOf(id: string, password: string, origin: Origin): Promise<boolean> {
  const attempt = await beforeAttempt('sign-in', { account: id, isSignedIn: true, ...origin });
  const found = await Account.findById(id, { passwordHash: 1 }).lean();
  const isRight = await verifyPassword(found?.passwordHash, password);
  await (isRight ? recordSuccess(attempt) : recordFailure(attempt));
  return isRight;
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
