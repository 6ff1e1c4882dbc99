import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { readManifest } from '../../src/platform/backup/manifest.ts';
import { checkBackup, restoreBackup } from '../../src/platform/backup/restore-backup.ts';
import { takeBackup } from '../../src/platform/backup/take-backup.ts';
import { currentKeys, openKeys } from '../../src/platform/keys.ts';
import { useDatabase } from '../support/database.ts';
import { useDirectory } from './use-keys.ts';

const { Binary, Decimal128, Double, GridFSBucket, Int32, Long, ObjectId } = mongoose.mongo;
const at = new Date('2026-11-22T02:00:00Z');
const failure = (work: Promise<unknown>) => work.then(String, (error: Error) => error.message);

describe('backup and restore', () => {
  useDatabase();
  const root = useDirectory();
  const directory = (name: string) => path.join(root(), name);
  const source = () => mongoose.connection.useDb(`${mongoose.connection.name}-source`).db!;
  const target = () => mongoose.connection.useDb(`${mongoose.connection.name}-target`).db!;
  const take = (name: string, db = source()) =>
    takeBackup({ client: mongoose.connection.getClient(), db, keys: currentKeys() }, directory(name), at);
  const hashes = async (name: string) =>
    (await readManifest(directory(name))).collections.map(({ file, documents, sha256 }) => [file, documents, sha256]);

  before(async () => {
    await fill(source());
    await take('taken');
  });
  beforeEach(() => target().dropDatabase());
  after(async () => {
    await Promise.all([source().dropDatabase(), target().dropDatabase()]);
  });

  it('writes a manifest with counts and hashes, private files, and no keys', async () => {
    const manifest = await readManifest(directory('taken'));
    expect(manifest).to.include({ consistency: 'snapshot', takenAt: at.toISOString() });
    expect(manifest.collections.map(({ name, documents }) => [name, documents])).to.deep.equal([
      ['files.chunks', 3],
      ['files.files', 1],
      ['learners', 1500],
      ['nothing', 0],
      ['types', 1],
    ]);
    const files = await readdir(directory('taken'));
    expect(files).to.have.length(6);
    for (const file of files) {
      expect((await stat(path.join(directory('taken'), file))).mode & 0o777, file).to.equal(0o600);
      expect((await readFile(path.join(directory('taken'), file))).includes(currentKeys().field.secret)).to.equal(
        false,
      );
    }
  });

  it('brings back every document with its types, every file and every index', async () => {
    await restoreBackup(target(), directory('taken'), currentKeys());
    await take('taken again', target());
    expect(await hashes('taken again')).to.deep.equal(await hashes('taken'));
    for (const { name } of (await readManifest(directory('taken'))).collections) {
      expect(await target().collection(name).indexes()).to.have.deep.members(await source().collection(name).indexes());
    }
    const content = await new GridFSBucket(target(), { bucketName: 'files' })
      .openDownloadStreamByName('photo')
      .toArray();
    expect(Buffer.concat(content as Buffer[]).equals(photo)).to.equal(true);
  });

  it('brings back what the indexes promise', async () => {
    await restoreBackup(target(), directory('taken'), currentKeys());
    const second = target().collection('learners').insertOne({ number: 1, state: 'active' });
    expect(await failure(second)).to.match(/E11000/);
  });

  it('is of one moment while others write', async () => {
    const loading = new AbortController();
    const moveMoney = async () => {
      while (!loading.signal.aborted) {
        await mongoose.connection.getClient().withSession((session) =>
          session.withTransaction(async () => {
            await target()
              .collection<{ _id: string }>('a')
              .updateOne({ _id: 'sum' }, { $inc: { amount: -1 } }, { session });
            await target()
              .collection<{ _id: string }>('z')
              .updateOne({ _id: 'sum' }, { $inc: { amount: 1 } }, { session });
          }),
        );
      }
    };
    await target()
      .collection<{ _id: string }>('a')
      .insertOne({ _id: 'sum', amount: 1000 } as { _id: string });
    await target()
      .collection('m')
      .insertMany(Array.from({ length: 5000 }, () => ({ text: 'x'.repeat(200) })));
    await target()
      .collection<{ _id: string }>('z')
      .insertOne({ _id: 'sum', amount: 0 } as { _id: string });
    const writing = moveMoney();
    const { consistency } = await take('under load', target()).finally(() => loading.abort());
    await writing;
    await target().dropDatabase();
    await restoreBackup(target(), directory('under load'), currentKeys());
    const amounts = await Promise.all(['a', 'z'].map((name) => target().collection(name).findOne()));
    expect(consistency).to.equal('snapshot');
    expect(amounts[0]!.amount + amounts[1]!.amount).to.equal(1000);
  });

  it('goes collection by collection when the server gave the moment up', async () => {
    const client = mongoose.connection.getClient();
    const forgetful: typeof client = Object.create(client, { startSession: { value: sessionThatExpires } });
    const { consistency } = await takeBackup(
      { client: forgetful, db: source(), keys: currentKeys() },
      directory('piecemeal'),
      at,
    );
    expect(consistency).to.equal('by-collection');
    expect(await hashes('piecemeal')).to.deep.equal(await hashes('taken'));
  });

  it('checks without writing', async () => {
    await checkBackup(directory('taken'), currentKeys());
    expect(await target().listCollections().toArray()).to.deep.equal([]);
  });

  it('refuses a database that holds anything', async () => {
    await target().collection('other').insertOne({});
    expect(await failure(restoreBackup(target(), directory('taken'), currentKeys()))).to.match(/not empty: other/);
    expect(await target().collection('learners').countDocuments()).to.equal(0);
  });

  it('refuses a directory that holds anything', async () => {
    expect(await failure(take('taken'))).to.match(/is not empty/);
  });

  it('refuses other keys, and none', async () => {
    const others = await openKeys(directory('other keys'), { dataExists: false });
    expect(await failure(checkBackup(directory('taken'), others))).to.match(/taken with other keys/);
    expect(await failure(checkBackup(directory('taken'), undefined))).to.match(/no keys here/);
  });

  const spoiling: [what: string, spoil: (file: (name: string) => string) => Promise<unknown>, says: RegExp][] = [
    ['without its manifest', (file) => rm(file('manifest.json')), /no finished backup/],
    ['with half a manifest', (file) => truncate(file('manifest.json'), 100), /damaged/],
    ['with a file less', (file) => rm(file('learners.bson.gz')), /ENOENT/],
    ['with a file cut short', (file) => truncate(file('learners.bson.gz'), 500), /was altered/],
    ['with one byte changed', (file) => changeByte(file('learners.bson.gz')), /was altered/],
    ['with another count', (file) => edit(file('manifest.json'), '1500', '1499'), /manifest in .* was altered/],
    ['with a path for a file', (file) => edit(file('manifest.json'), 'learners.bson.gz', '../x.bson.gz'), /damaged/],
  ];
  for (const [what, spoil, says] of spoiling) {
    it(`refuses a backup ${what}, and writes nothing`, async () => {
      const name = `spoiled ${what}`;
      await take(name);
      await spoil((file) => path.join(directory(name), file));
      expect(await failure(restoreBackup(target(), directory(name), currentKeys()))).to.match(says);
      expect(await target().listCollections().toArray()).to.deep.equal([]);
    });
  }

  it('takes an empty database', async () => {
    await mkdir(directory('empty'));
    expect((await take('empty', target())).collections).to.deep.equal([]);
    expect((await restoreBackup(target(), directory('empty'), currentKeys())).collections).to.deep.equal([]);
  });
});

