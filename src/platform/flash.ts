/**
 * A sentence that the next page shows once, after a redirect. It travels in a cookie that only we can read or write, so that
 * neither saying it nor showing it costs the database anything, and it cannot come later than the redirect itself.
 */
import type { CookieOptions, Request, Response } from 'express';
import { readCookie } from './cookie.ts';
import { decryptField, encryptField } from './crypto.ts';
import type { StringKey, Values } from './i18n.ts';

export type Sentence = Readonly<{ key: StringKey; values: Values }>;
/** Whom it is said to: on a shared phone the next person does not read it. */
type Sealed = Sentence & Readonly<{ account?: string }>;

/** On a slow line the page follows late, but nobody wonders an hour later what was saved. */
const livesMs = 10 * 60_000;
/** A cookie holds 4 KB: names and titles are shorter by far. */
const longestValue = 200;
const address = { collection: 'cookie', id: 'flash', field: 'sentence' } as const;

/** Without https a browser refuses __Host- names. */
const names = { secure: '__Host-flash', plain: 'flash' } as const;
const isSecure = (res: Response) => (res.locals.baseUrl as URL | undefined)?.protocol === 'https:';
const nameOf = (res: Response) => (isSecure(res) ? names.secure : names.plain);
const optionsOf = (res: Response): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: isSecure(res),
  path: '/',
});

/** Leaves a sentence for the next page of this browser; the last one counts. */
export function flash(req: Request, key: StringKey, values: Values = {}): void {
  const { res, actor } = req;
  if (!res) return;
  const said: Sealed = { key, values: shortened(values), ...(actor ? { account: actor.id } : {}) };
  res.cookie(nameOf(res), encryptField(JSON.stringify(said), address), { ...optionsOf(res), maxAge: livesMs });
}

/** The sentence that waits for this person, which is then said; undefined when there is none, or it is somebody else's. */
export function takeFlash(req: Request, res: Response): Sentence | undefined {
  const sealed = readCookie(req.headers.cookie, nameOf(res));
  if (!sealed) return undefined;
  res.clearCookie(nameOf(res), optionsOf(res));
  const said = unsealed(sealed);
  const isForOther = said?.account !== undefined && said.account !== req.actor?.id;
  return isForOther ? undefined : said;
}

/** What we did not write says nothing. */
function unsealed(sealed: string): Sealed | undefined {
  try {
    return JSON.parse(decryptField(sealed, address)) as Sealed;
  } catch {
    return undefined;
  }
}

const shortened = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > longestValue ? `${value.slice(0, longestValue)}…` : value,
    ]),
  );
