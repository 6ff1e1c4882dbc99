/** Where somebody goes after signing in. Pure. Only a page of ours: anything else would lend our name to a stranger. */
import { shellPaths } from '../../platform/shell.paths.ts';
import { accountPaths } from './accounts.paths.ts';

export const homePath = shellPaths.home();
const longest = 500;

/** Pages that make no sense right after signing in. */
const pointless = [shellPaths.signIn(), accountPaths.signOut(), accountPaths.signUp()];

/** The path when it stays on this site, otherwise the home page. */
export function localPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > longest || !isLocal(asked)) return homePath;
  const { pathname, search } = new URL(asked, 'http://layar.invalid');
  const isPointless = pointless.some((path) => pathname === path || pathname.startsWith(`${path}/`));
  return isPointless ? homePath : pathname + search;
}

/** Browsers read a backslash as a slash and drop control characters, so `/\t/evil.example` would leave the site. */
function isLocal(path: string): boolean {
  if (!/^\/(?![/\\])[^\\\p{Cc}\u2028\u2029]*$/u.test(path)) return false;
  if (!URL.canParse(path, 'http://layar.invalid')) return false;
  const { origin, pathname } = new URL(path, 'http://layar.invalid');
  return origin === 'http://layar.invalid' && !pathname.startsWith('//');
}
