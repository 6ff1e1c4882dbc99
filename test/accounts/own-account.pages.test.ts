import { expect } from 'chai';
import { Types } from 'mongoose';
import { Account } from '../../src/features/accounts/account.model.ts';
import { ownContactOf } from '../../src/features/accounts/account.service.ts';
import { findNameStanding } from '../../src/features/accounts/name.service.ts';
import { contactOf, createAccount, grantRole, revokeRole } from '../../src/features/accounts/index.ts';
import { submitApplication } from '../../src/features/admissions/index.ts';
import { setClock } from '../../src/platform/clock.ts';
import { aCompleteDraft, newNumbers } from '../admissions/an-application.ts';
import { anOpenCohort, enrolmentTime } from '../programmes/a-programme.ts';
import { useApp } from '../support/app.ts';
import { auditEntries } from '../support/audit.ts';
import { Browser } from '../support/browser.ts';
import { lettersTo } from './letters.ts';
import { codeFor, goodPassword, signIn } from './walk.ts';

const phones = { next: 0 };
const newPhone = () => `0812${String(33_000_000 + (phones.next += 1))}`;
const newEmail = () => `${String(new Types.ObjectId())}@example.org`;
const auditsOf = async (target: string, action: string) => (await auditEntries({ 'target.id': target, action })).length;

