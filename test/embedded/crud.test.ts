import { expect } from 'chai';
import { errorOf, useEmbedded } from './a-database.ts';
import { somePeople, type People } from './people.ts';

describe('the embedded database: documents', () => {
  const database = useEmbedded();
  let people: People;
  beforeEach(async () => {
    people = await somePeople(database.connection);
  });

  it('filters, sorts, skips, limits and projects', async () => {
    const found = await people.Person.find({
      age: { $gte: 10, $lt: 50 },
      tags: 't1',
      $or: [{ name: 'n1' }, { name: /^N[2-4]+$/i }],
    })
      .sort({ name: -1, age: 1, _id: 1 })
      .skip(1)
      .limit(5)
      .select('name age -_id')
      .lean();
    expect(found).to.deep.equal([
      { name: 'n3', age: 13 },
      { name: 'n3', age: 43 },
      { name: 'n2', age: 22 },
      { name: 'n1', age: 31 },
    ]);
  });

  it('populates references', async () => {
    const person = await people.Person.findOne({ email: 'e5@x' }).populate<{ org: { title: string } }>('org').orFail();
    expect(person.org.title).to.equal('o1');
  });

  it('updates one or inserts it, and answers the new document', async () => {
    const person = await people.Person.findOneAndUpdate(
      { email: 'new@x' },
      { $set: { name: 'new' }, $setOnInsert: { age: 7 }, $inc: { 'm.a.b': 2 } },
      { upsert: true, returnDocument: 'after' },
    ).orFail();
    expect(person).to.include({ name: 'new', email: 'new@x', age: 7 });
    expect(person.m.a.b).to.equal(2);
  });

  it('updates many with modifiers', async () => {
    const result = await people.Person.updateMany(
      { age: { $lt: 5 } },
      { $inc: { age: 1000 }, $push: { tags: { $each: ['z', 'y'], $slice: -2 } } },
    );
    expect(result.modifiedCount).to.equal(5);
    const person = await people.Person.findOne({ email: 'e1@x' }).orFail().lean();
    expect(person.age).to.equal(1001);
    expect(person.tags).to.deep.equal(['z', 'y']);
  });

  it('changes the array element that the filter found', async () => {
    await people.Person.updateOne({ 'scores.k': 'b', email: 'e9@x' }, { $set: { 'scores.$.v': 5 } });
    const { scores } = await people.Person.findOne({ email: 'e9@x' }).orFail();
    expect(scores.map(({ v }) => v)).to.deep.equal([9, 5]);
  });

  it('counts, estimates, lists distinct values and tells existence', async () => {
    expect(await people.Person.countDocuments({ age: { $gt: 5 } })).to.equal(194);
    expect(await people.Person.estimatedDocumentCount()).to.equal(200);
    expect(await people.Person.distinct('name')).to.deep.equal(Array.from({ length: 10 }, (_, i) => `n${i}`));
    expect(await people.Person.exists({ name: 'n1' })).to.not.equal(null);
    expect(await people.Person.exists({ name: 'nobody' })).to.equal(null);
  });

  it('hands out a cursor batch by batch', async () => {
    const ages: number[] = [];
    for await (const person of people.Person.find().sort({ age: 1 }).batchSize(7).cursor()) ages.push(person.age);
    expect(ages).to.deep.equal(Array.from({ length: 200 }, (_, i) => i));
  });

  it('runs a bulk of writes in order', async () => {
    const result = await database.connection
      .collection('people')
      .bulkWrite([
        { insertOne: { document: { email: 'bw1@x', name: 'bw' } } },
        { updateMany: { filter: { name: 'bw' }, update: { $set: { age: 1 } } } },
        { replaceOne: { filter: { email: 'bw1@x' }, replacement: { email: 'bw2@x' } } },
        { updateOne: { filter: { email: 'up@x' }, update: { $set: { age: 3 } }, upsert: true } },
        { deleteOne: { filter: { email: 'bw2@x' } } },
      ]);
    expect(result).to.include({ insertedCount: 1, matchedCount: 2, deletedCount: 1, upsertedCount: 1 });
    expect(await people.Person.countDocuments({ email: /^bw|^up/ })).to.equal(1);
  });

  it('refuses a document over 16 MB and writes nothing', async () => {
    const blobs = database.connection.collection('blobs');
    const error = await errorOf(blobs.insertOne({ a: Buffer.alloc(8_500_000), b: Buffer.alloc(8_500_000) }));
    expect(error.message).to.match(/size|large/i);
    expect(await blobs.countDocuments()).to.equal(0);
  });

  it('drops a collection while others write to it, and has it again with the next write', async () => {
    const fleeting = database.connection.collection('fleeting');
    for (let round = 0; round < 20; round++) {
      const writes = Array.from({ length: 8 }, (_, n) => fleeting.insertOne({ n }));
      await Promise.all([...writes.slice(0, 4), fleeting.drop(), ...writes.slice(4)]);
      await fleeting.insertOne({ n: -1 });
      const all = await fleeting.find().toArray();
      expect(await fleeting.countDocuments({ _id: { $in: all.map(({ _id }) => _id) } })).to.equal(all.length);
      expect(all.some(({ n }) => n === -1)).to.equal(true);
    }
  });
});
