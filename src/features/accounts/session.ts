/** The session of somebody signed in: how it begins, what it holds, how it ends. */
import type { Request, Response } from 'express';
import type { SessionData } from 'express-session';
import { now } from '../../platform/clock.ts';
import { must } from '../../platform/must.ts';
import { saveSession, sessionKey } from '../../platform/session.ts';
import type { LetterStanding } from './letter.rules.ts';
import { noteOpenSession } from './open-session.service.ts';
import { absoluteLimit, confirmationLimit, type SessionClaim } from './sign-in.rules.ts';
import { endSession, findSignedIn, type SignedInAccount } from './sign-in.service.ts';

declare global {
  namespace Express {
    interface User extends SignedInAccount {}
  }
}

/** The right password was given; the code of the second factor is still to come. */
export type SecondStep = Readonly<{ account: string; epoch: number; since: number; returnTo: string }>;

declare module 'express-session' {
  interface SessionData {
    passport?: { user?: SessionClaim };
    /** Kept for staff only and renewed once a minute, so that a page does not cost a write. */
    seenAt?: number;
    /** When the password was last given. */
    confirmedAt?: number;
    secondStep?: SecondStep;
    /** Encrypted: the secret of a second factor that is being set up, then its recovery codes until they are noted down. */
    newSecret?: string;
    newCodes?: string;
  }
}

/** The account of who is signed in; behind a guard there is one. */
export const accountIn = (req: Request): SignedInAccount => must(req.user, 'the account of who is signed in');

/** Whether what a page promises by e-mail would arrive; nobody is promised anything who is not signed in. */
export const lettersOf = ({ user }: Pick<Request, 'user'>): LetterStanding => user?.letters ?? 'none';

export const claimOf = ({ id, epoch }: Pick<SignedInAccount, 'id' | 'epoch'>): SessionClaim => ({
  account: id,
  epoch,
  since: now().getTime(),
});

type Kept = Readonly<Partial<Pick<SessionData, 'confirmedAt' | 'afterStep'>>>;

/**
 * Begins a session under a new id, so that nobody can have planted it. What the old one held is gone, and what is `kept`
 * for the next page is stored.
 */
export async function startSession(
  req: Request,
  account: SignedInAccount,
  kept: Kept = { confirmedAt: now().getTime() },
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    req.logIn(account, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  Object.assign(req.session, kept);
  await saveSession(req);
  const claim = must(req.session.passport?.user, 'the claim of a session that began');
  await noteOpenSession(claim, sessionKey(req.sessionID), req.get('user-agent'));
}

/**
 * The same after the account moved to a new epoch by what its person did here: this session goes on, all others end. It is
 * not a sign-in, so when the password was last given stays as it was.
 */
export async function carryOn(req: Request): Promise<void> {
  const { confirmedAt = 0, afterStep } = req.session;
  const account = await findSignedIn(accountIn(req).id);
  if (!account) return;
  await startSession(req, account, { confirmedAt, ...(afterStep === undefined ? {} : { afterStep }) });
}

/** Waits for the second step in a session that is new too. */
export async function holdForSecondStep(req: Request, account: SignedInAccount, returnTo: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    req.session.regenerate((error?: unknown) => (error ? reject(error) : resolve()));
  });
  req.session.secondStep = { account: account.id, epoch: account.epoch, since: now().getTime(), returnTo };
  await saveSession(req);
}

/** The step that waits in this session, unless it has waited too long. */
export function secondStepOf(req: Request): SecondStep | undefined {
  const step = req.session.secondStep;
  return step && now().getTime() - step.since < confirmationLimit ? step : undefined;
}

/** A session that was ended here stays dead even when a request under way saves it again. */
export async function leaveSession(req: Request, res: Response): Promise<void> {
  const claim = req.session.passport?.user;
  if (claim) await endSession(claim.account, sessionKey(req.sessionID), new Date(claim.since + absoluteLimit));
  await destroySession(req, res);
}

/** Forgets the session and what the browser keeps of its pages; the choice of language stays. */
export async function destroySession(req: Request, res: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    req.session.destroy((error?: unknown) => (error ? reject(error) : resolve()));
  });
  res.set('Clear-Site-Data', '"cache", "storage"');
}
