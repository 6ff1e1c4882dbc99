import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { openCertificateSigner, saveCertificateSigner } from '../../src/platform/certificate-key.ts';
import { rotateFieldKey } from '../../src/platform/key-rotation.ts';
import { keyCheckValue, keyFile, openKeys, purposes, readKeys } from '../../src/platform/keys.ts';
import { useDirectory } from './use-keys.ts';

const run = promisify(execFile);
const failure = (work: Promise<unknown>) => work.then(String, (error: Error) => error.message);

describe('the keys of an installation', () => {
  const root = useDirectory();
  const at = (name: string) => path.join(root(), name);
  const opened = (name: string) => openKeys(at(name), { dataExists: false });

  it('are made at the first run, each its own, and are the same at the next', async () => {
    const keys = await opened('first');
    const secrets = new Set(purposes.map((purpose) => keys[purpose].secret.toString('hex')));
    expect(secrets.size).to.equal(purposes.length);
    expect(keyCheckValue(await opened('first'))).to.equal(keyCheckValue(keys));
    expect(keyCheckValue(await opened('another'))).to.not.equal(keyCheckValue(keys));
  });

  it('may be read by their owner only', async () => {
    await opened('private');
    expect((await stat(at('private'))).mode & 0o777).to.equal(0o700);
    expect((await stat(keyFile(at('private')))).mode & 0o777).to.equal(0o600);
  });

  it('agree between processes that start at the same moment', async function () {
    this.timeout(60_000);
    const [program, startAt] = [path.join(import.meta.dirname, 'open-keys-once.ts'), String(Date.now() + 3000)];
    const starts = [1, 2, 3].map(() => run('node', ['--import=tsx', program, at('race'), startAt]));
    const answers = (await Promise.all(starts)).map(({ stdout }) => stdout);
    expect(new Set(answers).size, answers.join()).to.equal(1);
    expect(await readdir(at('race'))).to.have.members(['keys.json', 'certificate-signer.json']);
  });

  it('agree between many calls that open them at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => opened('crowd')));
    expect(new Set(all.map(keyCheckValue)).size).to.equal(1);
  });

  it('are missed when there are data', async () => {
    expect(await failure(openKeys(at('lost'), { dataExists: true }))).to.match(/holds data, but its keys are missing/);
    expect(await readKeys(at('lost'))).to.equal(undefined);
  });

  const unusable: [why: string, spoil: (file: string) => Promise<void>, says: RegExp][] = [
    ['readable by the group', (file) => chmod(file, 0o640), /may be read by other users.*chmod 600/],
    ['readable by everybody', (file) => chmod(file, 0o604), /may be read by other users.*chmod 600/],
    ['not JSON', (file) => writeFile(file, '{"version":1,'), /is damaged/],
    ['empty', (file) => writeFile(file, ''), /is damaged/],
    ['without keys', (file) => writeFile(file, '{"version":1,"keys":[]}'), /no usable key for "session"/],
  ];
  for (const [why, spoil, says] of unusable) {
    it(`are refused when the file is ${why}`, async () => {
      const name = `unusable ${why}`;
      await opened(name);
      await spoil(keyFile(at(name)));
      expect(await failure(opened(name))).to.match(says);
    });
  }

  it('get a new field key by rotation and keep the old one', async () => {
    const before = await opened('rotated');
    const added = await rotateFieldKey(at('rotated'));
    const after = await opened('rotated');
    expect(after.field.kid).to.equal(added.kid);
    expect([...after.fieldKeys.keys()]).to.deep.equal([before.field.kid, added.kid]);
    expect(after.blind).to.deep.equal(before.blind);
    expect((await stat(keyFile(at('rotated')))).mode & 0o777).to.equal(0o600);
  });

  it('lose none when two rotate at once: each is added or refused', async () => {
    await opened('rotations');
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => rotateFieldKey(at('rotations'))));
    const added = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.kid] : []));
    const kept = [...(await opened('rotations')).fieldKeys.keys()];
    expect(added).to.have.length.greaterThan(0);
    expect(kept)
      .to.include.members(added)
      .and.have.length(added.length + 1);
  });
});

describe('the key that signs certificates', () => {
  const root = useDirectory();
  const aSigner = (kid: string) => ({
    kid,
    privateKey: `-----BEGIN PRIVATE KEY-----${kid}`,
    certificate: '-----BEGIN CERTIFICATE-----',
    createdAt: '2026-11-22T00:00:00.000Z',
  });
  const fresh = async (name: string) => {
    await mkdir(path.join(root(), name));
    return { directory: path.join(root(), name) };
  };

  it('is made once, on demand', async () => {
    const keys = await fresh('once');
    let made = 0;
    const make = async () => aSigner(`made-${(made += 1)}`);
    await openCertificateSigner(keys, make);
    expect((await openCertificateSigner(keys, make)).kid).to.equal('made-1');
    expect(made).to.equal(1);
  });

  it('is the first one saved, for all who save', async () => {
    const keys = await fresh('race');
    const saved = await Promise.all(['a', 'b', 'c', 'd'].map((kid) => saveCertificateSigner(keys, aSigner(kid))));
    expect(new Set(saved.map(({ kid }) => kid)).size).to.equal(1);
    const stored = await readFile(path.join(keys.directory, 'certificate-signer.json'), 'utf8');
    expect(JSON.parse(stored)).to.deep.equal(saved[0]);
  });

  it('is refused when damaged', async () => {
    const keys = await fresh('damaged');
    await writeFile(path.join(keys.directory, 'certificate-signer.json'), '{"kid":"x"}', { mode: 0o600 });
    expect(await failure(openCertificateSigner(keys, async () => aSigner('b')))).to.match(/is damaged/);
  });
});
