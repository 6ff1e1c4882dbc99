/** The part of an address that names a network rather than a device: what throttling and the audit trail keep of it. */
import { isIPv4, isIPv6 } from 'node:net';

/** The /24 of an IPv4 address, the /56 of an IPv6 one; what is neither stands in one network together. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return 'unknown';
  const [first, second, third, fourth = ''] = expand(plain);
  return `${first}:${second}:${third}:${fourth.slice(0, 2)}00::/56`;
}

/** All eight groups of an IPv6 address, with four digits each. */
function expand(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].map((group) => group.padStart(4, '0').toLowerCase());
}

/** An IPv4 tail stands for two groups; it never reaches the network part, so its value is not worked out. */
const groups = (text: string) =>
  text.split(':').flatMap((group) => (group === '' ? [] : group.includes('.') ? ['0', '0'] : [group]));