describe('one’s own account', () => {
  const app = useApp();
  let restoreClock = () => {};
  afterEach(() => restoreClock());

  async function somebody(contact: { email?: string; phone?: string } = { email: newEmail(), phone: newPhone() }) {
    const id = await createAccount({ name: 'Sari Wulandari', password: goodPassword, ...contact }, new Date());
    const browser = await signIn(app.address, (contact.email ?? contact.phone)!);
    return { id, browser, ...contact };
  }

  const errorOf = (browser: Browser, field: string) => browser.page.querySelector(`#${field}-error`)?.text ?? '';
  const askFor = async (browser: Browser, email: string) => {
    await browser.open('/akun/surel');
    return browser.submit('/akun/surel', { email, current: goodPassword });
  };

  describe('its name', () => {
    it('is changed by its person, who is told by mail', async () => {
      const { id, browser, email } = await somebody();
      await browser.open('/akun');
      await browser.follow('/akun/nama');
      await browser.submit('/akun/nama', { name: 'Sari 123' });
      expect(browser.status).to.equal(422);
      expect(browser.page.querySelector('#name')!.getAttribute('value')).to.equal('Sari 123');
      await browser.submit('/akun/nama', { name: '  Sari   Wulandari Putri ' });
      expect(browser.path).to.equal('/akun');
      expect(browser.text).to.contain('Sari Wulandari Putri').and.to.contain('Nama baru sudah tersimpan');
      expect((await lettersTo(email!)).join()).to.contain('Nama di akun Anda diubah');
      expect(await auditsOf(id, 'account.name-changed')).to.equal(1);
    });

    it('asks for the password some minutes after signing in', async () => {
      const { browser } = await somebody();
      const later = new Date(Date.now() + 11 * 60_000);
      restoreClock = setClock(() => later);
      await browser.open('/akun/nama');
      await browser.submit('/akun/nama', { name: 'Putri', confirmPassword: 'bukan sandinya ini' });
      expect(errorOf(browser, 'confirmPassword')).to.contain('tidak cocok');
      await browser.submit('/akun/nama', { name: 'Putri', confirmPassword: goodPassword });
      expect(browser.path).to.equal('/akun');
    });

    it('is saved once by two presses, and by one of two tabs that differ', async () => {
      const { id, browser } = await somebody();
      await browser.open('/akun/nama');
      const tabs = [browser.twin(), browser.twin(), browser.twin()];
      await tabs[0]!.submit('/akun/nama', { name: 'Putri' });
      await tabs[1]!.submit('/akun/nama', { name: 'Putri' });
      await tabs[2]!.submit('/akun/nama', { name: 'Dewi' });
      expect(tabs.map(({ status }) => status)).to.deep.equal([200, 200, 409]);
      expect((await Account.findById(id).lean())!.name).to.equal('Putri');
      expect(await auditsOf(id, 'account.name-changed')).to.equal(1);
    });

    it('belongs to the certificate from admission on, even after the role has ended', async () => {
      const { id, browser } = await somebody();
      await browser.open('/akun/nama');
      const tab = browser.twin();
      const seat = { role: 'learner', scope: String(new Types.ObjectId()) } as const;
      await grantRole(id, seat, 'system', new Date());
      await tab.submit('/akun/nama', { name: 'Putri' });
      expect(tab.status).to.equal(403);
      await browser.open('/akun/nama');
      expect(browser.text).to.contain('bawa KTP ke admin pusat pelatihan').and.to.contain('Sari Wulandari');
      expect(browser.page.querySelector('main form')).to.equal(null);
      await revokeRole(id, seat, 'system', new Date());
      expect(await findNameStanding(id)).to.equal('legal');
    });

    it('stands still while an application is being checked', async () => {
      const { id, browser } = await somebody();
      const cohort = await anOpenCohort();
      await aCompleteDraft(cohort, newNumbers(), id);
      expect(await findNameStanding(id)).to.equal('own');
      expect((await submitApplication({ cohort, account: id }, enrolmentTime)).sent).to.equal(true);
      await browser.open('/akun/nama?bahasa=en');
      expect(browser.text).to.contain('is being checked under this name');
      await browser.post('/akun/nama', { name: 'Putri', seen: 'Sari Wulandari' });
      expect(browser.status).to.equal(403);
    });
  });

  describe('its e-mail address', () => {
    it('is another one once its code was typed; the old one is told', async () => {
      const { id, browser, email } = await somebody();
      const next = newEmail();
      await browser.open('/akun');
      await browser.follow('/akun/surel');
      await browser.submit('/akun/surel', { email: next, current: 'bukan sandinya ini' });
      expect(browser.status).to.equal(422);
      expect(errorOf(browser, 'current')).to.contain('tidak cocok');
      expect(browser.page.querySelector('#email')!.getAttribute('value')).to.equal(next);
      await browser.submit('/akun/surel', { email: next, current: goodPassword });
      expect(browser.text).to.contain(next);
      expect((await contactOf(id))!.email).to.equal(email);

      const code = await codeFor(next);
      await browser.submit('/akun/surel/kode', { code: code === '000000' ? '111111' : '000000' });
      expect(errorOf(browser, 'code')).to.contain('Kode tidak cocok');
      const again = browser.twin();
      await browser.submit('/akun/surel/kode', { code: `${code.slice(0, 3)} ${code.slice(3)}` });
      expect(browser.text).to.contain('Surel baru sudah tersimpan');
      await again.submit('/akun/surel/kode', { code });
      expect([again.status, again.path], 'pressed twice').to.deep.equal([200, '/akun']);

      expect((await contactOf(id))!.email).to.equal(next);
      expect((await lettersTo(email!)).join())
        .to.contain('diganti dengan alamat lain')
        .and.to.contain('/bantuan');
      expect((await signIn(app.address, next)).path).to.equal('/akun');
      expect((await signIn(app.address, email!)).status).to.equal(422);
    });

    it('can be a first one for an account with a phone number only', async () => {
      const { id, browser } = await somebody({ phone: newPhone() });
      const email = newEmail();
      await askFor(browser, email);
      await browser.submit('/akun/surel/kode', { code: await codeFor(email) });
      expect((await contactOf(id))!.email).to.equal(email);
    });

    it('is not told to be taken to who asks, but to its own mailbox', async () => {
      const [other, { id, browser, email }] = [await somebody(), await somebody()];
      await askFor(browser, other.email!);
      expect(browser.status).to.equal(200);
      const letters = (await lettersTo(other.email!)).join();
      expect(letters)
        .to.contain('sudah punya akun')
        .and.not.to.match(/^\d{6}$/m);
      expect((await contactOf(id))!.email).to.equal(email);
    });

    it('goes to one of two who prove the same new address', async () => {
      const people = [await somebody(), await somebody()];
      const next = newEmail();
      for (const { browser } of people) await askFor(browser, next);
      await lettersTo(next);
      const codes = (await lettersTo(next)).flatMap((letter) => letter.match(/^\d{6}$/gm) ?? []);
      const tries = people.map(({ browser }) => codes.map((code) => [browser.twin(), code] as const));
      for (const [browser, code] of tries.flat()) await browser.submit('/akun/surel/kode', { code });
      const addresses = await Promise.all(people.map(async ({ id }) => (await contactOf(id))!.email));
      expect(addresses.filter((address) => address === next)).to.have.length(1);
      const said = tries.flat().map(([browser]) => errorOf(browser, 'code'));
      expect(said.filter((text) => text.includes('Akun lain sudah memakai'))).to.have.length(1);
    });

    it('needs a new code after half an hour', async () => {
      const { id, browser, email } = await somebody();
      const next = newEmail();
      await askFor(browser, next);
      const code = await codeFor(next);
      const later = new Date(Date.now() + 31 * 60_000);
      restoreClock = setClock(() => later);
      await browser.submit('/akun/surel/kode', { code });
      expect((await contactOf(id))!.email).to.equal(email);
      await browser.open('/akun/surel');
      expect(browser.page.querySelector('#code')).to.equal(null);
    });

    it('makes a guesser wait, and a sender of letters too', async () => {
      const { browser } = await somebody();
      await askFor(browser, newEmail());
      const guesses = [];
      for (let tries = 0; tries < 7; tries++) {
        await browser.open('/akun/surel');
        guesses.push((await browser.submit('/akun/surel/kode', { code: '12' })).status);
      }
      expect(guesses.at(-1)).to.equal(429);
      const letters = [];
      for (let tries = 0; tries < 6; tries++) letters.push((await askFor(browser, newEmail())).status);
      expect(letters.at(-1)).to.equal(429);
    });
  });

  describe('its phone number', () => {
    it('is another one with the password, and the e-mail address is told', async () => {
      const { id, browser, email } = await somebody();
      await browser.open('/akun');
      await browser.follow('/akun/hp');
      await browser.submit('/akun/hp', { phone: '0812', current: goodPassword });
      expect(errorOf(browser, 'phone')).to.contain('08');
      await browser.submit('/akun/hp', { phone: '0857 7777 0001', current: goodPassword });
      expect(browser.text).to.contain('0857-••••-0001 sudah tersimpan');
      expect((await contactOf(id))!.phone).to.equal('+6285777770001');
      expect((await lettersTo(email!)).join()).to.contain('Nomor HP akun Anda diganti');
      expect((await signIn(app.address, '085777770001')).path).to.equal('/akun');
    });

    it('says to nobody that others name it too', async () => {
      const people = [await somebody(), await somebody()];
      const phone = newPhone();
      await Promise.all(
        people.map(async ({ browser }) => {
          await browser.open('/akun/hp');
          await browser.submit('/akun/hp', { phone, current: goodPassword });
        }),
      );
      const [one, other] = people.map(({ browser }) => browser.text);
      expect(one).to.equal(other).and.to.contain('sudah tersimpan');
    });

    it('is not proved by being typed', async () => {
      const { id, browser } = await somebody();
      await browser.open('/akun/hp');
      await browser.submit('/akun/hp', { phone: newPhone(), current: goodPassword });
      expect((await ownContactOf(id))!.isProven).to.deep.equal({ email: true, phone: false });
    });
  });

  describe('its devices', () => {
    it('are listed, and one of them can be signed out from another, and only one’s own', async () => {
      const { browser, email } = await somebody();
      const lost = await signIn(app.address, email!);
      const stranger = (await somebody()).browser;
      await browser.open('/akun');
      await browser.follow('/akun/perangkat');
      expect(browser.page.querySelectorAll('.tasks li')).to.have.length(2);
      expect(browser.text).to.contain('Perangkat ini');
      const session = browser.page.querySelector('[name=session]')!.getAttribute('value')!;

      await stranger.open('/akun/perangkat');
      await stranger.post('/akun/perangkat/keluar', { session });
      expect((await lost.open('/akun')).path).to.equal('/akun');

      await browser.submit('/akun/perangkat/keluar');
      expect(browser.text).to.contain('Keluarkan perangkat ini?');
      await browser.submit('/akun/perangkat/keluar');
      expect(browser.text).to.contain('Perangkat itu sudah keluar');
      expect(browser.page.querySelectorAll('.tasks li')).to.have.length(1);
      expect((await lost.open('/akun')).path).to.contain('/masuk');
      await browser.post('/akun/perangkat/keluar', { session });
      expect(browser.status, 'pressed twice').to.equal(200);
    });

    it('are this one alone after the password was changed', async () => {
      const { browser, email } = await somebody();
      await signIn(app.address, email!);
      await browser.open('/akun/sandi');
      await browser.submit('/akun/sandi', { current: goodPassword, password: 'perahu kertas hijau tua' });
      await browser.open('/akun/perangkat');
      expect(browser.page.querySelectorAll('.tasks li')).to.have.length(1);
    });
  });

  it('has a language for pages and letters', async () => {
    const { id, browser, email } = await somebody();
    await browser.open('/akun');
    await browser.submit('/akun/bahasa');
    expect(browser.text).to.contain('My account').and.to.contain('of 200 MB');
    expect((await contactOf(id))!.language).to.equal('en');
    await browser.open('/akun/nama');
    await browser.submit('/akun/nama', { name: 'Putri' });
    expect((await lettersTo(email!)).join()).to.contain('The name on your account was changed');
    await browser.open('/akun');
    await browser.submit('/akun/bahasa');
    expect(browser.text).to.contain('Akun saya');
  });
});
