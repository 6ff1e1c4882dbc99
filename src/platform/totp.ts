/** The second factor: six digits from an authenticator app (RFC 6238), and recovery codes for a lost phone. */
import { Secret, TOTP } from 'otpauth';
import { now } from './clock.ts';
import { blindIndex, randomCode } from './crypto.ts';
import { plainLine } from './text.rules.ts';

const digits = 6;
const periodSeconds = 30;
/** One period to either side, for clocks that are a little off. */
const window = 1;
const recoveryCodeCount = 10;
const recoveryCodeLength = 10;

/** 160 random bits in base 32. Keep it encrypted. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The address inside the QR code that an authenticator app reads. */
export const totpUri = (secret: string, account: string, issuer: string): string =>
  authenticator(secret, { label: account, issuer }).toString();

const authenticator = (secret: string, shown: { label?: string; issuer?: string } = {}) =>
  new TOTP({ ...shown, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits, period: periodSeconds });

/** A code as it is compared: its digits and capitals, however it was grouped or pasted. */
export const plainCode = (typed: string): string =>
  plainLine(typed)
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');

/**
 * Returns the counter of the period that the code belongs to, or null for a wrong or used one. A code counts once: store
 * the returned counter by an update whose filter holds a smaller one. A new secret starts with 0.
 */
export function verifyTotp(secret: string, code: string, lastCounter: number, at: Date = now()): number | null {
  const token = plainCode(code);
  if (!/^\d{6}$/.test(token)) return null;
  const totp = authenticator(secret);
  const delta = totp.validate({ token, timestamp: at.getTime(), window });
  if (delta === null) return null;
  const counter = totp.counter({ timestamp: at.getTime() }) + delta;
  return counter > lastCounter ? counter : null;
}

/** Ten codes, shown once, and the hashes to store; each is removed when it is used. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: recoveryCodeCount }, () => {
    const code = randomCode(recoveryCodeLength);
    return `${code.slice(0, 5)}-${code.slice(5)}`;
  });
  return { codes, hashes: codes.map(hashRecoveryCode) };
}

/** Keyed, because 50 bits could be tried out by whoever steals the database. Case, dashes and look-alikes don't count. */
export function hashRecoveryCode(code: string): string {
  return blindIndex('recovery-code', plainCode(code).replaceAll('O', '0').replaceAll(/[IL]/g, '1'));
}
