/** Another phone number or e-mail address for an account. Both sign in, so each belongs to one account: the first wins. */
import { randomInt } from 'node:crypto';
import mongoose, { type ClientSession, Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { blindIndex } from '../../platform/crypto.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { beforeAttempt, type Origin, recordFailure, recordSuccess } from '../../platform/throttle.ts';
import { plainCode } from '../../platform/totp.ts';
import { Account } from './account.model.ts';
import { byContact, contactOf, mostClaimants, storedPhone } from './account.service.ts';
import { accountStates } from './account.states.ts';
import { ContactChange } from './contact-change.model.ts';
import { endLinks } from './link.service.ts';

const codeMinutes = 30;

type Asking = Readonly<{ origin: Origin; now: Date }>;

/**
 * Asks for a code at the new address; the address stays as it is until that code is typed. Whether it has an account
 * already is told to its mailbox only, since anybody may ask. Throws TooManyRequests.
 */
export async function askForEmail(accountId: string, email: string, { origin, now }: Asking): Promise<void> {
  await recordFailure(await beforeAttempt('contact-change', { account: accountId, isSignedIn: true, ...origin }));
  await transaction((session) => awaitCode(accountId, email, now, session));
}

/** From now on this address waits for its code, and a letter with one goes out. */
export async function awaitCode(accountId: string, email: string, now: Date, session: ClientSession): Promise<void> {
  const fresh = { $set: { email, expiresAt: expiryFrom(now) }, $unset: { codeHash: 1 as const } };
  await ContactChange.updateOne({ _id: accountId }, fresh, { upsert: true, session });
  await enqueue('accounts.send-email-code', { account: accountId, email }, {}, session);
}

const expiryFrom = (now: Date) => new Date(now.getTime() + codeMinutes * 60_000);

/** The address that waits for its code, or undefined. */
export async function findWaitingEmail(accountId: string, now: Date): Promise<string | undefined> {
  const waiting = { _id: accountId, expiresAt: mongoose.trusted({ $gt: now }) };
  return (await ContactChange.findOne(waiting, { email: 1 }).lean())?.email;
}

/** For the letter: a new code for this address, or undefined when it is not waited for any more. */
export async function makeEmailCode(
  accountId: string,
  email: string,
  now: Date,
  session: ClientSession,
): Promise<string | undefined> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const made = { $set: { codeHash: hashOf(accountId, code), expiresAt: expiryFrom(now) } };
  const { matchedCount } = await ContactChange.updateOne({ _id: accountId, email }, made, { session });
  return matchedCount === 1 ? code : undefined;
}

const hashOf = (accountId: string, code: string) => blindIndex('contact-code', `${accountId}|${plainCode(code)}`);

export type Confirmed = 'changed' | 'codeRefused' | 'taken';

/**
 * Takes the address over when the code is right; a code counts once. Letters that were sent to the old address let nobody in
 * any more. `taken`: another account was first. Throws TooManyRequests.
 */
export async function confirmEmail(accountId: string, code: string, { origin, now }: Asking): Promise<Confirmed> {
  const attempt = await beforeAttempt('contact-code', { account: accountId, isSignedIn: true, ...origin });
  try {
    const isRight = await transaction((session) => takeEmail(accountId, code, now, session));
    await (isRight ? recordSuccess(attempt) : recordFailure(attempt));
    return isRight ? 'changed' : 'codeRefused';
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return 'taken';
  }
}

async function takeEmail(accountId: string, code: string, now: Date, session: ClientSession): Promise<boolean> {
  const right = { _id: accountId, codeHash: hashOf(accountId, code), expiresAt: mongoose.trusted({ $gt: now }) };
  const change = await ContactChange.findOneAndDelete(right, { session });
  if (!change) return false;
  const { email } = change;
  const before = await Account.findOneAndUpdate(
    { _id: accountId, ...accountStates.before('takeEmail') },
    { $set: { email, 'proven.email': now } },
    { session, projection: { email: 1, proven: 1 } },
  );
  if (!before) return false;
  await endLinks({ purpose: 'reset', account: accountId }, now, session);
  if (before.email === email) {
    await audit(accountId, 'account.email-proved', session);
    return true;
  }
  // An address that was never proved may be a stranger's.
  if (before.email && before.proven.email) {
    await enqueue('accounts.tell', { account: accountId, news: 'emailChanged', to: before.email }, {}, session);
  }
  await audit(accountId, 'account.email-changed', session);
  return true;
}

/**
 * There is no telephone that this system could send a code to, so the number stays unproved until an officer hands over a
 * link in person; the password and a letter to the e-mail address have to do. Whether others name the number is told to
 * nobody. Safe done twice. Throws Conflict when very many name it, or it was changed meanwhile.
 */
export async function changePhone(accountId: string, phone: string, { origin, now }: Asking): Promise<void> {
  const seen = (await contactOf(accountId))?.phone;
  if (seen === phone) return;
  await recordFailure(await beforeAttempt('contact-change', { account: accountId, isSignedIn: true, ...origin }));
  if ((await Account.countDocuments(byContact({ phone }))) >= mostClaimants) {
    throw new Conflict('accounts.contactCrowded');
  }
  await transaction(async (session) => {
    const phoneIndex = seen === undefined ? mongoose.trusted({ $exists: false }) : blindIndex('phone', seen);
    const changed = {
      $set: storedPhone(new Types.ObjectId(accountId), phone),
      $unset: { 'proven.phone': 1 as const },
    };
    const { matchedCount } = await Account.updateOne({ _id: accountId, phoneIndex }, changed, { session });
    if (matchedCount === 0) throw new Conflict('platform.changedMeanwhile');
    // A link that an officer handed over proves the number that they saw, and no later one.
    await endLinks({ purpose: 'reset', account: accountId }, now, session);
    await audit(accountId, 'account.phone-changed', session);
    await enqueue('accounts.tell', { account: accountId, news: 'phoneChanged' }, {}, session);
  });
}

const audit = (id: string, action: string, session: ClientSession) =>
  recordAudit({ actor: id, action, target: { kind: 'account', id } }, session);
