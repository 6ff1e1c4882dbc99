/** Changing a password, with the old one or with a link. Either ends all other sessions of the account. */
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict, Forbidden, NotFound } from '../../platform/errors.ts';
import type { StringKey } from '../../platform/i18n.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { judgePassword } from '../../platform/password-strength.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { beforeAttempt, recordFailure } from '../../platform/throttle.ts';
import { Account } from './account.model.ts';
import { byContact, contactOf, findPerson } from './account.service.ts';
import { isStaff } from './actor.rules.ts';
import type { Contact } from './contact.rules.ts';
import { endLinks, findLink, linkAddress, makeLink, useLink } from './link.service.ts';
import { findSignedIn } from './sign-in.service.ts';

/** What everybody here would try first. */
const localWords = ['layar', 'sekolah', 'ekspor', 'tangerang', 'disnaker'];

/** What is wrong with a new password of somebody of whom a guesser knows these words, or undefined. */
export const judgeNewPassword = (password: string, personal: readonly string[]): Promise<StringKey | undefined> =>
  judgePassword(password, [...personal, ...localWords]);

/** The same for an account that exists. */
export async function judgePasswordOf(accountId: string, password: string): Promise<StringKey | undefined> {
  const [person, contact] = await Promise.all([findPerson(accountId), contactOf(accountId)]);
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

/**
 * Asks for a link by mail. Known or not, the same is done here; whether a letter goes out is decided by the job.
 * Throws TooManyRequests.
 */
export async function askForReset(contact: Contact, address: string, now: Date): Promise<void> {
  const found = await Account.findOne({ ...byContact(contact), state: 'active' }, { _id: 1 }).lean();
  const account = found?._id.toString() ?? null;
  await recordFailure(await beforeAttempt('reset', { account: account ?? Object.values(contact).join(), address }));
  await enqueue('accounts.send-reset', { account, asked: now.toISOString() });
}

/** For who works with the link: whose it is, and undefined when it is used up, too old or never was. */
export async function findResetAccount(token: string, now: Date): Promise<string | undefined> {
  return (await findLink('reset', token, now))?.account?.toString();
}

/** Throws NotFound when the link was used meanwhile, or the account is no longer active. */
export async function resetPassword(token: string, password: string, now: Date): Promise<void> {
  const passwordHash = await hashPassword(password);
  await transaction(async (session) => {
    const link = await useLink('reset', token, now, session);
    const id = link.account!.toString();
    const changed = { $set: { passwordHash, endedSessions: [] }, $inc: { sessionEpoch: 1 } };
    const { matchedCount } = await Account.updateOne({ _id: id, state: 'active' }, changed, { session });
    if (matchedCount === 0) throw new NotFound('accounts.linkGone');
    await endLinks({ purpose: 'reset', account: id }, now, session);
    await recordAudit({ actor: id, action: 'account.password-reset', target: { kind: 'account', id } }, session);
    await enqueue('accounts.tell', { account: id, news: 'passwordChanged' }, {}, session);
  });
}

/**
 * For somebody who has a phone number only: an officer who knows them in person hands over this link, which works for ten
 * minutes. Whether the officer may is the caller's to decide. Throws Forbidden for the account of another officer.
 */
export async function makeResetLink(accountId: string, by: string, now: Date, baseUrl: URL): Promise<string> {
  const account = await findSignedIn(accountId);
  if (!account || isStaff(account)) throw new Forbidden('accounts.resetLearnersOnly');
  return transaction(async (session) => {
    const token = await makeLink('reset', accountId, now, session);
    const target = { kind: 'account', id: accountId };
    await recordAudit({ actor: by, action: 'account.reset-link-made', target }, session);
    return linkAddress('reset', token, baseUrl);
  });
}
