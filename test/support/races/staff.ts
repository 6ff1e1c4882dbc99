/** Members of staff, each with a window on both processes. */
import { TOTP } from 'otpauth';
import { totpSecret } from '../../assessments/a-case.ts';
import { Browser } from '../browser.ts';
import { signIn } from '../classroom.ts';
import { type Windows, windowsOf } from './rounds.ts';

export type Colleague = Readonly<{ id: string; windows: Windows }>;

type Member = Readonly<{ id: string; email: string }>;

export const enterAll = (members: readonly Member[], addresses: readonly [string, string]): Promise<Colleague[]> =>
  Promise.all(members.map((member) => enter(member, addresses)));

async function enter({ id, email }: Member, [first, second]: readonly [string, string]): Promise<Colleague> {
  const browser = await signIn(new Browser(first), email);
  await browser.submit('/masuk/kode', { code: new TOTP({ secret: totpSecret }).generate() });
  return { id, windows: windowsOf(browser, second) };
}