/** MongoDB drops a transaction after a minute: all that was read in it then comes to nothing. */
function sessionThatExpires(): mongoose.ClientSession {
  const session = mongoose.connection.getClient().startSession();
  session.commitTransaction = () =>
    Promise.reject(new mongoose.mongo.MongoServerError({ message: 'too old', codeName: 'NoSuchTransaction' }));
  return session;
}

const photo = Buffer.alloc(600_000, 'not quite random ');

async function fill(db: mongoose.mongo.Db): Promise<void> {
  await db.dropDatabase();
  const learners = Array.from({ length: 1500 }, (_, number) => ({ number, state: number % 2 ? 'active' : 'left' }));
  await db.collection('learners').insertMany(learners);
  await db
    .collection('learners')
    .createIndex({ number: 1 }, { unique: true, partialFilterExpression: { state: 'active' } });
  await db.collection('learners').createIndex({ state: 1, number: -1 });
  await db.createCollection('nothing');
  await db.collection('types').insertOne({
    double: new Double(2),
    int: new Int32(2),
    long: Long.fromString('9007199254740993'),
    ...(process.env.MONGODB_URI ? { decimal: Decimal128.fromString('0.10') } : {}),
    id: new ObjectId(),
    date: at,
    bytes: new Binary(Buffer.from([0, 255]), 0),
    pattern: /^a.*z$/i,
    list: [null, true, 'ñ 🌿', { deep: [] }],
  });
  await new Promise<void>((resolve, reject) => {
    const upload = new GridFSBucket(db, { bucketName: 'files' }).openUploadStream('photo');
    upload.on('finish', () => resolve()).on('error', reject);
    upload.end(photo);
  });
}

async function changeByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(file, bytes);
}

async function edit(file: string, from: string, to: string): Promise<void> {
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
}
