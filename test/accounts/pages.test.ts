import { expect } from 'chai';
import mongoose from 'mongoose';
import { createAccount, grantRole, revokeRole } from '../../src/features/accounts/index.ts';
import { createSetupLink } from '../../src/features/accounts/setup.service.ts';
import { setClock } from '../../src/platform/clock.ts';
import { counterKey } from '../../src/platform/throttle-counter.ts';
import { newTotpSecret } from '../../src/platform/totp.ts';
import { Account } from '../../src/features/accounts/account.model.ts';
import { byContact } from '../../src/features/accounts/account.service.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { linkIn, lettersTo } from './letters.ts';
import { codeOf, goodPassword, proveEmail, signIn, signUp } from './walk.ts';

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

    it('sent twice makes one account, and signs in to it', async () => {
      await signUp(app.address, 'dua@contoh.id');
      expect((await signUp(app.address, 'DUA@contoh.id')).path).to.equal('/akun');
      expect(await Account.countDocuments({ email: 'dua@contoh.id' })).to.equal(1);
    });

    it('sent twice at once makes one account', async () => {
      const browser = await new Browser(app.address).open('/daftar-akun');
      const again = browser.twin();
      const fields = { name: 'Sari', contact: '0812 1111 0009', password: goodPassword, agreed: 'on' };
      await Promise.all([browser, again].map((tab) => tab.submit('/daftar-akun', fields)));
      expect([browser.status, again.status]).to.deep.equal([200, 200]);
      expect(await Account.countDocuments(byContact({ phone: '+6281211110009' }))).to.equal(1);
    });

    for (const contact of ['0812 1111 0010', 'ada@contoh.id']) {
      it(`says the same of a new ${contact.includes('@') ? 'address' : 'number'} and of one that has an account`, async () => {
        const isEmail = contact.includes('@');
        const account = {
          name: 'Ada',
          password: 'gerobak sayur pagi',
          ...(isEmail ? { email: contact } : { phone: contact }),
        };
        const owner = await createAccount(account, new Date());
        const fresh = isEmail ? 'baru@contoh.id' : '0812 1111 0011';
        const answers = [await signUp(app.address, contact), await signUp(app.address, fresh)];
        const told = answers.map(({ status, path, text }) => [status, path, text.replaceAll(/\S+@|0812\S+/g, '')]);
        expect(told[0]).to.deep.equal(told[1]);
        expect((await signIn(app.address, contact, 'gerobak sayur pagi')).text).to.contain('Ada');
        expect((await signIn(app.address, contact)).text).to.contain('Sari Wulandari');
        const own = (await Account.findById(owner).lean())!;
        expect(own.name).to.equal('Ada');
        expect(own.proven[isEmail ? 'email' : 'phone']).to.be.instanceOf(Date);
      });
    }

    it('sends a code to an address, and where it has an owner only a letter that says so', async () => {
      await createAccount({ name: 'Ada', email: 'milik.ada@contoh.id', password: goodPassword }, new Date());
      await signUp(app.address, 'milik.ada@contoh.id', 'gerobak sayur pagi');
      const letters = (await lettersTo('milik.ada@contoh.id')).join();
      expect(letters)
        .to.contain('sudah punya akun')
        .and.not.to.match(/^\d{6}$/m);

      const browser = await signUp(app.address, 'belum.ada@contoh.id');
      expect(browser.text).to.contain('Belum dibuktikan');
      await proveEmail(browser, 'belum.ada@contoh.id');
      expect(browser.path).to.equal('/akun');
      expect(browser.text).not.to.contain('Belum dibuktikan');
    });

    it('is refused where very many have named the address, without saying whose it is', async () => {
      for (let number = 0; number < 8; number += 1) {
        const claim = { name: 'Sari', email: 'ramai@contoh.id', password: goodPassword, isProven: false };
        await createAccount(claim, new Date());
      }
      const browser = await signUp(app.address, 'ramai@contoh.id', 'gerobak sayur pagi');
      expect(browser.status).to.equal(422);
      expect(browser.page.querySelector('#contact-error')!.text).to.contain('terlalu sering');
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
    before(async () => proveEmail(await signUp(app.address, contact), contact));

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
      expect(here.text).to.contain('terbuka di');
      expect(await isSignedIn(there), 'nothing ends at one tap').to.equal(true);
      await here.submit('/akun/keluar-semua');
      expect(await isSignedIn(there)).to.equal(false);
      expect(await isSignedIn(here)).to.equal(false);
    });

    it('once ended, sends whoever submits a form on to sign in and back to that page', async () => {
      const [here, there] = [await signIn(app.address, contact), await signIn(app.address, contact)];
      const form = await there.open('/akun/sandi');
      await here.open('/akun');
      await here.submit('/akun/keluar-semua');
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
      await proveEmail(await signUp(app.address, 'tuti@contoh.id'), 'tuti@contoh.id');
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
      await proveEmail(await signUp(app.address, 'wati@contoh.id'), 'wati@contoh.id');
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
      expect(browser.text, 'asked first').to.contain('Lepas kode masuk dari akun ini?');
      expect(browser.html, 'a question holds no password').not.to.contain(goodPassword);
      expect((await Account.findOne({ email: 'adi@contoh.id' }).lean())!.secondFactor).not.to.equal(undefined);
      await browser.submit('/akun/dua-langkah/matikan');
      expect(browser.path).to.equal('/akun');
      expect((await Account.findOne({ email: 'adi@contoh.id' }).lean())!.secondFactor).to.equal(undefined);
    });
  });

  describe('somebody else’s address', () => {
    const secondFactor = async (email: string) => (await Account.findOne({ email }).lean())!.secondFactor;

    it('carries no second factor before it is proved', async () => {
      const thief = await signUp(app.address, 'korban@contoh.id');
      await thief.open('/akun/dua-langkah');
      expect(thief.text).to.contain('Buktikan dulu');
      expect(thief.page.querySelector('[name=code]')).to.equal(null);
      await thief.post('/akun/dua-langkah', { code: '123456' });
      expect(await secondFactor('korban@contoh.id')).to.equal(undefined);
    });

    it('is its owner’s again by a reset, whatever a stranger hung on it', async () => {
      await signUp(app.address, 'pemilik@contoh.id', 'sandi orang lain');
      // As it was possible before addresses had to be proved.
      const factor = { secret: 'x', lastCounter: 0, confirmedAt: new Date() };
      const unlike = { $set: { secondFactor: factor, recoveryCodes: ['x'] } };
      expect((await Account.updateOne({ email: 'pemilik@contoh.id' }, unlike)).matchedCount).to.equal(1);

      const owner = await new Browser(app.address).open('/lupa-sandi');
      await owner.submit('/lupa-sandi', { contact: 'pemilik@contoh.id' });
      await owner.open(await linkIn('pemilik@contoh.id', '/atur-sandi/'));
      await owner.submit('', { password: goodPassword });
      expect((await signIn(app.address, 'pemilik@contoh.id')).path).to.equal('/akun');
      const account = (await Account.findOne({ email: 'pemilik@contoh.id' }).lean())!;
      expect(account).not.to.have.property('secondFactor');
      expect([account.recoveryCodes, account.proven.email !== undefined]).to.deep.equal([[], true]);
    });

    it('keeps nobody from making an account with it, and belongs to who proves it first', async () => {
      const [thief, owner] = [
        await signUp(app.address, 'rebutan@contoh.id', 'sandi orang lain'),
        await signUp(app.address, 'rebutan@contoh.id'),
      ];
      await proveEmail(owner, 'rebutan@contoh.id');
      expect(owner.path).to.equal('/akun');
      await thief.open('/akun/surel');
      await thief.submit('/akun/surel', { email: 'rebutan@contoh.id', current: 'sandi orang lain' });
      expect((await lettersTo('rebutan@contoh.id')).join()).to.contain('sudah punya akun');
      const reset = await new Browser(app.address).open('/lupa-sandi');
      await reset.submit('/lupa-sandi', { contact: 'rebutan@contoh.id' });
      await reset.open(await linkIn('rebutan@contoh.id', '/atur-sandi/'));
      await reset.submit('', { password: 'kuda lumping hijau' });
      expect((await signIn(app.address, 'rebutan@contoh.id', 'kuda lumping hijau')).path).to.equal('/akun');
      expect((await signIn(app.address, 'rebutan@contoh.id', goodPassword)).status).to.equal(422);
    });
  });

  describe('guessing', () => {
    const owner = 'diserang@contoh.id';
    before(() => createAccount({ name: 'Ada', email: owner, password: goodPassword }, new Date()));

    it('locks the owner out on no device that was signed in on, from whatever network the guesser comes', async () => {
      const own = await signIn(app.address, owner);
      await own.open('/akun');
      await own.submit('/keluar');
      const guesses = [];
      for (let tries = 0; tries < 8; tries += 1)
        guesses.push((await signIn(app.address, owner, 'salah terus ini')).status);
      expect(guesses.at(-1)).to.equal(429);
      await own.open('/masuk?kembali=/akun');
      await own.submit('/masuk', { contact: owner, password: goodPassword });
      expect(own.path).to.equal('/akun');
    });

    it('gains nothing by a device of the guesser’s own making', async () => {
      const statuses = [];
      for (let tries = 0; tries < 8; tries += 1) {
        const browser = await new Browser(app.address).open('/masuk');
        const cookie = `${browser.cookie}; device=AAAAAAAAAAAAAAAAAAAAA${tries}.AAAA`;
        const body = new URLSearchParams({
          _csrf: browser.token,
          contact: 'lain@contoh.id',
          password: 'salah terus',
          kembali: '',
        });
        statuses.push((await fetch(`${app.address}/masuk`, { method: 'POST', body, headers: { cookie } })).status);
      }
      expect(statuses.at(-1)).to.equal(429);
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
    it('is told beside the field of an address that has an account, and keeps the link', async () => {
      await createAccount({ name: 'Ada', email: 'mencoba@contoh.id', password: goodPassword }, new Date());
      const link = new URL((await createSetupLink(new URL(app.address), new Date()))!).pathname;
      const browser = await new Browser(app.address).open(link);
      await browser.submit('', { name: 'Ibu Admin', email: 'mencoba@contoh.id', password: goodPassword });
      expect(browser.status).to.equal(422);
      expect(browser.page.querySelector('#email-error')!.text).to.contain('alamat lain');
      expect(browser.page.querySelector('#name')!.getAttribute('value')).to.equal('Ibu Admin');
      expect((await new Browser(app.address).open(link)).status).to.equal(200);
    });

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
