/** People who sign in with a browser: applicants with a password, staff with a code besides. */
import { Types } from 'mongoose';
import { Secret, TOTP } from 'otpauth';
import { createAccount, type RoleGrant } from '../../src/features/accounts/index.ts';
import { newTotpSecret } from '../../src/platform/totp.ts';
import { Browser } from '../support/browser.ts';

const password = 'perahu-kertas-biru-laut';

/** A new person with these roles, signed in, with the account's id. */
export async function aPerson(address: string, name: string, ...roles: RoleGrant[]) {
  const email = `${String(new Types.ObjectId())}@example.org`;
  const totpSecret = roles.length > 0 ? newTotpSecret() : undefined;
  const id = await createAccount({ name, email, password, roles, totpSecret }, new Date());
  const browser = new Browser(address);
  await browser.open('/masuk?kembali=/akun');
  await browser.submit('/masuk', { contact: email, password });
  if (totpSecret) {
    const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate();
    await browser.submit('/masuk/kode', { code });
  }
  return { id, browser, password };
}
