/** Steps that several tests of the account pages take, as people with browsers. */
import { Secret, TOTP } from 'otpauth';
import { Browser } from '../support/browser.ts';

export const goodPassword = 'perahu kertas biru';

/** The code that an authenticator app with this secret shows. */
export const codeOf = (secret: string, at = new Date()): string =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({ timestamp: at.getTime() });

export async function signUp(address: string, contact: string, password = goodPassword): Promise<Browser> {
  const browser = new Browser(address);
  await browser.open('/daftar-akun?kembali=/akun');
  return browser.submit('/daftar-akun', { name: 'Sari Wulandari', contact, password, agreed: 'on' });
}

export async function signIn(address: string, contact: string, password = goodPassword): Promise<Browser> {
  const browser = new Browser(address);
  await browser.open('/masuk?kembali=/akun');
  return browser.submit('/masuk', { contact, password });
}
