import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { type BackupSecret, decrypting, encrypting, type Lock } from '../../src/platform/backup/encryption.ts';
import { readManifest } from '../../src/platform/backup/manifest.ts';
import { checkBackup, restoreBackup } from '../../src/platform/backup/restore-backup.ts';
import { takeBackup } from '../../src/platform/backup/take-backup.ts';
import { readConfig } from '../../src/platform/config.ts';
import { currentKeys } from '../../src/platform/keys.ts';
import { useDatabase } from '../support/database.ts';
import { useDirectory } from './use-keys.ts';

const failure = (work: Promise<unknown>) => work.then(String, (error: Error) => error.message);
const lock: Lock = { key: Buffer.alloc(32, 7) };
const part = 64 * 1024;
const sealedPart = part + 16;
const head = 40;

async function* chunked(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const gather = async (parts: AsyncIterable<Buffer>) => {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
};
const encrypt = (bytes: Buffer, name = 'a.enc') => gather(encrypting(chunked(bytes, 10_007), lock, name));
const decrypt = (bytes: Buffer, name = 'a.enc', key = lock) => gather(decrypting(chunked(bytes, 9_973), key, name));

describe('an encrypted file of a backup', () => {
  for (const length of [0, 1, part - 1, part, part + 1, 3 * part, 500_000]) {
    it(`of ${length} bytes comes back as it was`, async () => {
      const plain = randomBytes(length);
      const sealed = await encrypt(plain);
      expect((await decrypt(sealed)).equals(plain)).to.equal(true);
      expect(sealed.length).to.equal(head + length + 16 * Math.max(1, Math.ceil(length / part)));
    });
  }

  it('is another one each time, and shows nothing of what is in it', async () => {
    const plain = Buffer.alloc(100_000, 'Sari Wulandari ');
    const [one, other] = [await encrypt(plain), await encrypt(plain)];
    expect(one.equals(other)).to.equal(false);
    expect(one.includes('Wulandari')).to.equal(false);
  });

  const plain = randomBytes(3 * part + 100);
  const swapped = (sealed: Buffer) =>
    Buffer.concat([
      sealed.subarray(0, head),
      sealed.subarray(head + sealedPart, head + 2 * sealedPart),
      sealed.subarray(head, head + sealedPart),
      sealed.subarray(head + 2 * sealedPart),
    ]);
  const flipped = (at: number) => (sealed: Buffer) => {
    const copy = Buffer.from(sealed);
    copy[at]! ^= 1;
    return copy;
  };
  for (const [what, change] of [
    ['another byte in its head', flipped(3)],
    ['another byte in its salt', flipped(20)],
    ['another byte in a part', flipped(head + 70_000)],
    ['another byte in a tag', flipped(head + sealedPart - 1)],
    ['two parts that were swapped', swapped],
    ['its last part missing', (sealed: Buffer) => sealed.subarray(0, head + 3 * sealedPart)],
    ['its last byte missing', (sealed: Buffer) => sealed.subarray(0, -1)],
    ['something behind it', (sealed: Buffer) => Buffer.concat([sealed, Buffer.alloc(20)])],
    ['hardly anything left', (sealed: Buffer) => sealed.subarray(0, head + 5)],
    ['nothing left', () => Buffer.alloc(0)],
  ] as const) {
    it(`is refused with ${what}`, async () => {
      expect(await failure(decrypt(change(await encrypt(plain))))).to.match(/was altered|is not an encrypted file/);
    });
  }

  it('is refused instead of another one, and under another key', async () => {
    const sealed = await encrypt(plain);
    expect(await failure(decrypt(sealed, 'b.enc'))).to.contain('b.enc was altered');
    expect(await failure(decrypt(sealed, 'a.enc', { key: Buffer.alloc(32, 8) }))).to.contain('was altered');
  });

  it('passes through part by part, whatever its size', async () => {
    let taken = 0;
    const endless = (async function* () {
      for (;;) {
        taken += 1;
        yield Buffer.alloc(part);
      }
    })();
    let given = 0;
    for await (const bytes of decrypting(encrypting(endless, lock, 'a'), lock, 'a')) {
      given += bytes.length / part;
      expect(taken - given).to.be.at.most(3);
      if (given >= 500) break;
    }
  });
});

describe('an encrypted backup', () => {
  useDatabase();
  const root = useDirectory();
  const directory = (name: string) => path.join(root(), name);
  const source = () => mongoose.connection.useDb(`${mongoose.connection.name}-sealed`).db!;
  const target = () => mongoose.connection.useDb(`${mongoose.connection.name}-opened`).db!;
  const words: BackupSecret = { passphrase: 'perahu kertas biru 2026' };
  const key: BackupSecret = { key: randomBytes(32) };
  const take = (name: string, secret: BackupSecret) => {
    const from = { client: mongoose.connection.getClient(), db: source(), keys: currentKeys(), secret };
    return takeBackup(from, directory(name), new Date('2026-11-22T02:00:00Z'));
  };
  const check = (name: string, secret?: BackupSecret) => checkBackup(directory(name), currentKeys(), undefined, secret);
  const restore = (name: string, secret?: BackupSecret) =>
    restoreBackup(target(), directory(name), currentKeys(), undefined, secret);

  before(async () => {
    const people = Array.from({ length: 3000 }, (_, number) => ({ number, name: `Sari Wulandari ${number}` }));
    await source().collection('people').insertMany(people);
    await source().collection('nothing').createIndex({ at: 1 });
    await take('with words', words);
    await take('with a key', key);
  });
  beforeEach(() => target().dropDatabase());
  after(async () => {
    await Promise.all([source().dropDatabase(), target().dropDatabase()]);
  });

  for (const [name, secret] of [
    ['with words', words],
    ['with a key', key],
  ] as const) {
    it(`taken ${name} comes back whole`, async () => {
      expect((await check(name, secret)).version).to.equal(2);
      await restore(name, secret);
      const read = (db: ReturnType<typeof source>) => db.collection('people').find().sort({ number: 1 }).toArray();
      expect(await read(target())).to.deep.equal(await read(source()));
    });
  }

  it('has nothing of its contents in any file', async () => {
    for (const file of await readdir(directory('with words'))) {
      const bytes = await readFile(path.join(directory('with words'), file));
      expect(bytes.includes('Wulandari'), file).to.equal(false);
      expect(bytes.includes('perahu'), file).to.equal(false);
      expect(bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])), `${file} is a plain gzip`).to.equal(false);
    }
  });

  for (const [what, name, secret, message] of [
    ['no secret', 'with words', undefined, 'Set BACKUP_PASSPHRASE to what it was taken with'],
    ['no key', 'with a key', undefined, 'Set BACKUP_KEY to what it was taken with'],
    ['a key for words', 'with words', key, 'Set BACKUP_PASSPHRASE'],
    ['words for a key', 'with a key', words, 'Set BACKUP_KEY'],
    ['other words', 'with words', { passphrase: 'perahu kertas hijau 2026' }, 'BACKUP_PASSPHRASE does not open'],
    ['another key', 'with a key', { key: randomBytes(32) }, 'BACKUP_KEY does not open this backup'],
  ] as const) {
    it(`is refused with ${what} before anything is written`, async () => {
      expect(await failure(check(name, secret))).to.contain(message);
      expect(await failure(restore(name, secret))).to.contain(message);
      expect(await target().listCollections().toArray()).to.deep.equal([]);
    });
  }

  it('is refused when a file was altered, and when its manifest names easier terms', async () => {
    await take('altered', words);
    const { collections } = await readManifest(directory('altered'));
    const file = path.join(directory('altered'), collections.find(({ name }) => name === 'people')!.file);
    const bytes = await readFile(file);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(file, bytes);
    expect(await failure(restore('altered', words))).to.contain('was altered');
    expect(await target().listCollections().toArray()).to.deep.equal([]);

    const manifest = path.join(directory('altered'), 'manifest.json');
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('131072', '32768'));
    expect(await failure(check('altered', words))).to.contain('was altered after the backup was taken');
  });
});

describe('the secret of backups', () => {
  const secretOf = (variables: Record<string, string>) => readConfig(variables).backupSecret;

  it('is a passphrase or a key, or none', () => {
    const key = randomBytes(32);
    expect(secretOf({})).to.equal(undefined);
    expect(secretOf({ BACKUP_PASSPHRASE: 'perahu kertas biru' })).to.deep.equal({ passphrase: 'perahu kertas biru' });
    expect(secretOf({ BACKUP_KEY: key.toString('base64') })).to.deep.equal({ key });
  });

  for (const [what, variables, message] of [
    ['a short passphrase', { BACKUP_PASSPHRASE: 'pendek' }, 'at least 16 characters'],
    ['a short key', { BACKUP_KEY: randomBytes(16).toString('base64') }, 'expected 32 bytes'],
    ['both', { BACKUP_PASSPHRASE: 'perahu kertas biru', BACKUP_KEY: randomBytes(32).toString('base64') }, 'not both'],
  ] as const) {
    it(`is not ${what}`, () => expect(() => secretOf(variables)).to.throw(message));
  }
});
