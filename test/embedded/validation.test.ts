import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { startEmbedded } from '../../src/embedded/index.ts';
import { aFolder, errorOf, useEmbedded } from './a-database.ts';

const INVALID = 121;
const NAMED = { $jsonSchema: { required: ['name'], properties: { name: { bsonType: 'string', minLength: 2 } } } };

describe('the embedded database: document validation', () => {
  const database = useEmbedded();
  let made = 0;
  /** A new collection whose validator asks for a name. */
  const aCollection = (options: object = {}) =>
    database.connection.db!.createCollection(`people${++made}`, { validator: NAMED, ...options });

  it('refuses an insert, an update, a replacement and an upsert that the validator does not match', async () => {
    const people = await aCollection();
    await people.insertOne({ name: 'Siti' });
    const refused = [
      people.insertOne({ name: 'S' }),
      people.insertOne({}),
      people.updateOne({}, { $set: { name: 1 } }),
      people.replaceOne({}, { nickname: 'S' }),
      people.findOneAndUpdate({}, { $unset: { name: '' } }),
      people.updateOne({ name: 'nobody' }, { $set: { name: 5 } }, { upsert: true }),
    ];
    for (const write of refused) expect((await errorOf(write)).code).to.equal(INVALID);
    expect(await people.find({}, { projection: { _id: 0 } }).toArray()).to.deep.equal([{ name: 'Siti' }]);
  });

  it('says which document it was, and what it should have matched', async () => {
    const people = await aCollection();
    const { errInfo } = await errorOf(people.insertOne({ _id: 7 as never }));
    expect(errInfo).to.deep.include({ failingDocumentId: 7 });
    expect((errInfo!['details'] as { specifiedAs: object }).specifiedAs).to.deep.equal(NAMED);
  });

  it('lets a write pass that bypasses it, and $out and $merge with it', async () => {
    const people = await aCollection();
    const bypassDocumentValidation = true;
    await people.insertOne({ _id: 1 as never }, { bypassDocumentValidation });
    await people.updateOne({}, { $set: { age: 7 } }, { bypassDocumentValidation });
    for (const name of ['$out', '$merge']) {
      const target = await aCollection();
      const stage = { [name]: target.collectionName };
      expect((await errorOf(people.aggregate([stage]).toArray())).code).to.equal(INVALID);
      await people.aggregate([stage], { bypassDocumentValidation }).toArray();
      expect(await target.find().toArray()).to.deep.equal([{ _id: 1, age: 7 }]);
    }
  });

  it('lets a document that was not valid before stay so when the level is moderate', async () => {
    const people = await aCollection({ validationLevel: 'moderate' });
    await people.insertOne({ n: 1 }, { bypassDocumentValidation: true });
    await people.updateOne({ n: 1 }, { $set: { n: 2 } });
    await people.updateOne({ n: 2 }, { $set: { name: 'Budi' } });
    expect((await errorOf(people.updateOne({ n: 2 }, { $unset: { name: '' } }))).code).to.equal(INVALID);
    expect((await errorOf(people.insertOne({ n: 3 }))).code).to.equal(INVALID);
  });

  it('stores everything when the action is to warn, or the level is off', async () => {
    for (const options of [{ validationAction: 'warn' }, { validationLevel: 'off' }]) {
      const people = await aCollection(options);
      await people.insertOne({ n: 1 });
      expect(await people.countDocuments()).to.equal(1);
    }
  });

  it('is put in, changed and taken away by collMod', async () => {
    const people = await aCollection();
    const change = (options: object) => database.connection.db!.command({ collMod: people.collectionName, ...options });
    expect((await errorOf(change({ validator: { $jsonSchema: { type: 'integer' } } }))).code).to.equal(9);
    expect((await errorOf(people.insertOne({}))).code).to.equal(INVALID);
    await change({ validator: { age: { $gt: 3 } } });
    await people.insertOne({ age: 4 });
    expect((await errorOf(people.insertOne({ name: 'Siti' }))).code).to.equal(INVALID);
    await change({ validator: {} });
    await people.insertOne({});
    expect(await people.options()).to.deep.equal({});
  });

  it('holds within a transaction, which it ends', async () => {
    const people = await aCollection();
    const run = database.connection.getClient().withSession((session) =>
      session.withTransaction(async () => {
        await people.insertOne({ name: 'Siti' }, { session });
        await people.insertOne({}, { session });
      }),
    );
    expect((await errorOf(run)).code).to.equal(INVALID);
    expect(await people.countDocuments()).to.equal(0);
  });

  it('is kept over a restart', async function () {
    this.timeout(60_000);
    const folder = await aFolder();
    for (const isFirst of [true, false]) {
      const embedded = await startEmbedded({ directory: folder.directory });
      const client = await new MongoClient(embedded.uri).connect();
      if (isFirst) await client.db('d').createCollection('people', { validator: NAMED });
      const people = client.db('d').collection('people');
      expect((await errorOf(people.insertOne({}))).code).to.equal(INVALID);
      expect(await people.options()).to.deep.equal({ validator: NAMED });
      await client.close();
      await embedded.close();
    }
    await folder.remove();
  });
});
