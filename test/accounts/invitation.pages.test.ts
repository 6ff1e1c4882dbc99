import { expect } from 'chai';
import { Account } from '../../src/features/accounts/account.model.ts';
import { createAccount, grantRole, inviteStaff, revokeRole } from '../../src/features/accounts/index.ts';
import { acceptAsMember } from '../../src/features/accounts/invitation.service.ts';
import { setClock } from '../../src/platform/clock.ts';
import { NotFound } from '../../src/platform/errors.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { linkIn } from './letters.ts';
import { goodPassword, proveEmail, signIn, signUp } from './walk.ts';

describe('an invitation', () => {
  const app = useApp();
  let restoreClock = () => {};
  afterEach(() => restoreClock());
  const authority = { role: 'certification-manager', scope: 'body-1' } as const;
  const assessor = { name: 'Dewi Lestari', role: 'assessor', scope: 'body-1', authority } as const;
  let by: string;
  before(async () => {
    const manager = { name: 'Agus', email: 'agus@contoh.id', password: goodPassword, roles: [authority] };
    by = await createAccount(manager, new Date());
  });

  it('makes an account with the role', async () => {
    await inviteStaff({ ...assessor, email: 'dewi@contoh.id' }, by, new Date());
    const link = await linkIn('dewi@contoh.id', '/undangan/');
    const browser = await new Browser(app.address).open(link);
    expect(browser.text).to.contain('Asesor');
    await browser.submit('', { password: goodPassword, agreed: 'on' });
    expect(browser.path).to.equal('/akun/dua-langkah');
    const account = (await Account.findOne({ email: 'dewi@contoh.id' }).lean())!;
    expect(account.roles.map(({ role, scope }) => ({ role, scope }))).to.deep.equal([
      { role: 'assessor', scope: 'body-1' },
    ]);
    expect((await new Browser(app.address).open(link)).status).to.equal(404);
  });

  it('adds the role to the account there is, once its owner has signed in', async () => {
    await proveEmail(await signUp(app.address, 'eka@contoh.id'), 'eka@contoh.id');
    await signUp(app.address, 'orang-lain@contoh.id');
    await inviteStaff({ ...assessor, email: 'eka@contoh.id' }, by, new Date());
    const link = await linkIn('eka@contoh.id', '/undangan/');

    const stranger = await signIn(app.address, 'orang-lain@contoh.id');
    expect((await stranger.open(link)).text).to.contain('akun lain');
    await stranger.post(`${link}/terima`);
    expect(stranger.status).to.equal(403);

    const browser = await new Browser(app.address).open(link);
    await browser.follow('Masuk untuk menerima');
    await browser.submit('/masuk', { contact: 'eka@contoh.id', password: goodPassword });
    expect(browser.path).to.equal(link);
    await browser.submit('/terima');
    expect(browser.path).to.equal('/akun/dua-langkah');
    const account = (await Account.findOne({ email: 'eka@contoh.id' }).lean())!;
    expect(account.roles.map(({ role }) => role)).to.deep.equal(['assessor']);
  });

  it('proves the address of whoever opens it signed in, and of nobody else', async () => {
    const browser = await signUp(app.address, 'gita@contoh.id');
    await signUp(app.address, 'gita@contoh.id', 'becak kayu tua');
    await inviteStaff({ ...assessor, email: 'gita@contoh.id' }, by, new Date());
    await browser.open(await linkIn('gita@contoh.id', '/undangan/'));
    await browser.submit('/terima');
    expect(browser.path).to.equal('/akun/dua-langkah');
    const [own, other] = await Account.find({ email: 'gita@contoh.id' }).sort({ createdAt: 1, _id: 1 }).lean();
    expect(own!.proven.email).to.be.instanceOf(Date);
    expect(own!.roles).to.have.length(1);
    expect([other!.proven, other!.roles]).to.deep.equal([{}, []]);
  });

  describe('of somebody who has lost the right to invite since', () => {
    const role = { role: 'certification-manager', scope: 'body-2' } as const;
    let inviter: string;
    before(async () => {
      const manager = { name: 'Wulan', email: 'wulan@contoh.id', password: goodPassword, roles: [role] };
      inviter = await createAccount(manager, new Date());
    });

    const openInvitation = async (browser: Browser, email: string) => {
      await grantRole(inviter, role, by, new Date());
      await inviteStaff({ ...assessor, scope: 'body-2', authority: role, email }, inviter, new Date());
      const link = await linkIn(email, '/undangan/');
      await browser.open(link);
      expect(browser.status).to.equal(200);
      await revokeRole(inviter, role, by, new Date());
      return link;
    };

    it('makes no account', async () => {
      const browser = new Browser(app.address);
      const link = await openInvitation(browser, 'pendatang@contoh.id');
      await browser.submit('', { password: goodPassword, agreed: 'on' });
      expect(browser.status).to.equal(404);
      expect(await Account.exists({ email: 'pendatang@contoh.id' })).to.equal(null);
      expect((await browser.open(link)).status).to.equal(404);
    });

    it('adds no role to an account', async () => {
      const browser = await signUp(app.address, 'anggota@contoh.id');
      await openInvitation(browser, 'anggota@contoh.id');
      await browser.submit('/terima');
      expect(browser.status).to.equal(404);
      expect((await Account.findOne({ email: 'anggota@contoh.id' }).lean())!.roles).to.deep.equal([]);
    });

    it('gives nothing when it is accepted beside the page that would have said so', async () => {
      const member = await createAccount({ name: 'Eko', email: 'eko@contoh.id', password: goodPassword }, new Date());
      const link = await openInvitation(new Browser(app.address), 'eko@contoh.id');
      const token = link.split('/').at(-1)!;
      const outcome = await acceptAsMember(token, member, new Date()).catch((error: unknown) => error);
      expect(outcome).to.be.instanceOf(NotFound);
    });
  });

  it('ends after three days', async () => {
    await inviteStaff({ ...assessor, email: 'lama@contoh.id' }, by, new Date());
    const link = await linkIn('lama@contoh.id', '/undangan/');
    const later = new Date(Date.now() + 72 * 3600_000 + 1000);
    restoreClock = setClock(() => later);
    expect((await new Browser(app.address).open(link)).status).to.equal(404);
  });
});
