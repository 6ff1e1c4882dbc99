/**
 * The token of a form: the secret of its session, the account it was shown to and the page it stands on, signed.
 *
 * Only the session's secret lets a form be accepted. The rest is for a form that comes back too late: the signature tells a
 * form that we once showed from one that another site made up, whose it is, and which page to show again. Nobody gets such
 * a token for another account than their own, so a form planted from outside is either not genuine or not the victim's.
 */
import { createHmac } from 'node:crypto';
import { safeEqual } from './crypto.ts';
import { currentKeys } from './keys.ts';

export type FormOrigin = Readonly<{
  /** Undefined for a form that was shown to a visitor. */
  account: string | undefined;
  /** Path and query of the page, '' when it has no address of its own. */
  page: string;
}>;

const longestPage = 600;

export function signFormToken(secret: string, { account, page }: FormOrigin): string {
  const origin = Buffer.from(JSON.stringify([account ?? '', page.length > longestPage ? '' : page]));
  const signed = `${secret}.${origin.toString('base64url')}`;
  return `${signed}.${signatureOf(signed)}`;
}

/** Undefined for whatever we did not sign. */
export function readFormToken(token: unknown): (FormOrigin & { secret: string }) | undefined {
  if (typeof token !== 'string') return undefined;
  const end = token.lastIndexOf('.');
  const signed = token.slice(0, end);
  if (end < 0 || !safeEqual(signatureOf(signed), token.slice(end + 1))) return undefined;
  const [secret = '', origin = ''] = signed.split('.');
  const [account = '', page = ''] = JSON.parse(Buffer.from(origin, 'base64url').toString('utf8')) as string[];
  return { secret, account: account || undefined, page };
}

const signatureOf = (signed: string) =>
  createHmac('sha256', currentKeys().csrf.secret).update(`form token\0${signed}`).digest('base64url');
