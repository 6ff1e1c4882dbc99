import { expect } from 'chai';
import { setClock } from '../../src/platform/clock.ts';
import { TooManyRequests } from '../../src/platform/errors.ts';
import {
  type AttemptKind,
  beforeAttempt,
  recordFailure,
  recordSuccess,
  rememberDevice,
} from '../../src/platform/throttle.ts';
import { emptyCollections, useDatabase } from '../support/database.ts';

// Ahead of the real clock, by which the database removes counters whose time is over.
const start = new Date('2126-11-22T02:00:00Z');
const home = '203.0.113.7';
const phone = 'a device';
/** Addresses that all stand in different networks. */
const elsewhere = (number: number) => `10.${number >> 8}.${number & 255}.1`;

/** Tries once; the seconds to wait when it was not let through. */
async function attempt(
  kind: AttemptKind,
  account: string | undefined,
  address: string,
  isRight: boolean,
  device?: string,
) {
  try {
    const allowed = await beforeAttempt(kind, account === undefined ? { address } : { account, address, device });
    await (isRight ? recordSuccess(allowed) : recordFailure(allowed));
    return 'allowed';
  } catch (error) {
    if (error instanceof TooManyRequests) return error.retryAfterSeconds;
    throw error;
  }
}
const fail = (account: string, address: string) => attempt('sign-in', account, address, false);
const succeed = (account: string, address: string) => attempt('sign-in', account, address, true);
/** On a device that the account has been signed in to on. */
const failOwn = (account: string, address: string) => attempt('sign-in', account, address, false, phone);
const succeedOwn = (account: string, address: string) => attempt('sign-in', account, address, true, phone);
const allowedOf = (outcomes: readonly unknown[]) => outcomes.filter((outcome) => outcome === 'allowed').length;

