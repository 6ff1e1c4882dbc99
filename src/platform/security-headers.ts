import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from './config.ts';

/** Nothing runs, loads or frames a page but what we serve; scripts carry this answer's nonce. */
export function securityHeaders({ baseUrl }: Pick<Config, 'baseUrl'>): RequestHandler[] {
  const isSecure = baseUrl.protocol === 'https:';
  const nonce: RequestHandler = (_req, res, next) => {
    res.locals.nonce = randomBytes(16).toString('base64');
    next();
  };
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [
          (_req, res) => `'nonce-${(res as never as { locals: { nonce: string } }).locals.nonce}'`,
          "'strict-dynamic'",
        ],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  });
  return [nonce, headers];
}
