import { expect } from 'chai';
import mongoose from 'mongoose';
import { Account } from '../../src/features/accounts/account.model.ts';
import {
  contactOf,
  createAccount,
  findPeople,
  grantRole,
  listAccountsWhoEverHeld,
  listAccountsWithRole,
  revokeRole,
} from '../../src/features/accounts/index.ts';
import {
  turnOnSecondFactor,
  checkSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
} from '../../src/features/accounts/second-factor.service.ts';
import { Conflict, TooManyRequests } from '../../src/platform/errors.ts';
import { newTotpSecret } from '../../src/platform/totp.ts';
import { Secret, TOTP } from 'otpauth';
import { useApp } from '../support/app.ts';
import { auditEntries } from '../support/audit.ts';
import { lettersTo } from './letters.ts';
import type { NewAccount } from '../../src/features/accounts/account.service.ts';

const now = new Date('2026-11-21T02:00:00Z');
const passwordHash = 'not checked in these tests';
let number = 0;
const anAccount = (changes: Partial<Omit<NewAccount, 'password'>> = {}) =>
  createAccount({ name: 'Sari Wulandari', email: `sari${++number}@contoh.id`, passwordHash, ...changes }, now);

const winners = (outcomes: PromiseSettledResult<unknown>[]) => outcomes.filter(({ status }) => status === 'fulfilled');

