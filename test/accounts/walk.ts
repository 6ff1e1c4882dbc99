/** Steps that several tests of the account pages take, as people with browsers. */
import { Secret, TOTP } from 'otpauth';
import { Browser } from '../support/browser.ts';
import { lettersTo } from './letters.ts';

export const goodPassword = 'perahu kertas biru';

/** The code that an authenticator app with this secret shows. */
export const codeOf = (secret: string, at = new Date()): string =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({ timestamp: at.getTime() });

export async function signUp(
  address: string,
  contact: string,
  password = goodPassword,
  browser = new Browser(address),
): Promise<Browser> {
  await browser.open('/daftar-akun?kembali=/akun');
  return browser.submit('/daftar-akun', { name: 'Sari Wulandari', contact, password, agreed: 'on' });
}

/** The latest code in the letters to this address; the number of a lifetime is not one. */
export async function codeFor(email: string): Promise<string> {
  const codes = (await lettersTo(email)).flatMap((letter) => letter.match(/^\d{6}$/gm) ?? []);
  if (codes.length === 0) throw new Error(`no code in the letters to ${email}`);
  return codes.at(-1)!;
}

/** Types the code that came with signing up. */
export async function proveEmail(browser: Browser, email: string): Promise<Browser> {
  const code = await codeFor(email);
  await browser.open('/akun/surel');
  return browser.submit('/akun/surel/kode', { code });
}

export async function signIn(
  address: string,
  contact: string,
  password = goodPassword,
  browser = new Browser(address),
): Promise<Browser> {
  await browser.open('/masuk?kembali=/akun');
  return browser.submit('/masuk', { contact, password });
}
