import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { createAccount } from '../../src/features/accounts/index.ts';
import { recordAudit, sealAudit } from '../../src/platform/audit.ts';
import { anchorFile } from '../../src/platform/audit-anchor.ts';
import { readManifest } from '../../src/platform/backup/manifest.ts';
import { takeBackup } from '../../src/platform/backup/take-backup.ts';
import { currentKeys } from '../../src/platform/keys.ts';
import { newTotpSecret } from '../../src/platform/totp.ts';
import { useDatabase } from '../support/database.ts';
import { useDirectory } from './use-keys.ts';

const execute = promisify(execFile);

describe('the commands for backup, restore and audit', function () {
  this.timeout(120_000);
  useDatabase();
  const root = useDirectory();
  const taken = () => path.join(root(), 'taken');
  const takenAgain = () => path.join(root(), 'taken-again');

  before(async () => {
    for (const id of ['1', '2', '3'])
      await recordAudit({ actor: 'system', action: 'did', target: { kind: 'thing', id } });
    await sealAudit(root());
    const staff = { name: 'Ani Wulandari', email: 'ani@contoh.id', phone: '0812 3456 7890', passwordHash: 'x' };
    await createAccount({ ...staff, totpSecret: newTotpSecret() }, new Date());
    const source = { client: mongoose.connection.getClient(), db: mongoose.connection.db!, keys: currentKeys() };
    await takeBackup(source, taken(), new Date());
  });
  after(async () => {
    if (!process.env.MONGODB_URI) return;
    for (const name of ['commands', 'older']) await mongoose.connection.useDb(elsewhere(name)).dropDatabase();
  });

  /** The commands work on a database of their own: another one of the server, or the embedded one in another directory. */
  const elsewhere = (name: string) => `${mongoose.connection.name}-${name}`;
  const uriOf = (name: string) =>
    process.env.MONGODB_URI?.replace(/(\/\/[^/]+)\/?[^?]*/, `$1/${elsewhere(name)}`) ?? '';
  function environment(): NodeJS.ProcessEnv {
    return { ...process.env, MONGODB_URI: uriOf('commands'), DATA_DIR: root(), KEYS_DIR: currentKeys().directory };
  }
  async function run([command, ...words]: readonly string[], more: NodeJS.ProcessEnv = {}) {
    const program = path.resolve('src/commands', `${command}.ts`);
    const run = execute('node', ['--import=tsx', program, ...words], { env: { ...environment(), ...more } });
    return run.then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
    );
  }

  it('carry a school to an empty box, and nothing is lost', async () => {
    const checked = await run(['restore', taken(), '--dry-run']);
    expect(checked.said).to.match(/is whole: \d+ collections. Nothing was written/);
    const restored = await run(['restore', taken()]);
    expect(restored.said).to.match(/is restored: \d+ collections, all counts agree/);
    expect((await run(['audit-verify'])).said).to.equal('The audit trail is whole: 3 entries.\n');

    expect((await run(['backup', takenAgain()])).said).to.match(
      /all of one moment.*\nIt is not encrypted.*\nThe keys are not in it/,
    );
    const files = async (directory: string) => (await readManifest(directory)).collections.map(({ sha256 }) => sha256);
    expect(await files(takenAgain())).to.deep.equal(await files(taken()));
  });

  it('encrypt a backup with a passphrase, and open it with that alone', async () => {
    const closed = path.join(root(), 'closed');
    const withWords = (words: string) => ({ BACKUP_PASSPHRASE: words });
    const right = withWords('perahu kertas biru 2026');
    expect((await run(['backup', closed], right)).said).to.contain('It is encrypted.');
    expect((await run(['restore', closed, '--dry-run'], right)).said).to.contain('is whole');
    for (const [more, said] of [
      [{}, 'The backup is encrypted. Set BACKUP_PASSPHRASE'],
      [withWords('perahu kertas hijau 2026'), 'BACKUP_PASSPHRASE does not open this backup.'],
    ] as const) {
      const refused = await run(['restore', closed, '--dry-run'], more);
      expect(refused).to.include({ code: 1 });
      expect(refused.said).to.contain(said);
    }
  });

  it('refuse to restore over a school', async () => {
    const second = await run(['restore', taken()]);
    expect(second).to.include({ code: 1 });
    expect(second.said).to.match(/^The database is not empty: \w+ holds documents\. Restore into a new one\.\n$/);
  });

  it('set the anchors aside that an older backup contradicts, and say so', async () => {
    const older = path.join(root(), 'older');
    await mkdir(older);
    const anchors = `${await readFile(anchorFile(root()), 'utf8')}${JSON.stringify({ at: new Date(), seq: 5, hash: 'x' })}\n`;
    await writeFile(anchorFile(older), anchors);
    const there = { DATA_DIR: older, MONGODB_URI: uriOf('older') };

    const { said } = await run(['restore', taken()], there);
    expect(said).to.contain('anchors here reach entry 5, the restored audit trail ends at entry 3');
    const [aside, ...others] = (await readdir(older)).filter((name) => name.startsWith('audit-anchors'));
    expect(others).to.deep.equal([]);
    expect(aside).to.match(/^audit-anchors\.\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z\.jsonl$/);
    expect(said).to.contain(aside);
    expect(await readFile(path.join(older, aside!), 'utf8')).to.equal(anchors);
    expect((await run(['audit-verify'], there)).said).to.equal('The audit trail is whole: 3 entries.\n');
  });

  it('turn the second factor off of whoever lost it, once', async () => {
    const off = await run(['second-factor-off', 'Ani@contoh.id']);
    expect(off).to.deep.equal({
      code: 0,
      said:
        'The second factor of Ani Wulandari is off and all their sessions have ended. ' +
        'A letter to ani@contoh.id says so. Staff set up a new one at the next sign-in.\n',
    });
    const again = await run(['second-factor-off', '0812', '3456', '7890']);
    expect(again).to.deep.equal({ code: 1, said: 'The account of 0812 3456 7890 has no second factor.\n' });
    const unknown = await run(['second-factor-off', 'budi@contoh.id']);
    expect(unknown).to.deep.equal({ code: 1, said: 'No account has budi@contoh.id.\n' });
    const usage = { code: 1, said: 'Usage: npm run second-factor-off -- <e-mail or phone>\n' };
    expect(await run(['second-factor-off'])).to.deep.equal(usage);
  });

  for (const words of [['backup'], ['restore'], ['restore', '--force', 'x']] as const) {
    it(`say how they are used: ${words.join(' ')}`, async () => {
      const answer = await run(words);
      expect(answer).to.include({ code: 1 });
      expect(answer.said).to.match(new RegExp(`^Usage: npm run ${words[0]} -- <directory>`));
    });
  }
});
