import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import MongoStore from 'connect-mongo';
import mongoose, { Schema } from 'mongoose';
import { errorOf, useEmbedded } from './a-database.ts';

describe('the embedded database: what is built on the driver', () => {
  const database = useEmbedded();

  it('keeps files in GridFS, byte by byte', async () => {
    const bucket = new mongoose.mongo.GridFSBucket(database.connection.db!);
    const content = randomBytes(3_000_000);
    const upload = bucket.openUploadStream('f.bin');
    await new Promise<void>((resolve, reject) =>
      upload.end(content, (error?: Error | null) => (error ? reject(error) : resolve())),
    );
    const chunks: Buffer[] = [];
    for await (const chunk of bucket.openDownloadStream(upload.id)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(content)).to.equal(true);
    await bucket.delete(upload.id);
    expect(await database.connection.collection('fs.chunks').countDocuments()).to.equal(0);
  });

  it('keeps sessions of connect-mongo', async () => {
    const store = MongoStore.create({ client: database.connection.getClient(), dbName: 'test', ttl: 100 });
    const session = { cookie: { maxAge: 1000, originalMaxAge: 1000 }, a: 1 } as never;
    await new Promise<void>((resolve, reject) =>
      store.set('sid1', session, (error) => (error ? reject(error as Error) : resolve())),
    );
    const read = () =>
      new Promise<unknown>((resolve, reject) =>
        store.get('sid1', (error, found) => (error ? reject(error as Error) : resolve(found))),
      );
    expect(await read()).to.deep.include({ a: 1 });
    await new Promise((resolve) => store.touch('sid1', session, resolve));
    await new Promise((resolve) => store.destroy('sid1', resolve));
    expect(await read()).to.equal(null);
  });

  it('gives back every type as it was', async () => {
    const Typed = database.connection.model(
      'Typed',
      new Schema({
        m: { type: Map, of: Number },
        b: Buffer,
        big: BigInt,
        u: Schema.Types.UUID,
      }),
    );
    const uuid = '123e4567-e89b-12d3-a456-426614174000';
    await Typed.create({ m: { x: 1 }, b: Buffer.from('hi'), big: 9007199254740993n, u: uuid });
    const found = await Typed.findOne({ big: 9007199254740993n }).orFail();
    expect(found.m?.get('x')).to.equal(1);
    expect(found.b?.toString()).to.equal('hi');
    expect(found.big).to.equal(9007199254740993n);
    expect(String(found.u)).to.equal(uuid);
  });

  it('keeps the order of fields, and a double that looks like an integer', async () => {
    const { BSON } = mongoose.mongo;
    const raw = database.connection.db!.collection('raw');
    const fields: [string, unknown][] = [
      ['_id', 1],
      ['2', 'b'],
      ['1', 'a'],
      ['one', new BSON.Double(1)],
    ];
    await raw.insertOne(new Map(fields));
    const [found] = await raw.find({}, { raw: true }).toArray();
    expect(Buffer.from(found as unknown as Uint8Array).equals(BSON.serialize(new Map(fields)))).to.equal(true);
  });

  it('refuses loudly what it does not do', async () => {
    const things = database.connection.db!.collection('things');
    const stream = things.watch();
    expect((await errorOf(stream.next())).code).to.equal(40573);
    await stream.close();
    const db = database.connection.db!;
    const refusals: [number, () => Promise<unknown>][] = [
      [27, () => things.find({ $text: { $search: 'x' } }).toArray()],
      [2, () => things.find({ $where: 'true' }).toArray()],
      [67, () => things.createIndex({ place: '2dsphere' })],
      [72, () => db.createCollection('capped', { capped: true, size: 1000 })],
      [166, () => db.createCollection('view', { viewOn: 'things', pipeline: [] })],
      [40324, () => things.aggregate([{ $nonsense: 1 }]).toArray()],
      [31325, () => things.aggregate([{ $project: { a: { $nonsense: 1 } } }]).toArray()],
      [9, () => things.updateOne({}, { $nonsense: { a: 1 } })],
      [2, () => things.find({ a: { $nonsense: 1 } }).toArray()],
      [59, () => db.command({ nonsense: 1 })],
      [40415, () => db.command({ find: 'things', nonsense: 1 })],
    ];
    for (const [code, attempt] of refusals) expect((await errorOf(attempt())).code).to.equal(code);
  });
});