describe('throttling', () => {
  useDatabase();
  let minutes = 0;
  let restoreClock = () => {};
  before(() => {
    restoreClock = setClock(() => new Date(start.getTime() + minutes * 60_000));
  });
  after(() => restoreClock());
  beforeEach(async () => {
    minutes = 0;
    await emptyCollections();
  });

  it('lets one stranger try five times, then makes him wait', async () => {
    for (let turn = 0; turn < 5; turn += 1) expect(await fail('siti', home), `try ${turn + 1}`).to.equal('allowed');
    expect(await fail('siti', home)).to.equal(15 * 60);
    minutes = 14;
    expect(await fail('siti', home)).to.equal(60);
    minutes = 15;
    expect(await fail('siti', home)).to.equal('allowed');
  });

  it('makes no difference between spellings of one account', async () => {
    for (const spelling of ['siti', 'Siti', ' siti ', 'SITI', 'siti']) await fail(spelling, home);
    expect(await fail('sItI', home)).to.be.a('number');
  });

  it('allows an account at most 10 checks in any 15 minutes, from however many addresses', async () => {
    await rememberDevice('siti', phone);
    const checkedAt: number[] = [];
    for (minutes = 0; minutes < 60; minutes += 1) {
      for (let turn = 0; turn < 3; turn += 1) {
        if ((await fail('siti', elsewhere(minutes * 3 + turn))) === 'allowed') checkedAt.push(minutes);
        if ((await failOwn('siti', home)) === 'allowed') checkedAt.push(minutes);
      }
    }
    for (const from of checkedAt) {
      const within = checkedAt.filter((minute) => minute >= from && minute < from + 15);
      expect(within.length, `from minute ${from}`).to.be.at.most(10);
    }
    expect(checkedAt.length).to.be.greaterThan(20);
  });

  it('allows no more to a hundred at the same moment', async () => {
    await rememberDevice('siti', phone);
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, number) =>
        number % 2 === 0 ? failOwn('siti', home) : fail('siti', elsewhere(number)),
      ),
    );
    expect(allowedOf(outcomes)).to.be.within(1, 10);
  });

  it('never locks the owner out on a device of his own, in whatever network', async () => {
    await rememberDevice('siti', phone);
    for (let stranger = 0; stranger < 50; stranger += 1) await fail('siti', stranger < 10 ? home : elsewhere(stranger));
    expect(await fail('siti', elsewhere(51))).to.be.a('number');
    expect(await succeedOwn('siti', home), 'where strangers guess as well').to.equal('allowed');
    expect(await succeedOwn('siti', '198.51.100.4'), 'where he never was').to.equal('allowed');
    expect(await attempt('sign-in', 'tono', home, false, phone), 'a device of somebody else').to.equal('allowed');
    for (let turn = 0; turn < 5; turn += 1) await attempt('sign-in', 'tono', elsewhere(turn), false, phone);
    expect(await attempt('sign-in', 'tono', elsewhere(9), false, phone)).to.be.a('number');
  });

  it('makes no stranger of who is signed in', async () => {
    for (let turn = 0; turn < 10; turn += 1) await fail('siti', elsewhere(turn));
    const again = await beforeAttempt('sign-in', { account: 'siti', address: elsewhere(11), isSignedIn: true });
    expect(again.takenKeys).to.have.length(1);
  });

  it('slows whoever tries one password on account after account, there and nowhere else', async () => {
    const outcomes: unknown[] = [];
    for (let account = 0; account < 100; account += 1) outcomes.push(await fail(`account${account}`, home));
    expect(allowedOf(outcomes)).to.equal(60 + 20);
    expect(outcomes.at(-1)).to.equal(60);
    expect(await fail('account101', elsewhere(1))).to.equal('allowed');
    await rememberDevice('siti', phone);
    expect(await succeedOwn('siti', home)).to.equal('allowed');
    minutes = 1;
    expect(await fail('account102', home)).to.equal('allowed');
    minutes = 15;
    expect(await fail('account103', home)).to.equal('allowed');
  });

  it('takes nothing for what was right', async () => {
    for (let turn = 0; turn < 30; turn += 1) expect(await succeed('siti', home)).to.equal('allowed');
    for (let turn = 0; turn < 30; turn += 1) expect(await succeed('siti', elsewhere(1))).to.equal('allowed');
  });

  it('does not let a success of the owner buy a stranger more tries', async () => {
    await rememberDevice('siti', phone);
    const outcomes: unknown[] = [];
    for (let stranger = 0; stranger < 20; stranger += 1) {
      outcomes.push(await fail('siti', elsewhere(stranger)));
      await succeedOwn('siti', home);
    }
    expect(allowedOf(outcomes)).to.equal(6);
  });

  it('lets a class behind one address sign in, each after two wrong tries', async function () {
    this.timeout(120_000);
    for (let learner = 0; learner < 200; learner += 50) {
      const group = Array.from({ length: 50 }, async (_, index) => {
        const account = `learner${learner + index}`;
        return [await fail(account, home), await fail(account, home), await succeed(account, home)];
      });
      for (const outcomes of await Promise.all(group))
        expect(outcomes).to.deep.equal(['allowed', 'allowed', 'allowed']);
    }
  });

  const limits: [kind: AttemptKind, account: string | undefined, allowed: number, waitMinutes: number][] = [
    ['sign-in', 'siti', 6, 15],
    ['totp', 'siti', 6, 15],
    ['reset', 'siti', 3, 60],
  ];
  for (const [kind, account, allowed, waitMinutes] of limits) {
    it(`allows ${allowed} of ${kind} to strangers in ${waitMinutes} minutes`, async () => {
      const outcomes: unknown[] = [];
      for (let turn = 0; turn < 10; turn += 1) outcomes.push(await attempt(kind, account, elsewhere(turn), false));
      expect(allowedOf(outcomes)).to.equal(allowed);
      expect(outcomes.at(-1)).to.equal(waitMinutes * 60);
    });
  }

  it('keeps the kinds apart', async () => {
    for (let turn = 0; turn < 10; turn += 1) await fail('siti', home);
    expect(await attempt('totp', 'siti', home, false)).to.equal('allowed');
  });

  it('lets a thousand make their accounts within an hour behind one address, and stops it at 1,500', async function () {
    this.timeout(60_000);
    const outcomes: unknown[] = [];
    for (let turn = 0; turn < 16; turn += 1) {
      minutes = turn * 3;
      outcomes.push(
        ...(await Promise.all(Array.from({ length: 100 }, () => attempt('sign-up', undefined, home, false)))),
      );
    }
    expect(allowedOf(outcomes.slice(0, 1500))).to.equal(1500);
    expect(outcomes.at(-1)).to.equal(15 * 60);
    expect(await attempt('sign-up', undefined, elsewhere(1), false)).to.equal('allowed');
    minutes = 60;
    expect(await attempt('sign-up', undefined, home, false)).to.equal('allowed');
  });

  it('stops an address that guesses at certificate codes, and no other', async function () {
    this.timeout(60_000);
    const outcomes: unknown[] = [];
    for (let turn = 0; turn < 21; turn += 1) {
      outcomes.push(
        ...(await Promise.all(Array.from({ length: 100 }, () => attempt('verify-code', undefined, home, false)))),
      );
    }
    expect(allowedOf(outcomes)).to.equal(2000);
    expect(outcomes.at(-1)).to.equal(15 * 60);
    expect(await attempt('verify-code', undefined, elsewhere(1), false)).to.equal('allowed');
    minutes = 15;
    expect(await attempt('verify-code', undefined, home, false)).to.equal('allowed');
  });
});
