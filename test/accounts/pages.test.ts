import { expect } from 'chai';
import mongoose from 'mongoose';
import { createAccount, grantRole, revokeRole } from '../../src/features/accounts/index.ts';
import { createSetupLink } from '../../src/features/accounts/setup.service.ts';
import { setClock } from '../../src/platform/clock.ts';
import { counterKey } from '../../src/platform/throttle-counter.ts';
import { newTotpSecret } from '../../src/platform/totp.ts';
import { Account } from '../../src/features/accounts/account.model.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { linkIn, lettersTo } from './letters.ts';
import { codeOf, goodPassword, signIn, signUp } from './walk.ts';

const verifier = { role: 'verifier', scope: 'programme-1' } as const;
const isSignedIn = async (browser: Browser) => (await browser.open('/akun')).text.includes('Akun saya');

describe('account pages', () => {
  const app = useApp();
  let restoreClock = () => {};
  afterEach(() => restoreClock());
  const standAt = (at: Date) => {
    restoreClock();
    restoreClock = setClock(() => at);
  };

  describe('signing up', () => {
    it('makes an account, signs in and goes where one was going', async () => {
      const browser = await signUp(app.address, '0812 1111 0001');
      expect(browser.path).to.equal('/akun');
      expect(browser.text).to.contain('Sari Wulandari').and.contain('0812-••••-0001');
    });

    it('keeps what was typed and says what is wrong beside the field', async () => {
      const browser = new Browser(app.address);
      await browser.open('/daftar-akun');
      await browser.submit('/daftar-akun', { name: 'Sari', contact: '0812', password: 'pendek' });
      expect(browser.status).to.equal(422);
      expect(browser.page.querySelector('#contact')!.getAttribute('value')).to.equal('0812');
      expect(browser.page.querySelector('#contact-error')!.text).to.contain('08');
      expect(browser.page.querySelector('#agreed-error')!.text).to.contain('Centang');
      expect(browser.html).not.to.contain('pendek');
    });

    it('takes no e-mail address that letters cannot go to, and says so beside the field', async () => {
      const browser = await signUp(app.address, 'ani..sari@gmail.com');
      expect(browser.status).to.equal(422);
      expect(browser.page.querySelector('#contact-error')!.text).to.contain('alamat surel lengkap');
    });

    for (const [what, password, reason] of [
      ['a short one', 'pendek', 'paling sedikit 10'],
      ['a common one', 'password123', 'mudah ditebak'],
      ['the own name', 'sariwulandari', 'mudah ditebak'],
    ] as const) {
      it(`refuses ${what} as a password`, async () => {
        const browser = await signUp(app.address, '0812 1111 0002', password);
        expect(browser.status).to.equal(422);
        expect(browser.page.querySelector('#password-error')!.text).to.contain(reason);
      });
    }

    it('sent twice signs in to the same account; with another password it does not', async () => {
      await signUp(app.address, 'dua@contoh.id');
      expect((await signUp(app.address, 'DUA@contoh.id')).path).to.equal('/akun');
      const stranger = await signUp(app.address, 'dua@contoh.id', 'kuda lumping hijau');
      expect(stranger.status).to.equal(422);
      expect(stranger.page.querySelector('#contact-error')!.text).to.contain('sudah punya akun');
      expect(await Account.countDocuments({ email: 'dua@contoh.id' })).to.equal(1);
    });

    it('is stopped, and says for how long, after very many from one address', async () => {
      await signUp(app.address, 'terakhir@contoh.id');
      const counters = mongoose.connection.db!.collection<{ _id: string }>('throttle_counters');
      const ofAddress = { _id: counterKey('sign-up', 'address', '127.0.0.1') };
      const { matchedCount } = await counters.updateOne(ofAddress, { $set: { points: 1500 } });
      expect(matchedCount).to.equal(1);
      const browser = await signUp(app.address, 'berlebih@contoh.id');
      await counters.deleteOne(ofAddress);
      expect(browser.status).to.equal(429);
      expect(browser.text).to.match(/Terlalu banyak percobaan. Coba lagi \d+ menit lagi/);
      expect(await Account.countDocuments({ email: 'berlebih@contoh.id' })).to.equal(0);
    });

    it('records which text was agreed to', async () => {
      await signUp(app.address, 'setuju@contoh.id');
      const [consent] = (await Account.findOne({ email: 'setuju@contoh.id' }).lean())!.consents;
      expect(consent).to.include({ version: '2026-11', language: 'id' });
    });
  });

  describe('signing in', () => {
    before(() => signUp(app.address, '0812 2222 0001'));

    for (const typed of ['081222220001', '+62 812 2222 0001', '62812-2222-0001']) {
      it(`knows the phone number as ${typed}`, async () =>
        expect((await signIn(app.address, typed)).path).to.equal('/akun'));
    }

    it('says the same of a wrong password and of an unknown account', async () => {
      const wrong = await signIn(app.address, '081222220001', 'bukan sandinya ini');
      const unknown = await signIn(app.address, '081222229999', 'bukan sandinya ini');
      expect([wrong.status, unknown.status]).to.deep.equal([422, 422]);
      const withoutToken = ({ html }: Browser) => html.replaceAll(/(value|nonce)="[^"]{16,}"|0812\d+/g, '');
      expect(withoutToken(wrong)).to.equal(withoutToken(unknown));
    });

    it('goes to no other site afterwards', async () => {
      const browser = new Browser(app.address);
      await browser.open('/masuk?kembali=//evil.example/akun');
      expect(browser.html).not.to.contain('evil.example/akun"');
      await browser.post('/masuk', { contact: '081222220001', password: goodPassword, kembali: '//evil.example' });
      expect(browser.path).to.equal('/beranda');
    });

    it('begins a new session', async () => {
      const browser = new Browser(app.address);
      await browser.open('/masuk');
      const token = browser.page.querySelector('[name=_csrf]')!.getAttribute('value');
      await browser.submit('/masuk', { contact: '081222220001', password: goodPassword });
      await browser.open('/akun');
      expect(browser.page.querySelector('[name=_csrf]')!.getAttribute('value')).not.to.equal(token);
    });

    it('is at the second step for a browser that follows before the answer has ended', async () => {
      const email = 'cepat@contoh.id';
      const account = { name: 'Vera', email, password: goodPassword, roles: [verifier], totpSecret: newTotpSecret() };
      await createAccount(account, new Date());
      for (let tries = 0; tries < 10; tries++) {
        const browser = await new Browser(app.address).open('/masuk');
        const body = new URLSearchParams({ _csrf: browser.token, contact: email, password: goodPassword, kembali: '' });
        const headers = { cookie: browser.cookie };
        const sent = await fetch(`${app.address}/masuk`, { method: 'POST', body, headers, redirect: 'manual' });
        const cookie = sent.headers.getSetCookie()[0]!.split(';', 1)[0]!;
        const next = await fetch(`${app.address}/masuk/kode`, { headers: { cookie }, redirect: 'manual' });
        expect([sent.status, next.status]).to.deep.equal([303, 200]);
        await Promise.all([sent.arrayBuffer(), next.arrayBuffer()]);
      }
    });

    it('makes a guesser wait', async () => {
      const outcomes = [];
      for (let tries = 0; tries < 7; tries++) {
        outcomes.push((await signIn(app.address, '081222228888', 'salah terus ini')).status);
      }
      expect(outcomes.at(-1)).to.equal(429);
    });
  });

  describe('a session', () => {
    const contact = 'sesi@contoh.id';
    before(() => signUp(app.address, contact));

    it('ends with signing out, and stays ended when a request under way saves it again', async () => {
      const browser = await signIn(app.address, contact);
      const [late, later] = [browser.twin(), browser.twin()];
      const { _id } = (await Account.findOne({ email: contact }, { _id: 1 }).lean())!;
      const sessions = mongoose.connection.db!.collection('sessions');
      const saved = await sessions.find({ 'session.passport.user.account': _id.toString() }).toArray();
      const saveAgain = async () => {
        await sessions.deleteMany({ _id: { $in: saved.map((one) => one._id) } });
        await sessions.insertMany(saved);
      };

      await browser.submit('/keluar');
      await saveAgain();
      expect(await isSignedIn(late)).to.equal(false);

      await Account.updateOne({ _id }, { $set: { endedSessions: [] } });
      await saveAgain();
      expect(await isSignedIn(later), 'had nobody remembered the end').to.equal(true);
    });

    it('ends everywhere when asked to', async () => {
      const [here, there] = [await signIn(app.address, contact), await signIn(app.address, contact)];
      await here.open('/akun');
      await here.submit('/akun/keluar-semua');
      expect(await isSignedIn(there)).to.equal(false);
      expect(await isSignedIn(here)).to.equal(false);
    });

    it('once ended, sends whoever submits a form on to sign in and back to that page', async () => {
      const [here, there] = [await signIn(app.address, contact), await signIn(app.address, contact)];
      const form = await there.open('/akun/sandi');
      await here.open('/akun');
      await here.submit('/akun/keluar-semua');
      const wayFrom = async (referer: string) => {
        const sent = await form.twin().post('/akun/sandi', {}, { referer });
        expect(sent.status).to.equal(401);
        const button = sent.page.querySelector('main a.button')!;
        return [button.text, button.getAttribute('href')];
      };
      expect(await wayFrom(`${app.address}/akun/sandi?a=1&b=2`)).to.deep.equal([
        'Masuk',
        `/masuk?kembali=${encodeURIComponent('/akun/sandi?a=1&b=2')}`,
      ]);
      for (const referer of ['https://evil.example/akun/sandi', 'about:blank', '']) {
        expect(await wayFrom(referer), referer).to.deep.equal(['Masuk', '/masuk']);
      }
    });

    it('begins for an account with an address that is not taken any more', async () => {
      const id = await createAccount({ name: 'Ani', email: 'ani.lama@contoh.id', password: goodPassword }, new Date());
      await Account.updateOne({ _id: id }, { $set: { email: 'ani.@contoh.id' } });
      expect((await signIn(app.address, 'Ani.@contoh.id')).path).to.equal('/akun');
    });

    it('ends twelve hours after signing in', async () => {
      const browser = await signIn(app.address, contact);
      standAt(new Date(Date.now() + 12 * 3600_000 - 60_000));
      expect(await isSignedIn(browser)).to.equal(true);
      standAt(new Date(Date.now() + 12 * 3600_000 + 60_000));
      expect(await isSignedIn(browser)).to.equal(false);
    });

    it('ends elsewhere and goes on here when the password is changed', async () => {
      const [here, there] = [await signIn(app.address, contact), await signIn(app.address, contact)];
      await here.open('/akun/sandi');
      await here.submit('/akun/sandi', { current: 'bukan ini sandinya', password: 'gerobak sayur pagi' });
      expect(here.page.querySelector('#current-error')!.text).to.contain('tidak cocok');
      await here.submit('/akun/sandi', { current: goodPassword, password: 'gerobak sayur pagi' });
      expect(here.path).to.equal('/akun');
      expect(here.text).to.contain('sudah tersimpan');
      expect(await isSignedIn(there)).to.equal(false);
      expect((await signIn(app.address, contact, 'gerobak sayur pagi')).path).to.equal('/akun');
      expect((await lettersTo(contact)).join()).to.contain('Kata sandi akun Anda diganti');
    });

    it('ends when a role is taken back', async () => {
      const secret = newTotpSecret();
      const id = await createAccount(
        { name: 'Rina', email: 'rina@contoh.id', password: goodPassword, roles: [verifier], totpSecret: secret },
        new Date(),
      );
      const browser = await signIn(app.address, 'rina@contoh.id');
      await browser.submit('/masuk/kode', { code: codeOf(secret) });
      expect(browser.text).to.contain('Verifikator');
      await revokeRole(id, verifier, 'system', new Date());
      expect(await isSignedIn(browser)).to.equal(false);
    });
  });

  describe('the second step', () => {
    it('is asked of staff before anything else, and set up with the app', async () => {
      await signUp(app.address, 'tuti@contoh.id');
      const id = (await Account.findOne({ email: 'tuti@contoh.id' }, { _id: 1 }).lean())!._id.toString();
      await grantRole(id, verifier, 'system', new Date());
      const browser = await signIn(app.address, 'tuti@contoh.id');
      expect(browser.path).to.equal('/akun/dua-langkah');
      await browser.open('/akun');
      expect(browser.path).to.equal('/akun/dua-langkah');
      await browser.submit('/akun/dua-langkah', { code: '000000' });
      expect(browser.status).to.equal(422);

      const secret = browser.page.querySelector('code')!.text;
      await browser.submit('/akun/dua-langkah', { code: codeOf(secret) });
      expect(browser.path).to.equal('/akun/dua-langkah/kode');
      const codes = browser.page.querySelectorAll('main code').map(({ text }) => text);
      expect(codes).to.have.lengthOf(10);
      await browser.submit('/akun/dua-langkah/kode/disimpan');
      expect(await isSignedIn(browser)).to.equal(true);
      await browser.open('/akun/dua-langkah/kode');
      expect(
        codes.some((code) => browser.html.includes(code)),
        'codes shown again',
      ).to.equal(false);

      const again = await signIn(app.address, 'tuti@contoh.id');
      expect(again.path).to.equal('/masuk/kode');
      expect(await isSignedIn(again), 'signed in by the password alone').to.equal(false);
      await again.open('/masuk/kode?cara=pemulihan');
      await again.submit('/masuk/kode', { code: codes[0]! });
      expect(again.path).to.equal('/akun');
    });

    it('is a page of its own that nobody reaches without a password', async () => {
      const browser = new Browser(app.address);
      expect((await browser.open('/masuk/kode')).path).to.equal('/masuk');
    });

    it('asks for the password before it is turned on in a session that has been open for a while', async () => {
      await signUp(app.address, 'wati@contoh.id');
      const browser = await signIn(app.address, 'wati@contoh.id');
      standAt(new Date(Date.now() + 11 * 60_000));
      await browser.open('/akun/dua-langkah');
      const code = codeOf(browser.page.querySelector('code')!.text, new Date(Date.now() + 11 * 60_000));
      const isOn = async () => (await Account.findOne({ email: 'wati@contoh.id' }).lean())!.secondFactor !== undefined;
      for (const confirmPassword of ['', 'bukan sandinya ini']) {
        await browser.submit('/akun/dua-langkah', { code, confirmPassword });
        expect(browser.status).to.equal(422);
        expect(browser.page.querySelector('#confirmPassword-error')).not.to.equal(null);
        expect(await isOn()).to.equal(false);
      }
      await browser.submit('/akun/dua-langkah', { code, confirmPassword: goodPassword });
      expect(browser.path).to.equal('/akun/dua-langkah/kode');
      expect(await isOn()).to.equal(true);
    });

    it('asks for the password again before it is taken away', async () => {
      const secret = newTotpSecret();
      await createAccount(
        { name: 'Adi', email: 'adi@contoh.id', password: goodPassword, totpSecret: secret },
        new Date(),
      );
      const browser = await signIn(app.address, 'adi@contoh.id');
      await browser.submit('/masuk/kode', { code: codeOf(secret) });
      standAt(new Date(Date.now() + 11 * 60_000));
      await browser.open('/akun/dua-langkah');
      await browser.post('/akun/dua-langkah/matikan', {});
      expect(browser.status).to.equal(422);
      expect(browser.page.querySelector('#confirmPassword-error')).not.to.equal(null);
      await browser.post('/akun/dua-langkah/matikan', { confirmPassword: goodPassword });
      expect(browser.path).to.equal('/akun');
      expect((await Account.findOne({ email: 'adi@contoh.id' }).lean())!.secondFactor).to.equal(undefined);
    });
  });

  describe('a forgotten password', () => {
    it('is replaced by a link that works once', async () => {
      await signUp(app.address, 'lupa@contoh.id');
      const browser = new Browser(app.address);
      await browser.open('/lupa-sandi');
      await browser.submit('/lupa-sandi', { contact: 'lupa@contoh.id' });
      expect(browser.path).to.equal('/lupa-sandi/terkirim');
      const link = await linkIn('lupa@contoh.id', '/atur-sandi/');

      const other = new Browser(app.address);
      await Promise.all([browser.open(link), other.open(link)]);
      await browser.submit('', { password: 'gerobak sayur pagi' });
      expect(browser.path).to.equal('/masuk');
      expect(browser.text).to.contain('sudah tersimpan');
      await other.submit('', { password: 'sandi milik penyerang' });
      expect(other.status).to.equal(404);
      expect((await signIn(app.address, 'lupa@contoh.id', 'gerobak sayur pagi')).path).to.equal('/akun');
    });

    it('is gone after ten minutes', async () => {
      await signUp(app.address, 'telat@contoh.id');
      const browser = new Browser(app.address);
      await browser.open('/lupa-sandi');
      await browser.submit('/lupa-sandi', { contact: 'telat@contoh.id' });
      const link = await linkIn('telat@contoh.id', '/atur-sandi/');
      expect((await browser.open(link)).status).to.equal(200);
      standAt(new Date(Date.now() + 10 * 60_000 + 1000));
      expect((await browser.open(link)).status).to.equal(404);
    });

    it('has the same answer for an unknown account, and sends nothing', async () => {
      const browser = new Browser(app.address);
      await browser.open('/lupa-sandi');
      await browser.submit('/lupa-sandi', { contact: 'tidak-ada@contoh.id' });
      expect(browser.path).to.equal('/lupa-sandi/terkirim');
      expect(await lettersTo('tidak-ada@contoh.id')).to.deep.equal([]);
    });
  });

  describe('the first administrator', () => {
    it('is made once, with one of the printed links, and ends all of them', async () => {
      const links = await Promise.all([1, 2].map(() => createSetupLink(new URL(app.address), new Date())));
      const browsers = await Promise.all(links.map((link) => new Browser(app.address).open(new URL(link!).pathname)));
      const fields = (email: string) => ({ name: 'Ibu Admin', email, password: goodPassword });
      await Promise.all(browsers.map((browser, index) => browser.submit('', fields(`admin${index}@contoh.id`))));
      expect(browsers.map(({ status, path }) => (status === 200 ? path : status))).to.have.members([
        '/akun/dua-langkah',
        404,
      ]);
      expect(await Account.countDocuments({ 'roles.scope': 'system' })).to.equal(1);
      expect(await createSetupLink(new URL(app.address), new Date())).to.equal(undefined);
    });
  });
});
