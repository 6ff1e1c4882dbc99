/** The devices that people have signed in on: a cookie that names nobody, so that strangers can't lock its owner out. */
import type { Request, Response } from 'express';
import { blindIndex, randomToken, safeEqual } from '../../platform/crypto.ts';
import { readCookie } from '../../platform/cookie.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import { type Origin, rememberDevice } from '../../platform/throttle.ts';

const cookieDays = 180;
const isHttps = (res: Response) => (res.locals.baseUrl as URL).protocol === 'https:';
/** Without https a browser refuses __Host- names. */
const names = ['__Host-device', 'device'] as const;

/** Signed, so that nobody fills the database with devices of their own making. */
const seal = (id: string): string => `${id}.${blindIndex('device', id)}`;

function deviceOf(req: Request): string | undefined {
  for (const name of names) {
    const sealed = readCookie(req.headers.cookie, name);
    const id = sealed?.split('.', 1)[0];
    if (sealed !== undefined && id && safeEqual(sealed, seal(id))) return id;
  }
  return undefined;
}

/** For throttling and the audit trail; behind a proxy that is trusted, the address of whoever asked it. */
export const originOf = (req: Request): Origin => ({ address: req.ip ?? 'unknown', device: deviceOf(req) });

/** The account was proved in this browser, with its password and whatever else it asks for. */
export async function knowDevice(req: Request, res: Response, account: string): Promise<void> {
  const device = deviceOf(req) ?? randomToken(128);
  await rememberDevice(account, device);
  res.cookie(isHttps(res) ? names[0] : names[1], seal(device), {
    maxAge: cookieDays * 86_400_000,
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(res),
    path: shellPaths.front(),
  });
}
