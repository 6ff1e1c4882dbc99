import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { exportDump } from '../../src/platform/backup/export-dump.ts';
import { importDump } from '../../src/platform/backup/import-dump.ts';
import { useDatabase } from '../support/database.ts';
import { useDirectory } from './use-keys.ts';

const { BSON, Binary, Decimal128, Double, Int32, Long, ObjectId } = mongoose.mongo;
/** A collation and decimals are for a MongoDB: the embedded database refuses them. */
const isMongoDb = Boolean(process.env.MONGODB_URI);
const failure = (work: Promise<unknown>) => work.then(String, (error: Error) => error.message);

describe('export and import in the format of mongodump', () => {
  useDatabase();
  const root = useDirectory();
  const folder = (name: string) => path.join(root(), name);
  const source = () => mongoose.connection.useDb(`${mongoose.connection.name}-source`).db!;
  const target = () => mongoose.connection.useDb(`${mongoose.connection.name}-target`).db!;
  const raw = (db: mongoose.mongo.Db, name: string) => db.collection(name).find({}, { raw: true }).toArray();

  before(async () => {
    await source().createCollection('people', isMongoDb ? { collation: { locale: 'id', strength: 2 } } : {});
    await source()
      .collection('people')
      .insertMany(Array.from({ length: 1200 }, (_, n) => ({ n, name: `Orang ${n}`, at: new Date(n * 1e9) })));
    await source()
      .collection('people')
      .createIndexes([
        { key: { n: -1, name: 1 }, name: 'by number', unique: true, partialFilterExpression: { n: { $gt: 5 } } },
        { key: { at: 1 }, expireAfterSeconds: 3_000_000_000 - 2 ** 30 },
      ]);
    await source()
      .collection('odd.name/with')
      .insertOne({
        int: new Int32(2),
        long: Long.fromNumber(2),
        double: new Double(2),
        ...(isMongoDb ? { decimal: Decimal128.fromString('2.00') } : {}),
        binary: new Binary(Buffer.from([1, 2]), 5),
        id: new ObjectId(),
        nested: [{ a: null }, /x/i],
      });
    await exportDump(source(), folder('dump'));
  });
  beforeEach(() => target().dropDatabase());
  after(() => Promise.all([source().dropDatabase(), target().dropDatabase()]));

  it('writes what mongorestore looks for', async () => {
    const directory = path.join(folder('dump'), source().databaseName);
    expect((await readdir(directory)).sort()).to.deep.equal([
      'odd.name%2Fwith.bson',
      'odd.name%2Fwith.metadata.json',
      'people.bson',
      'people.metadata.json',
    ]);
    const metadata = JSON.parse(await readFile(path.join(directory, 'people.metadata.json'), 'utf8'));
    expect(metadata).to.deep.include({ collectionName: 'people', type: 'collection' });
    expect(metadata.options.collation?.locale).to.equal(isMongoDb ? 'id' : undefined);
    expect(metadata.indexes[0]).to.deep.include({ v: { $numberInt: '2' }, name: '_id_' });
    const documents = await readFile(path.join(directory, 'people.bson'));
    expect(documents.equals(Buffer.concat((await raw(source(), 'people')) as unknown as Buffer[]))).to.equal(true);
  });

  it('brings back every byte, option and index', async () => {
    expect(await importDump(target(), folder('dump'))).to.deep.equal([
      { name: 'odd.name/with', documents: 1 },
      { name: 'people', documents: 1200 },
    ]);
    for (const name of ['people', 'odd.name/with']) {
      expect(await raw(target(), name)).to.deep.equal(await raw(source(), name));
      expect(await target().collection(name).indexes()).to.have.deep.members(await source().collection(name).indexes());
    }
    const found = await target().collection('people').countDocuments({ name: 'ORANG 7' });
    expect(found, 'collation').to.equal(isMongoDb ? 1 : 0);
  });

  it('reads the zipped dump of a whole server', async () => {
    const [shop, admin] = ['shop', 'admin'].map((name) => path.join(folder('server'), name)) as [string, string];
    await mkdir(shop, { recursive: true });
    await mkdir(admin);
    await writeFile(path.join(admin, 'system.version.bson'), '');
    await writeFile(path.join(shop, 'prelude.json.gz'), gzipSync('{"ServerVersion":"8.0.4"}'));
    await writeFile(path.join(shop, 'orders.bson.gz'), gzipSync(BSON.serialize({ _id: 1, total: new Double(3) })));
    await writeFile(
      path.join(shop, 'orders.metadata.json.gz'),
      gzipSync(
        '{"indexes":[{"v":{"$numberInt":"2"},"key":{"_id":{"$numberInt":"1"}},"name":"_id_","ns":"shop.orders"},' +
          '{"v":{"$numberInt":"2"},"key":{"total":{"$numberDouble":"-1.0"}},"name":"total_-1","ns":"shop.orders"}],' +
          '"uuid":"0123456789abcdef0123456789abcdef","collectionName":"orders","type":"collection"}',
      ),
    );
    expect(await importDump(target(), folder('server'))).to.deep.equal([{ name: 'orders', documents: 1 }]);
    const names = (await target().collection('orders').indexes()).map(({ name }) => name);
    expect(names).to.have.members(['_id_', 'total_-1']);
  });

  it('refuses before it writes', async () => {
    expect(await failure(exportDump(source(), folder('dump')))).to.match(/is not empty/);
    await target().collection<{ _id: number }>('people').insertOne({ _id: 1 });
    expect(await failure(importDump(target(), folder('dump')))).to.match(/not empty: people holds documents/);
    await target().dropDatabase();
    const other = path.join(folder('views'), 'x');
    await mkdir(other, { recursive: true });
    await writeFile(path.join(other, 'v.metadata.json'), '{"type":"view","collectionName":"v"}');
    await writeFile(path.join(other, 'v.bson'), '');
    expect(await failure(importDump(target(), other))).to.match(/v is a view/);
    expect(await target().listCollections().toArray()).to.deep.equal([]);
  });

  it('stops at a document that the driver would change, or that is cut short', async () => {
    const directory = folder('exact');
    await mkdir(directory);
    const undefinedField = Buffer.from([12, 0, 0, 0, 6, ...Buffer.from('field\0'), 0]);
    await writeFile(path.join(directory, 'a.metadata.json'), '{"collectionName":"a"}');
    await writeFile(path.join(directory, 'a.bson'), undefinedField);
    expect(await failure(importDump(target(), directory))).to.match(/a has a document that the driver would change/);
    await target().dropDatabase();
    await writeFile(path.join(directory, 'a.bson.new'), BSON.serialize({ _id: 1 }).subarray(0, 8));
    await rename(path.join(directory, 'a.bson.new'), path.join(directory, 'a.bson'));
    expect(await failure(importDump(target(), directory))).to.match(/ends inside a document/);
  });
});
