/** Whether others can open what is built from BASE_URL: QR codes, signatures and letters keep it for good. */
import type { Config } from './config.ts';

export type AddressProblem = 'loopback' | 'plain-http';

/**
 * What keeps an address from being printed. One that only this machine can open is never printed; one without https only
 * where the school says that it works on a local network of its own.
 */
export function findAddressProblem({
  baseUrl,
  allowsPlainHttp,
}: Pick<Config, 'baseUrl' | 'allowsPlainHttp'>): AddressProblem | undefined {
  if (isLoopback(baseUrl.hostname)) return 'loopback';
  return baseUrl.protocol === 'https:' || allowsPlainHttp ? undefined : 'plain-http';
}

/** URL has written every form of an IP address out by now: 127.1 is 127.0.0.1, and [::ffff:127.0.0.1] in hexadecimal. */
function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  return (
    /^(.+\.)?localhost(\.localdomain)?$/.test(host) ||
    /^(127\.\d+\.\d+\.\d+|0\.0\.0\.0)$/.test(host) ||
    /^\[::1?\]$|^\[::ffff:(7f..|0):[\da-f]+\]$/.test(host)
  );
}

/** For the console of whoever starts the server: what is wrong, and the way to mend it. */
export function addressWarning(config: Pick<Config, 'baseUrl' | 'allowsPlainHttp'>): string | undefined {
  const problem = findAddressProblem(config);
  if (!problem) return undefined;
  const { href } = config.baseUrl;
  const why =
    problem === 'loopback'
      ? `BASE_URL is ${href}, which only this machine can open. Set it to the address that people type.`
      : `BASE_URL is ${href}, without https. Put https in front of it, or set ALLOW_PLAIN_HTTP=yes for a local network.`;
  return `${why}\nUntil then no certificate is issued: its QR code would keep this address for good.`;
}
