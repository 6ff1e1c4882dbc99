/** Which proxies may say whom they ask for. Pure. What is misread here makes all visitors one, or lets each be anybody. */
import { isIP } from 'node:net';

const names = new Set(['loopback', 'linklocal', 'uniquelocal']);

/**
 * As Express takes it: addresses, ranges and names, separated by commas, or how many proxies stand in front. Undefined for
 * anything else, `true` among it: who trusts every sender believes whatever address one makes up.
 */
export function readTrustProxy(text: string): string | number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => names.has(part) || isRange(part)) ? parts.join(',') : undefined;
}

function isRange(text: string): boolean {
  const [address = '', length, ...more] = text.split('/');
  const longest = isIP(address) === 6 ? 128 : 32;
  const isLength =
    length === undefined || (/^\d{1,3}$/.test(length) && Number(length) >= 1 && Number(length) <= longest);
  return isIP(address) !== 0 && isLength && more.length === 0;
}
