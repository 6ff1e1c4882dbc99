/** The sessions of an account, as its person sees them: where they are signed in, and ending one of them from here. */
import mongoose, { Types } from 'mongoose';
import { deviceOf, type Device } from './device.rules.ts';
import { OpenSession } from './open-session.model.ts';
import type { SessionClaim } from './sign-in.rules.ts';
import { absoluteLimit } from './sign-in.rules.ts';
import { endSession, findSignedIn } from './sign-in.service.ts';

/** Notes a session that begins. */
export async function noteOpenSession(claim: SessionClaim, key: string, userAgent: string | undefined): Promise<void> {
  const { account, epoch, since } = claim;
  const times = { since: new Date(since), until: new Date(since + absoluteLimit) };
  const _id = new Types.ObjectId();
  await OpenSession.create({
    _id,
    account: new Types.ObjectId(account),
    key,
    epoch,
    device: deviceOf(userAgent),
    ...times,
  });
}

export type OpenSession = Readonly<{ id: string; device: Device; since: Date; isThis: boolean }>;

const mostShown = 50;

/** Those that are open now, the latest first; `ownKey` is that of the session which asks. */
export async function listOpenSessions(accountId: string, ownKey: string, now: Date): Promise<OpenSession[]> {
  const account = await findSignedIn(accountId);
  if (!account) return [];
  const alive = { account: accountId, epoch: account.epoch, until: mongoose.trusted({ $gt: now }) };
  const found = await OpenSession.find(alive).sort({ since: -1, _id: -1 }).limit(mostShown).lean();
  return found
    .filter(({ key }) => !account.endedSessions.includes(key))
    .map(({ _id, key, device, since }) => ({ id: _id.toString(), device, since, isThis: key === ownKey }));
}

/** Ends one of the account's own sessions at its next request. Safe done twice: what has ended already is no fault. */
export async function endOpenSession(accountId: string, sessionId: string): Promise<void> {
  const found = await OpenSession.findOneAndDelete({ _id: sessionId, account: accountId });
  if (found) await endSession(accountId, found.key, found.until);
}
