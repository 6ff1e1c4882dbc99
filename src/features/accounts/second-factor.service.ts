/** The second factor: set up, asked for, taken away. Each code counts once. */
import mongoose, { type ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { beforeAttempt, type Origin, recordFailure, recordSuccess } from '../../platform/throttle.ts';
import { hashRecoveryCode, newRecoveryCodes, plainCode, verifyTotp } from '../../platform/totp.ts';
import { Account } from './account.model.ts';
import { byContact, newSecondFactor, secretOf } from './account.service.ts';
import type { Contact } from './contact.rules.ts';

export type SecondFactorOn = Readonly<{ epoch: number; recoveryCodes: readonly string[] }>;

const exists = mongoose.trusted({ $exists: true });
/** Otherwise whoever typed somebody else's address would lock its owner out for good. */
const proved = { $or: [{ 'proven.email': exists }, { 'proven.phone': exists }] };

/**
 * Turns it on when the code proves that the app has the secret; undefined for a wrong code. Ends all other sessions, so the
 * new epoch comes back. Throws Conflict when it is on already or nothing of the account is proved, TooManyRequests after
 * many wrong codes.
 */
export async function turnOnSecondFactor(
  accountId: string,
  secret: string,
  code: string,
  { origin, now }: { origin: Origin; now: Date },
): Promise<SecondFactorOn | undefined> {
  const attempt = await beforeAttempt('totp', { account: accountId, isSignedIn: true, ...origin });
  const counter = verifyTotp(secret, code, 0, now);
  await (counter === null ? recordFailure(attempt) : recordSuccess(attempt));
  if (counter === null) return undefined;
  const { codes, hashes } = newRecoveryCodes();
  const secondFactor = newSecondFactor(accountId, secret, counter, now);
  const epoch = await moveOn(
    { _id: accountId, secondFactor: mongoose.trusted({ $exists: false }), ...proved },
    { $set: { secondFactor, recoveryCodes: hashes }, $inc: { sessionEpoch: 1 } },
    { accountId, action: 'account.second-factor-on', news: 'secondFactorOn' },
  );
  return { epoch, recoveryCodes: codes };
}

/** Returns the new epoch. Throws Conflict when it is off already. */
export const turnOffSecondFactor = (accountId: string): Promise<number> =>
  takeAway({ accountId, action: 'account.second-factor-off', news: 'secondFactorOff' });

/** `email` is where its owner is told, absent where no letter can go. */
export type SecondFactorReset = Readonly<{ name: string; email?: string }>;

/**
 * Turns it off for somebody who lost phone and recovery codes: for the console only, whose operator has made sure who asks.
 * Ends all sessions. Undefined when no account has this contact; throws Conflict when it is off already.
 */
export async function resetSecondFactor(contact: Contact): Promise<SecondFactorReset | undefined> {
  const named = await Account.find(byContact(contact), { name: 1, email: 1, proven: 1, secondFactor: 1 }).lean();
  const holders = named.filter(({ secondFactor }) => secondFactor !== undefined);
  if (holders.length > 1)
    throw new Error('Several accounts name this. Use the e-mail address of the one that is meant.');
  const found = holders[0] ?? named[0];
  if (!found) return undefined;
  const accountId = found._id.toString();
  await takeAway({ accountId, action: 'account.second-factor-reset', actor: 'system', news: 'secondFactorOff' });
  return { name: found.name, ...(found.email && found.proven?.email ? { email: found.email } : {}) };
}

/** For an account that turned out to be nobody's yet; in the transaction that gives it to its owner. */
export async function clearSecondFactor(accountId: string, session: ClientSession): Promise<void> {
  const cleared = { $unset: { secondFactor: 1 as const }, $set: { recoveryCodes: [] } };
  const { modifiedCount } = await Account.updateOne({ _id: accountId, secondFactor: exists }, cleared, { session });
  if (modifiedCount === 1) await auditOf(accountId, 'account.second-factor-cleared', session);
}

const takeAway = (step: Step): Promise<number> =>
  moveOn(
    { _id: step.accountId, secondFactor: mongoose.trusted({ $exists: true }) },
    { $unset: { secondFactor: 1 }, $set: { recoveryCodes: [] }, $inc: { sessionEpoch: 1 } },
    step,
  );

type Step = Readonly<{
  accountId: string;
  action: string;
  /** Who does it, unless it is the person. */
  actor?: 'system';
  news: 'secondFactorOn' | 'secondFactorOff';
}>;

function moveOn(filter: object, update: object, { accountId, action, actor, news }: Step): Promise<number> {
  return transaction(async (session) => {
    const changed = await Account.findOneAndUpdate(filter, update, {
      session,
      returnDocument: 'after',
      projection: { sessionEpoch: 1 },
    });
    if (!changed) throw new Conflict('platform.changedMeanwhile');
    await auditOf(accountId, action, session, actor);
    await enqueue('accounts.tell', { account: accountId, news }, {}, session);
    return changed.sessionEpoch;
  });
}

/** New recovery codes instead of those that are left. Throws Conflict without a second factor. */
export async function renewRecoveryCodes(accountId: string): Promise<readonly string[]> {
  const { codes, hashes } = newRecoveryCodes();
  const on = { _id: accountId, secondFactor: mongoose.trusted({ $exists: true }) };
  await transaction(async (session) => {
    const { matchedCount } = await Account.updateOne(on, { $set: { recoveryCodes: hashes } }, { session });
    if (matchedCount === 0) throw new Conflict('platform.changedMeanwhile');
    await auditOf(accountId, 'account.recovery-codes-renewed', session);
  });
  return codes;
}

/** Whether it is the app's code of this moment, or a recovery code; either is used up. Throws TooManyRequests. */
export async function checkSecondFactor(
  accountId: string,
  code: string,
  { origin, now }: { origin: Origin; now: Date },
): Promise<boolean> {
  const attempt = await beforeAttempt('totp', { account: accountId, ...origin });
  const isRight = isAppCode(code) ? await useAppCode(accountId, code, now) : await useRecoveryCode(accountId, code);
  await (isRight ? recordSuccess(attempt) : recordFailure(attempt));
  return isRight;
}

const isAppCode = (code: string) => /^\d{6}$/.test(plainCode(code));

/** The filter holds the last counter, so of two requests with one code the second changes nothing. */
async function useAppCode(accountId: string, code: string, now: Date): Promise<boolean> {
  const stored = (await Account.findById(accountId, { secondFactor: 1 }).lean())?.secondFactor;
  if (!stored) return false;
  const counter = verifyTotp(secretOf(accountId, stored.secret), code, stored.lastCounter, now);
  if (counter === null) return false;
  const { modifiedCount } = await Account.updateOne(
    { _id: accountId, 'secondFactor.lastCounter': mongoose.trusted({ $lt: counter }) },
    { $set: { 'secondFactor.lastCounter': counter } },
  );
  return modifiedCount === 1;
}

async function useRecoveryCode(accountId: string, code: string): Promise<boolean> {
  const hash = hashRecoveryCode(code);
  return transaction(async (session) => {
    const holding = { _id: accountId, recoveryCodes: hash };
    const { modifiedCount } = await Account.updateOne(holding, { $pull: { recoveryCodes: hash } }, { session });
    if (modifiedCount === 1) await auditOf(accountId, 'account.recovery-code-used', session);
    return modifiedCount === 1;
  });
}

const auditOf = (id: string, action: string, session: ClientSession, actor = id) =>
  recordAudit({ actor, action, target: { kind: 'account', id } }, session);

/** What the account page says of it. */
export async function secondFactorOf(accountId: string): Promise<{ since?: Date; codesLeft: number }> {
  const found = await Account.findById(accountId, { 'secondFactor.confirmedAt': 1, recoveryCodes: 1 }).lean();
  const since = found?.secondFactor?.confirmedAt;
  return { ...(since ? { since } : {}), codesLeft: found?.recoveryCodes?.length ?? 0 };
}