describe('accounts', () => {
  useApp();

  describe('making one', () => {
    it('keeps a phone number out of the database and finds it again', async () => {
      const id = await anAccount({ email: undefined, phone: '0812 3456 7890' });
      expect(await contactOf(id)).to.deep.equal({ phone: '+6281234567890', language: 'id' });
      const stored = await mongoose.connection
        .db!.collection('accounts')
        .findOne({ _id: new mongoose.Types.ObjectId(id) });
      expect(JSON.stringify(stored)).not.to.match(/81234567890/);
    });

    for (const contact of [{ email: 'siapa@contoh.id' }, { phone: '081299998888', email: undefined }]) {
      it(`of twenty with the same ${Object.keys(contact)[0]} makes one`, async () => {
        const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => anAccount(contact)));
        expect(winners(outcomes)).to.have.lengthOf(1);
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') expect(outcome.reason).to.be.instanceOf(Conflict);
        }
      });
    }

    it('takes no account without a way to reach the person', async () => {
      const outcome = await Promise.allSettled([anAccount({ email: undefined })]);
      expect(winners(outcome)).to.have.lengthOf(0);
    });

    it('finds the names of many people at once', async () => {
      const [sari, budi] = [await anAccount(), await anAccount({ name: 'Budi' })];
      const people = await findPeople([sari, budi, budi, '6650f0c2a1b2c3d4e5f60718']);
      expect([...people.values()]).to.have.deep.members([
        { id: sari, name: 'Sari Wulandari' },
        { id: budi, name: 'Budi' },
      ]);
    });
  });

  describe('roles', () => {
    const verifier = { role: 'verifier', scope: 'programme-1' } as const;

    it('are given once, however often it is asked', async () => {
      const id = await anAccount();
      const given = await Promise.all(Array.from({ length: 10 }, () => grantRole(id, verifier, 'system', now)));
      expect(given.filter(Boolean)).to.have.lengthOf(1);
      expect((await Account.findById(id).lean())!.roles).to.have.lengthOf(1);
    });

    it('of one name in two places are two', async () => {
      const id = await anAccount();
      await grantRole(id, verifier, 'system', now);
      expect(await grantRole(id, { ...verifier, scope: 'programme-2' }, 'system', now)).to.equal(true);
    });

    it('are taken back with all sessions, and others stay', async () => {
      const other = { role: 'verifier', scope: 'programme-2' } as const;
      const id = await anAccount({ roles: [verifier, other] });
      const before = (await Account.findById(id).lean())!.sessionEpoch;
      expect(await revokeRole(id, verifier, 'system', now)).to.equal(true);
      const after = (await Account.findById(id).lean())!;
      expect(after.roles.map(({ scope }) => scope)).to.deep.equal(['programme-2']);
      expect(after.sessionEpoch).to.equal(before + 1);
      expect(await revokeRole(id, verifier, 'system', now), 'a second time').to.equal(false);
    });

    it('are remembered when they end, of those whose account is closed too, and give no right any more', async () => {
      const mentor = { role: 'mentor', scope: 'cohort-1' } as const;
      const [present, former, gone] = [await anAccount(), await anAccount(), await anAccount()];
      for (const id of [present, former, gone]) await grantRole(id, mentor, 'system', now);
      await anAccount({
        roles: [
          { ...mentor, scope: 'cohort-2' },
          { ...verifier, scope: 'cohort-1' },
        ],
      });
      await revokeRole(former, mentor, 'system', now);
      await Account.updateOne({ _id: gone }, { $set: { state: 'disabled' } });
      expect(await listAccountsWhoEverHeld('mentor', 'cohort-1')).to.have.members([present, former, gone]);
      expect((await listAccountsWithRole('mentor', 'cohort-1')).map(({ id }) => id)).to.deep.equal([present]);
      const { roles, endedRoles } = (await Account.findById(former).lean())!;
      expect(roles).to.deep.equal([]);
      expect(endedRoles).to.deep.equal([{ ...mentor, endedAt: now }]);
    });

    it('list who holds them, there and nowhere else, by name', async () => {
      const body = { role: 'panel-member', scope: 'body-1' } as const;
      const tuti = await anAccount({ name: 'Tuti', roles: [body] });
      const adi = await anAccount({ name: 'Adi', roles: [body, verifier] });
      await anAccount({
        roles: [
          { ...body, scope: 'body-2' },
          { role: 'assessor', scope: 'body-1' },
        ],
      });
      expect(await listAccountsWithRole('panel-member', 'body-1')).to.deep.equal([
        { id: adi, name: 'Adi' },
        { id: tuti, name: 'Tuti' },
      ]);
    });
  });

  describe('the second factor', () => {
    const address = '203.0.113.9';
    const codeAt = (secret: string, at: Date) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
    const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

    it('is turned on by one of several requests at once', async () => {
      const id = await anAccount();
      const secret = newTotpSecret();
      const turnOn = () => turnOnSecondFactor(id, secret, codeAt(secret, now), { origin: { address }, now });
      const outcomes = await Promise.allSettled([turnOn(), turnOn(), turnOn()]);
      expect(winners(outcomes)).to.have.lengthOf(1);
    });

    it('stays off for a wrong code', async () => {
      const id = await anAccount();
      expect(await turnOnSecondFactor(id, newTotpSecret(), '000000', { origin: { address }, now })).to.equal(undefined);
      expect((await Account.findById(id).lean())!.secondFactor).to.equal(undefined);
    });

    it('takes a code once, of five requests at once too', async () => {
      const secret = newTotpSecret();
      const id = await anAccount({ totpSecret: secret });
      const code = codeAt(secret, now);
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () => checkSecondFactor(id, code, { origin: { address }, now }).catch(() => false)),
      );
      expect(outcomes.filter(Boolean)).to.have.lengthOf(1);
      const next = later(60);
      expect(await checkSecondFactor(id, codeAt(secret, next), { origin: { address }, now: next })).to.equal(true);
    });

    it('takes a recovery code once, as people type it, and none of the old ones', async () => {
      const id = await anAccount({ totpSecret: newTotpSecret() });
      const [old] = await renewRecoveryCodes(id);
      const [code] = await renewRecoveryCodes(id);
      const use = (typed: string) => checkSecondFactor(id, typed, { origin: { address }, now });
      expect(await use(old!)).to.equal(false);
      expect(await use(code!.toLowerCase().replace('-', ' '))).to.equal(true);
      expect(await use(code!)).to.equal(false);
    });

    it('is taken away by the operator with all sessions and codes, on record, and its owner is told', async () => {
      const email = 'hilang.hp@contoh.id';
      const id = await anAccount({ name: 'Ani', email, totpSecret: newTotpSecret() });
      const [code] = await renewRecoveryCodes(id);
      const before = (await Account.findById(id).lean())!.sessionEpoch;
      const reset = () => resetSecondFactor({ email });
      const outcomes = await Promise.allSettled([reset(), reset()]);
      expect(winners(outcomes)).to.deep.equal([{ status: 'fulfilled', value: { name: 'Ani', email } }]);
      const after = (await Account.findById(id).lean())!;
      expect(after)
        .to.deep.include({ sessionEpoch: before + 1, recoveryCodes: [] })
        .and.not.have.property('secondFactor');
      expect(await checkSecondFactor(id, code!, { origin: { address }, now })).to.equal(false);
      const entries = await auditEntries({ 'target.id': id, action: /second-factor/ });
      expect(entries.map(({ actor, action }) => ({ actor, action }))).to.deep.equal([
        { actor: 'system', action: 'account.second-factor-reset' },
      ]);
      expect(await lettersTo(email)).to.have.lengthOf(1);
    });

    it('is not taken away from nobody, nor where there is none', async () => {
      await anAccount({ email: 'tanpa.kode@contoh.id' });
      expect(await resetSecondFactor({ email: 'bukan.siapa@contoh.id' })).to.equal(undefined);
      const [outcome] = await Promise.allSettled([resetSecondFactor({ email: 'tanpa.kode@contoh.id' })]);
      expect(outcome).to.have.property('reason').that.is.instanceOf(Conflict);
    });

    it('is not to be guessed', async () => {
      const id = await anAccount({ totpSecret: newTotpSecret() });
      const outcomes = await Promise.allSettled(
        Array.from({ length: 12 }, () => checkSecondFactor(id, '123456', { origin: { address }, now })),
      );
      const refused = outcomes.filter((one) => one.status === 'rejected' && one.reason instanceof TooManyRequests);
      expect(refused).to.have.lengthOf.at.least(6);
    });
  });
});
