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

  it('hold a language’s equal strings equal', async () => {
    const names = collection('names');
    await names.createIndex({ name: 1 }, { unique: true, collation: { locale: 'id', strength: 2 } });
    await names.insertOne({ name: 'Siti' });
    expect((await errorOf(names.insertOne({ name: 'SITI' }))).code).to.equal(DUPLICATE);
    const found = await names.findOne({ name: 'sitI' }, { collation: { locale: 'id', strength: 2 } });
    expect(found?.['name']).to.equal('Siti');
  });

  const equals: [locale: string, strength: number, one: string, other: string, areEqual: boolean][] = [
    ['en', 1, 'Łukasz', 'lukasz', true],
    ['id', 1, 'Søren', 'soren', true],
    ['id', 1, 'Straße', 'strasse', true],
    ['ru', 1, 'Йод', 'иод', false],
    ['de', 2, 'Strauß', 'Strauss', false],
    ['es', 2, 'año', 'ano', false],
    ['sv', 2, 'Å', 'A', false],
    ['en', 2, 'ΟΔΟΣ', 'οδος', true],
    ['ja', 2, 'あア', 'アあ', true],
    ['en', 2, 'ek\u00adspor', 'Ekspor', true],
    ['en', 3, 'ﬁ', 'fi', false],
    ['en', 3, 'é', 'e\u0301', true],
  ];
  for (const [locale, strength, one, other, areEqual] of equals) {
    it(`hold ${one} and ${other} ${areEqual ? 'equal' : 'different'} in ${locale} at strength ${strength}, as a scan does`, async () => {
      const words = collection('words');
      await words.deleteMany({});
      const collation = { locale, strength };
      await words.createIndex({ word: 1 }, { name: `${locale}${strength}`, collation });
      await words.insertMany([{ word: one }, { word: other }]);
      const scanned = await words.find({ word: one }, { collation, hint: { $natural: 1 } }).toArray();
      const sought = await words.find({ word: one }, { collation, hint: `${locale}${strength}` }).toArray();
      expect([scanned.length, sought.length]).to.deep.equal(areEqual ? [2, 2] : [1, 1]);
    });
  }

  it('are refused in a language whose equal strings have no common form', async () => {
    const create = (locale: string, strength: number) =>
      errorOf(collection('refused').createIndex({ word: 1 }, { collation: { locale, strength } }));
    expect((await create('sv', 1)).message).to.contain('not offered');
    expect((await create('da', 2)).message).to.contain('not offered');
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

  it('choose their documents by their own collation', async () => {
    const shops = collection('collated-partial');
    const collation = { locale: 'en', strength: 2 };
    await shops.createIndex({ n: 1 }, { unique: true, partialFilterExpression: { state: 'active' }, collation });
    await shops.insertMany([
      { n: 1, state: 'active' },
      { n: 2, state: 'ACTIVE' },
      { n: 1, state: 'closed' },
    ]);
    expect((await errorOf(shops.insertOne({ n: 1, state: 'Active' }))).code).to.equal(DUPLICATE);
    const found = await shops.find({ n: 2, state: 'active' }).collation(collation).toArray();
    expect(found.map(({ state }) => state as string)).to.deep.equal(['ACTIVE']);
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
