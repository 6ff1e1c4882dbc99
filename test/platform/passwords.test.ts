import { hash } from '@node-rs/argon2';
import { expect } from 'chai';
import { Unavailable } from '../../src/platform/errors.ts';
import { installKeys, openKeys } from '../../src/platform/keys.ts';
import { hashPassword, judgePassword, needsRehash, verifyPassword } from '../../src/platform/passwords.ts';
import { useDirectory, useKeys } from './use-keys.ts';

const password = 'kapal kertas di sungai cisadane';

describe('a stored password', () => {
  useKeys();

  it('is argon2id at the cost of the house, and never the same twice', async () => {
    const [first, second] = await Promise.all([hashPassword(password), hashPassword(password)]);
    expect(first).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).to.not.equal(second);
  });

  it('fits its password and no other', async () => {
    const stored = await hashPassword(password);
    expect(await verifyPassword(stored, password)).to.equal(true);
    expect(await verifyPassword(stored, `${password} `)).to.equal(false);
    expect(await verifyPassword(stored, '')).to.equal(false);
    expect(await verifyPassword(stored, 'x'.repeat(2000))).to.equal(false);
  });

  it('fits however the keyboard composes an accent', async () => {
    const stored = await hashPassword('Kopi Gayo Café 2026'.normalize('NFD'));
    expect(await verifyPassword(stored, 'Kopi Gayo Café 2026'.normalize('NFC'))).to.equal(true);
  });

  it('does not exist for an unknown account, whatever is tried', async () => {
    for (const tried of [password, '', 'x'.repeat(2000)])
      expect(await verifyPassword(undefined, tried)).to.equal(false);
  });

  it('is of no use without the pepper', async () => {
    expect(await verifyPassword(await hash(password), password)).to.equal(false);
  });

  it('is not taken above 1 KiB', async () => {
    const refused = await hashPassword('ä'.repeat(513)).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(RangeError);
  });

  it('is hashed again when it was made at another cost', async () => {
    const cheaper = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    expect(needsRehash(await hashPassword(password))).to.equal(false);
    expect(needsRehash(cheaper)).to.equal(true);
  });

  it('costs as much work to check for an unknown account', async () => {
    const stored = await hashPassword(password);
    // Processor time and not the clock, which also counts what other programs do meanwhile.
    const work = async (of: string | undefined) => {
      const before = process.cpuUsage().user;
      for (let turn = 0; turn < 15; turn += 1) await verifyPassword(of, 'a wrong password');
      return process.cpuUsage().user - before;
    };
    const [known, unknown] = [await work(stored), await work(undefined)];
    expect(unknown / known).to.be.within(0.5, 2);
  });

  it('waits its turn, and is turned away when 200 wait already', async function () {
    this.timeout(60_000);
    const stored = await hash('short', { memoryCost: 64, timeCost: 1, parallelism: 1 });
    const all = await Promise.allSettled(Array.from({ length: 210 }, () => verifyPassword(stored, 'x')));
    const turnedAway = all.filter((one) => one.status === 'rejected').map((one) => one.reason as unknown);
    expect(turnedAway).to.have.length(8);
    for (const reason of turnedAway) expect(reason).to.be.instanceOf(Unavailable);
    expect(await verifyPassword(stored, 'x')).to.equal(false);
  });
});

describe('the pepper', () => {
  useKeys();
  const other = useDirectory();

  it('is part of the hash: with other keys the right password is wrong', async () => {
    const stored = await hashPassword(password);
    installKeys(await openKeys(other(), { dataExists: false }));
    expect(await verifyPassword(stored, password)).to.equal(false);
  });
});

describe('a new password', () => {
  const context = ['Siti Nurhaliza', 'siti.nurhaliza@example.id', 'Keripik Tempe Barokah', 'Sekolah Ekspor'];
  const cases: [password: string, fault: string | undefined][] = [
    ['', 'platform.passwordTooShort'],
    ['Xk4!q9Zr7', 'platform.passwordTooShort'],
    ['🌿🌿🌿🌿🌿', 'platform.passwordTooShort'],
    ['x'.repeat(129), 'platform.passwordTooLong'],
    ['password123', 'platform.passwordGuessable'],
    ['1234567890', 'platform.passwordGuessable'],
    ['qwertyuiop', 'platform.passwordGuessable'],
    ['aaaaaaaaaaaaaaaaaaaa', 'platform.passwordGuessable'],
    ['rahasia123', 'platform.passwordGuessable'],
    ['indonesia1945', 'platform.passwordGuessable'],
    ['bismillah123', 'platform.passwordGuessable'],
    ['nurhaliza2026', 'platform.passwordGuessable'],
    ['SitiNurhaliza', 'platform.passwordGuessable'],
    ['keripiktempe', 'platform.passwordGuessable'],
    ['sekolahekspor', 'platform.passwordGuessable'],
    ['s3k0l4h3ksp0r', 'platform.passwordGuessable'],
    ['17-08-1945', 'platform.passwordGuessable'],
    ['p4ssw0rd@2026', 'platform.passwordGuessable'],
    [password, undefined],
    ['kapal-gula-payung-merah', undefined],
    ['Xk4!q9Zr7m', undefined],
    ['lumbung ketan 40 kilo', undefined],
    ['ñandú žluťoučký kůň', undefined],
    [`${'kapal gula payung merah '.repeat(5)}12345678`, undefined],
  ];
  for (const [tried, fault] of cases) {
    it(`${fault ?? 'is good'}: ${tried.slice(0, 30) || 'nothing'}`, async () => {
      expect(await judgePassword(tried, context)).to.equal(fault);
    });
  }

  it('is no better for being a long repetition', async () => {
    for (const tried of ['a4@'.repeat(42), 'password'.repeat(16), '0'.repeat(128), '1qaz2wsx3edc'.repeat(10)]) {
      expect(await judgePassword(tried, context), tried.slice(0, 12)).to.equal('platform.passwordGuessable');
    }
  });
});
