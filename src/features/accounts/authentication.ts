/** Who makes this request: read from the database each time, so that a role taken away is gone at once. */
import type { Request, RequestHandler, Response } from 'express';
import passport from 'passport';
import { Strategy as PasswordStrategy } from 'passport-local';
import { now } from '../../platform/clock.ts';
import { isSafe } from '../../platform/csrf.ts';
import { StepRequired } from '../../platform/errors.ts';
import { sessionKey } from '../../platform/session.ts';
import { accountPaths } from './accounts.paths.ts';
import { isStaff } from './actor.rules.ts';
import { readKnownContact } from './contact.rules.ts';
import { originOf } from './known-device.ts';
import { claimOf } from './session.ts';
import { isAlive, owesSecondFactor, type SessionClaim } from './sign-in.rules.ts';
import { checkCredentials, findSignedIn, type SignedInAccount } from './sign-in.service.ts';

const authenticator = new passport.Authenticator();
const noteEvery = 60_000;

authenticator.use(
  new PasswordStrategy(
    { usernameField: 'contact', passwordField: 'password', passReqToCallback: true },
    (req, typed, password, done) => {
      const contact = readKnownContact(typed);
      if (!contact.ok) return done(null, false);
      checkCredentials({ contact: contact.value, password, origin: originOf(req) }).then(
        (account) => done(null, account ?? false),
        done,
      );
    },
  ),
);

authenticator.serializeUser((account, done) => done(null, claimOf(account)));

authenticator.deserializeUser<SessionClaim, Request>((req, claim, done) => {
  findStillSignedIn(req, claim).then((account) => done(null, account ?? false), done);
});

async function findStillSignedIn(req: Request, claim: SessionClaim): Promise<SignedInAccount | undefined> {
  const account = await findSignedIn(claim.account);
  const facts = { claim, key: sessionKey(req.sessionID), seenAt: req.session.seenAt ?? claim.since, now: now() };
  return account && isAlive(facts, account) ? account : undefined;
}

/** The account whose contact and password are in the body, or undefined. Throws TooManyRequests. */
export const checkSignIn = (req: Request, res: Response): Promise<SignedInAccount | undefined> =>
  new Promise((resolve, reject) => {
    const answer = (error: unknown, account?: SignedInAccount | false) =>
      error ? reject(error) : resolve(account || undefined);
    authenticator.authenticate('local', answer)(req, res, reject);
  });

const secondFactorPath = accountPaths.secondFactor();

/** All that is open to staff without a second factor. */
const isOpenBefore = (path: string) =>
  path === accountPaths.signOut() || path === secondFactorPath || path.startsWith(`${secondFactorPath}/`);

const bindActor: RequestHandler = (req, res, next) => {
  const account = req.user;
  if (!account) return next();
  const { id, name, roles } = account;
  req.actor = { id, name, roles };
  if (isStaff(account)) noteSeen(req);
  if (owesSecondFactor(account, account.hasSecondFactor) && !isOpenBefore(req.path)) {
    if (!isSafe(req)) throw new StepRequired('accounts.secondFactorFirst', secondFactorPath);
    return res.redirect(303, secondFactorPath);
  }
  next();
};

function noteSeen(req: Request): void {
  const at = now().getTime();
  if (at - (req.session.seenAt ?? 0) > noteEvery) req.session.seenAt = at;
}

/** Stands after the session and before every page. */
export const authentication = (): RequestHandler[] => [authenticator.session() as RequestHandler, bindActor];
