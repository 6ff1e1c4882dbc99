import { expect } from 'chai';
import mongoose, { Schema } from 'mongoose';
import { setTimeout as wait } from 'node:timers/promises';
import { errorOf, useEmbedded } from './a-database.ts';
import { somePeople } from './people.ts';

const DUPLICATE = 11000;

describe('the embedded database: indexes', () => {
  const database = useEmbedded();
  const collection = (name: string) => database.connection.collection<Record<string, unknown>>(name);

  it('keep values unique on save, on unordered inserts and on update', async () => {
    const { Person } = await somePeople(database.connection);
    const refused = await errorOf(Person.create({ email: 'e1@x' }));
    expect(refused).to.deep.include({ code: DUPLICATE, keyPattern: { email: 1 }, keyValue: { email: 'e1@x' } });
    const bulk = await errorOf(Person.insertMany([{ email: 'e1@x' }, { email: 'q1@x' }], { ordered: false }));
    expect(bulk).to.be.instanceOf(mongoose.mongo.MongoBulkWriteError);
    expect(await Person.exists({ email: 'q1@x' })).to.not.equal(null);
    expect((await errorOf(Person.updateOne({ email: 'e2@x' }, { email: 'e1@x' }))).code).to.equal(DUPLICATE);
  });

  it('keep unique what several writers want at once', async () => {
    const seats = collection('seats');
    await seats.createIndex({ seat: 1 }, { unique: true });
    const tries = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => seats.insertOne({ seat: 1, who: i })));
    expect(tries.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    expect(await seats.countDocuments()).to.equal(1);
  });

  it('may be compound, partial or sparse', async () => {
    const things = collection('things');
    await things.createIndex({ a: 1, b: -1 }, { unique: true });
    await things.createIndex({ c: 1 }, { unique: true, partialFilterExpression: { b: 'x' } });
    await things.createIndex({ e: 1 }, { unique: true, sparse: true });
    await things.insertMany([
      { a: 1, b: 'p', c: 'k' },
      { a: 1, b: 'q', c: 'k' },
    ]);
    expect((await errorOf(things.insertOne({ a: 1, b: 'q' }))).code).to.equal(DUPLICATE);
    await things.insertOne({ a: 2, b: 'x', c: 'k' });
    expect((await errorOf(things.insertOne({ a: 3, b: 'x', c: 'k' }))).code).to.equal(DUPLICATE);
    expect(await things.indexes()).to.have.length(4);
  });

  it('remove documents whose time is over', async () => {
    const sessions = collection('expiring');
    await sessions.createIndex({ until: 1 }, { expireAfterSeconds: 0 });
    await sessions.insertMany([{ until: new Date(Date.now() - 1000) }, { until: new Date(Date.now() + 600_000) }]);
    for (let i = 0; i < 50 && (await sessions.countDocuments()) > 1; i++) await wait(100);
    expect(await sessions.countDocuments()).to.equal(1);
  });

  it('remove none that a partial index is not about', async () => {
    const letters = collection('expiring-drafts');
    const at = new Date(Date.now() - 3_600_000);
    await letters.insertMany([{ at, state: 'draft' }, { at, state: 'final' }, { at }]);
    const drafts = { expireAfterSeconds: 60, partialFilterExpression: { state: 'draft' } };
    await letters.createIndex({ at: 1 }, drafts);
    for (let i = 0; i < 50 && (await letters.countDocuments()) > 2; i++) await wait(100);
    // Longer than between two sweeps.
    await wait(700);
    expect(await letters.countDocuments({ state: { $ne: 'draft' } })).to.equal(2);
    expect(await letters.countDocuments()).to.equal(2);
  });

  it('are built over what is there, and refused over what contradicts them', async () => {
    const people = collection('people2');
    await people.insertMany([{ n: 1 }, { n: 2 }, { n: 2 }]);
    expect((await errorOf(people.createIndex({ n: 1 }, { unique: true }))).code).to.equal(DUPLICATE);
    await people.createIndex({ n: 1 });
    expect((await people.indexes()).map(({ name }) => name)).to.deep.equal(['_id_', 'n_1']);
    expect(await people.countDocuments({ n: 2 })).to.equal(2);
  });

  it('serve an order behind an equality', async () => {
    const plans = collection('plans');
    await plans.createIndex({ a: 1, b: 1 });
    await plans.createIndex({ c: 1 });
    await plans.insertMany(Array.from({ length: 100 }, (_, i) => ({ a: i % 10, b: i, c: -i })));
    const found = await plans.find({ a: 3 }).sort({ b: -1 }).limit(2).toArray();
    expect(found.map(({ b }) => b)).to.deep.equal([93, 83]);
  });

  it('are brought in line with a schema', async () => {
    const { connection } = database;
    const Before = connection.model('Synced', new Schema({ a: { type: Number, index: true }, b: String }), 'synced');
    await Before.init();
    connection.deleteModel('Synced');
    const After = connection.model('Synced', new Schema({ a: Number, b: { type: String, unique: true } }), 'synced');
    expect(await After.syncIndexes()).to.deep.equal(['a_1']);
    expect((await After.listIndexes()).map(({ name }) => name)).to.deep.equal(['_id_', 'b_1']);
  });
});
