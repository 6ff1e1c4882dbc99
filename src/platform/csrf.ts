/** Every change comes from a form of ours: same origin, and the token of the session. */
import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { Forbidden, FormExpired } from './errors.ts';
import { readFormToken, signFormToken } from './form-token.ts';

declare module 'express-session' {
  interface SessionData {
    csrf?: string;
  }
}

declare global {
  namespace Express {
    interface Request {
      /** Its token is not the session's; the guard refuses it, once it is known whether somebody is signed in at all. */
      isUnproven?: boolean;
    }
  }
}

const sentToken = (req: Request): unknown => (req.body as Record<string, unknown> | undefined)?._csrf;

const { generateToken, isRequestValid } = csrfSync({
  // What counts is the secret; the signature around it is for forms that come too late.
  getTokenFromRequest: (req) => readFormToken(sentToken(req))?.secret ?? (sentToken(req) as string | undefined),
  getTokenFromState: (req) => req.session.csrf ?? null,
  storeTokenInState: (req, token) => {
    req.session.csrf = token as string;
  },
});

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);
export const isSafe = (req: Pick<Request, 'method'>): boolean => safe.has(req.method);

/** The token for a form. Asking for it starts a session, so a page asks only when it shows a form. */
export const csrfToken = (req: Request): string =>
  signFormToken(generateToken(req), { account: req.actor?.id, page: pageOf(req) });

/** A page that answers a form has no address of its own; its forms stand on the page from which that one came. */
const pageOf = (req: Request) => (isSafe(req) ? req.originalUrl : (readFormToken(sentToken(req))?.page ?? ''));

/** Throws when the token of the body is not the session's. A multipart body calls this once it has been read. */
export function checkCsrf(req: Request): void {
  if (!isRequestValid(req)) throw new FormExpired();
}

/**
 * Which site made the browser send this. A browser of today always says so; one that says nothing is judged by its token
 * alone.
 */
export function sentFrom(req: Request, origin: string): 'here' | 'elsewhere' | 'unknown' {
  const from = req.get('origin');
  const site = req.get('sec-fetch-site');
  if ((from !== undefined && from !== origin) || site === 'cross-site') return 'elsewhere';
  return from === origin || site === 'same-origin' ? 'here' : 'unknown';
}

/** For all routes: a change from another site is refused at once; multipart tokens are checked by who reads the body. */
export function protectFromForgery(origin: string): RequestHandler {
  return (req, _res, next) => {
    if (isSafe(req)) return next();
    if (sentFrom(req, origin) === 'elsewhere') throw new Forbidden('platform.sentFromElsewhere');
    if (!req.is('multipart/form-data')) req.isUnproven = !isRequestValid(req);
    next();
  };
}
