import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { linkIn } from './letters.ts';
import { goodPassword, signIn, signUp } from './walk.ts';

const newPassword = 'gerobak sayur pagi';

/** Stores sessions as a database under load does, until the returned function is called. */
function slowSessions(): () => void {
  const { prototype } = mongoose.mongo.Collection;
  const update = Reflect.get(prototype, 'updateOne');
  prototype.updateOne = async function (...given) {
    if (this.collectionName === 'sessions') await setTimeout(150);
    return update.apply(this, given);
  };
  return () => void (prototype.updateOne = update);
}

describe('the page after a change of a session', () => {
  const app = useApp();
  let restore: () => void;
  before(() => (restore = slowSessions()));
  after(() => restore());

  const asksForPassword = async (browser: Browser) => {
    await browser.open('/akun/nama');
    return browser.page.querySelector('[name=confirmPassword]') !== null;
  };

  it('knows that the password was given just now, however slow the database', async () => {
    const hasty = () => new Browser(app.address, { isHasty: true });
    const browser = await signUp(app.address, 'cepat@contoh.id', goodPassword, hasty());
    expect([browser.path, await asksForPassword(browser)], 'after signing up').to.deep.equal(['/akun', false]);
    await browser.open('/akun/sandi');
    await browser.submit('/akun/sandi', { current: goodPassword, password: newPassword });
    expect([browser.path, await asksForPassword(browser)], 'after changing it').to.deep.equal(['/akun', false]);
    const other = await signIn(app.address, 'cepat@contoh.id', newPassword, hasty());
    expect([other.path, await asksForPassword(other)], 'after signing in').to.deep.equal(['/akun', false]);
  });

  it('says that a password was set anew, also where its person was signed in', async () => {
    const browser = await signUp(app.address, 'lupa.tapi.masuk@contoh.id');
    const asking = await new Browser(app.address).open('/lupa-sandi');
    await asking.submit('/lupa-sandi', { contact: 'lupa.tapi.masuk@contoh.id' });
    const link = await linkIn('lupa.tapi.masuk@contoh.id', '/atur-sandi/');
    await browser.open(link);
    await browser.submit(link, { password: newPassword });
    expect(browser.path).to.equal('/masuk');
    expect(browser.text).to.include('Kata sandi baru sudah tersimpan. Silakan masuk.');
  });
});
