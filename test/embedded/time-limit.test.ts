import { expect } from 'chai';
import { errorOf, useEmbedded } from './a-database.ts';

describe('the embedded database: maxTimeMS', () => {
  const database = useEmbedded();
  const many = () => database.connection.db!.collection<{ n: number }>('many');
  const slow = { text: /never$/ };
  before(async () => {
    const documents = Array.from({ length: 40_000 }, (_, n) => ({ n, text: `text ${n} ${'x'.repeat(50)}` }));
    await many().insertMany(documents);
  });

  for (const [command, run] of [
    ['find', (limit: number) => many().find(slow, { maxTimeMS: limit }).toArray()],
    ['a sorted find', (limit: number) => many().find(slow, { maxTimeMS: limit }).sort({ n: -1 }).toArray()],
    [
      'aggregate',
      (limit: number) =>
        many()
          .aggregate([{ $match: slow }], { maxTimeMS: limit })
          .toArray(),
    ],
    ['count', (limit: number) => many().countDocuments(slow, { maxTimeMS: limit })],
    ['distinct', (limit: number) => many().distinct('n', slow, { maxTimeMS: limit })],
  ] as const) {
    it(`ends ${command}`, async () => {
      const error = await errorOf(Promise.resolve(run(1)));
      expect([error.code, error.codeName]).to.deep.equal([50, 'MaxTimeMSExpired']);
    });

    it(`lets ${command} go on that has time, or no limit`, async () => {
      await run(60_000);
      await run(0);
    });
  }

  it('counts the batches that follow, and not the time between them', async () => {
    const cursor = many().find({}, { maxTimeMS: 3000, batchSize: 100 });
    await cursor.next();
    await new Promise((resolve) => setTimeout(resolve, 3200));
    expect(await cursor.next()).to.have.property('n', 1);
    await cursor.close();

    const impatient = many().find({}, { maxTimeMS: 15, batchSize: 200 });
    expect((await errorOf(impatient.toArray())).code).to.equal(50);
  });

  it('ends the transaction that it stands in', async () => {
    const session = database.connection.getClient().startSession();
    session.startTransaction();
    await many().insertOne({ n: -1 }, { session });
    expect((await errorOf(many().find(slow, { session, maxTimeMS: 1 }).toArray())).code).to.equal(50);
    expect((await errorOf(session.commitTransaction())).codeName).to.equal('NoSuchTransaction');
    await session.endSession();
    expect(await many().findOne({ n: -1 })).to.equal(null);
  });
});
