/** An address or number that several accounts name: what each of them may try, and what a proof reaches. */
import { expect } from 'chai';
import { Account } from '../../src/features/accounts/account.model.ts';
import { createAccount, makeResetLink } from '../../src/features/accounts/index.ts';
import { ownContactOf } from '../../src/features/accounts/account.service.ts';
import { resetSecondFactor } from '../../src/features/accounts/second-factor.service.ts';
import { newTotpSecret } from '../../src/platform/totp.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { lettersTo } from './letters.ts';
import { goodPassword, signIn, signUp } from './walk.ts';

describe('an address or number that several name', () => {
  const app = useApp();
  const phone = '081255550001';

  it('leaves each of them its own device, whoever was first', async () => {
    await signUp(app.address, phone, 'sandi orang lain');
    const own = await signUp(app.address, phone);
    await own.submit('/keluar');
    const guesses = [];
    for (let tries = 0; tries < 8; tries += 1) guesses.push(await signIn(app.address, phone, 'salah terus ini'));
    expect(guesses.at(-1)!.status).to.equal(429);
    await own.open('/masuk?kembali=/akun');
    await own.submit('/masuk', { contact: phone, password: goodPassword });
    expect(own.path).to.equal('/akun');
  });

  it('lets the device of one guess no more than a stranger’s at the others', async () => {
    const [contact, theirs] = ['081255550002', 'sandi orang lain'];
    const thief = await signUp(app.address, contact, theirs);
    await signUp(app.address, contact);
    await thief.submit('/keluar');
    const statuses = [];
    for (let tries = 0; tries < 12; tries += 1) {
      await thief.open('/masuk?kembali=/akun');
      await thief.submit('/masuk', { contact, password: `salah terus ${tries}` });
      statuses.push(thief.status);
    }
    expect(statuses.filter((status) => status !== 429).length).to.be.within(1, 6);
  });

  it('is proved as the officer saw it: a link ends with the number, and with the next link', async () => {
    const browser = await signUp(app.address, '081255550003');
    const id = await createAccount({ name: 'Ada', phone: '081255550004', password: goodPassword }, new Date());
    const officer = await createAccount(
      { name: 'Budi', email: 'budi.desk@contoh.id', password: goodPassword },
      new Date(),
    );
    const linkFor = async (account: string) =>
      new URL(await makeResetLink(account, officer, new Date(), new URL(app.address))).pathname;
    const [first, second] = [await linkFor(id), await linkFor(id)];
    expect((await new Browser(app.address).open(first)).status).to.equal(404);
    expect((await new Browser(app.address).open(second)).status).to.equal(200);

    const owner = await signIn(app.address, '081255550004');
    await owner.open('/akun/hp');
    await owner.submit('/akun/hp', { phone: '081255550003', current: goodPassword });
    expect((await browser.open(second)).status).to.equal(404);
    expect((await ownContactOf(id))!.isProven.phone).to.equal(false);
  });

  it('opens no account of which something else is proved', async () => {
    const email = 'salah.ketik@contoh.id';
    await signUp(app.address, email);
    const browser = await signIn(app.address, email);
    await browser.open('/akun/hp');
    await browser.submit('/akun/hp', { phone: '081255550005', current: goodPassword });
    expect(browser.text).to.contain('sudah tersimpan');
    const id = String((await Account.findOne({ email }).lean())!._id);
    const link = await makeResetLink(id, id, new Date(), new URL(app.address));
    const own = await new Browser(app.address).open(new URL(link).pathname);
    await own.submit('', { password: 'gerobak sayur pagi' });
    expect(own.path).to.equal('/masuk');
    expect((await ownContactOf(id))!.isProven).to.deep.equal({ email: false, phone: true });

    const stranger = await new Browser(app.address).open('/lupa-sandi');
    await stranger.submit('/lupa-sandi', { contact: email });
    expect((await lettersTo(email)).join()).not.to.contain('/atur-sandi/');
  });

  it('is told of a second factor only where a letter goes', async () => {
    const account = { name: 'Ani', phone: '081255550006', password: goodPassword, totpSecret: newTotpSecret() };
    const id = await createAccount({ ...account, email: 'belum.bukti@contoh.id', isProven: false }, new Date());
    expect(await resetSecondFactor({ phone: '+6281255550006' })).to.deep.equal({ name: 'Ani' });
    expect((await ownContactOf(id))!.email).to.equal('belum.bukti@contoh.id');
  });
});
