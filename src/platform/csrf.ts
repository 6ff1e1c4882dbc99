/** Every change comes from a form of ours: same origin, and the token of the session. */
import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { Forbidden } from './errors.ts';

declare module 'express-session' {
  interface SessionData {
    csrf?: string;
  }
}

const { generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (req) => (req.body as Record<string, unknown> | undefined)?._csrf as string | undefined,
  getTokenFromState: (req) => req.session.csrf ?? null,
  storeTokenInState: (req, token) => {
    req.session.csrf = token as string;
  },
});

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The token for a form. Asking for it starts a session, so a page asks only when it shows a form. */
export const csrfToken = (req: Request): string => generateToken(req);

/** Throws when the token of the body is not the session's. A multipart body calls this once it has been read. */
export function checkCsrf(req: Request): void {
  if (!isRequestValid(req)) throw new Forbidden('platform.formExpired');
}

/** For all routes: a change from another site is refused at once; multipart tokens are checked by who reads the body. */
export function protectFromForgery(origin: string): RequestHandler {
  return (req, _res, next) => {
    if (safe.has(req.method)) return next();
    const from = req.get('origin');
    const site = req.get('sec-fetch-site');
    if ((from !== undefined && from !== origin) || site === 'cross-site') throw new Forbidden('platform.formExpired');
    if (!req.is('multipart/form-data')) checkCsrf(req);
    next();
  };
}
