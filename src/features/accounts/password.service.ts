/** Changing a password, with the old one or with a link. Either ends all other sessions of the account. */
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict, Forbidden, NotFound } from '../../platform/errors.ts';
import type { StringKey } from '../../platform/i18n.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { must } from '../../platform/must.ts';
import { judgePassword } from '../../platform/password-strength.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { beforeAttempt, type Origin, recordFailure } from '../../platform/throttle.ts';
import { Account } from './account.model.ts';
import { byContact, findPerson, mostClaimants, ownContactOf } from './account.service.ts';
import { accountStates } from './account.states.ts';
import { isStaff } from './actor.rules.ts';
import type { Contact } from './contact.rules.ts';
import { endLinks, findLink, linkAddress, makeLink, useLink } from './link.service.ts';
import { isProven, proveContact } from './proof.service.ts';
import { clearSecondFactor } from './second-factor.service.ts';
import { findSignedIn } from './sign-in.service.ts';

/** What everybody here would try first. */
const localWords = ['layar', 'sekolah', 'ekspor', 'tangerang', 'disnaker'];

/** What is wrong with a new password of somebody of whom a guesser knows these words, or undefined. */
export const judgeNewPassword = (password: string, personal: readonly string[]): Promise<StringKey | undefined> =>
  judgePassword(password, [...personal, ...localWords]);

/** The same for an account that exists. */
export async function judgePasswordOf(accountId: string, password: string): Promise<StringKey | undefined> {
  const [person, contact] = await Promise.all([findPerson(accountId), ownContactOf(accountId)]);
  return judgeNewPassword(password, [person?.name ?? '', contact?.email ?? '', contact?.phone ?? '']);
}

/** Returns the new session epoch. Throws Conflict when the password was changed elsewhere meanwhile. */
export async function changePassword(accountId: string, epoch: number, password: string): Promise<number> {
  const passwordHash = await hashPassword(password);
  return transaction(async (session) => {
    const changed = await Account.findOneAndUpdate(
      { _id: accountId, sessionEpoch: epoch },
      { $set: { passwordHash }, $inc: { sessionEpoch: 1 } },
      { session, returnDocument: 'after', projection: { sessionEpoch: 1 } },
    );
    if (!changed) throw new Conflict('platform.changedMeanwhile');
    const target = { kind: 'account', id: accountId };
    await recordAudit({ actor: accountId, action: 'account.password-changed', target }, session);
    await enqueue('accounts.tell', { account: accountId, news: 'passwordChanged' }, {}, session);
    return changed.sessionEpoch;
  });
}

/** So many accounts of an address that nobody has proved get a letter at once. */
const mostLetters = 3;

/**
 * Asks for a link by mail. Known or not, the same is done here; whether a letter goes out is decided by the job. Of an
 * address that nobody has proved each account gets one, since its mailbox says whose they are. Throws TooManyRequests.
 */
export async function askForReset(contact: Contact, origin: Origin, now: Date): Promise<void> {
  const [first, ...others] = await findOwners(contact);
  await recordFailure(await beforeAttempt('reset', { account: first ?? Object.values(contact).join(), ...origin }));
  for (const account of [first ?? null, ...others]) {
    await enqueue('accounts.send-reset', { account, asked: now.toISOString() });
  }
}

/** Whoever proved the address or number; as long as nobody has, those that name it. */
async function findOwners(contact: Contact): Promise<string[]> {
  const found = await Account.find({ ...byContact(contact), ...accountStates.where('active') }, { proven: 1 })
    .sort({ createdAt: 1, _id: 1 })
    .limit(mostClaimants + 1)
    .lean();
  const field = 'email' in contact ? 'email' : 'phone';
  const owner = found.find(({ proven }) => proven[field] !== undefined);
  return (owner ? [owner] : found.slice(0, mostLetters)).map(({ _id }) => _id.toString());
}

/** For who works with the link: whose it is, and undefined when it is used up, too old or never was. */
export async function findResetAccount(token: string, now: Date): Promise<string | undefined> {
  return (await findLink('reset', token, now))?.account?.toString();
}

/**
 * Using the link proves where it came from. An account of which nothing had been proved may be a stranger's who typed
 * somebody else's address: its second factor goes. Returns the account's id. Throws NotFound when the link was used
 * meanwhile, or the account is no longer active.
 */
export async function resetPassword(token: string, password: string, now: Date): Promise<string> {
  const passwordHash = await hashPassword(password);
  return transaction(async (session) => {
    const { account, proves } = await useLink('reset', token, now, session);
    const id = must(account, 'the account of a reset link').toString();
    const changed = { $set: { passwordHash, endedSessions: [] }, $inc: { sessionEpoch: 1 } };
    const before = await Account.findOneAndUpdate({ _id: id, ...accountStates.before('resetPassword') }, changed, {
      session,
    });
    if (!before) throw new NotFound('accounts.linkGone');
    if (!isProven(before)) await clearSecondFactor(id, session);
    if (proves) await proveContact(before, proves, now, session);
    await endLinks({ purpose: 'reset', account: id }, now, session);
    await recordAudit({ actor: id, action: 'account.password-reset', target: { kind: 'account', id } }, session);
    await enqueue('accounts.tell', { account: id, news: 'passwordChanged' }, {}, session);
    return id;
  });
}

/**
 * For somebody who has a phone number only: an officer who knows them in person hands over this link, which works for ten
 * minutes; earlier links end. Whether the officer may is the caller's to decide. Throws Forbidden for the account of another officer.
 */
export async function makeResetLink(accountId: string, by: string, now: Date, baseUrl: URL): Promise<string> {
  const account = await findSignedIn(accountId);
  if (!account || isStaff(account)) throw new Forbidden('accounts.resetLearnersOnly');
  return transaction(async (session) => {
    await endLinks({ purpose: 'reset', account: accountId }, now, session);
    const token = await makeLink('reset', accountId, now, session, { phone: true });
    const target = { kind: 'account', id: accountId };
    await recordAudit({ actor: by, action: 'account.reset-link-made', target }, session);
    return linkAddress('reset', token, baseUrl);
  });
}
