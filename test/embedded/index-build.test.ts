import { expect } from 'chai';
import type { Db, MongoClient } from 'mongodb';
import { errorOf, useEmbedded } from './a-database.ts';

const DUPLICATE = 11000;
const MANY = 20_000;

describe('the embedded database: an index made over many documents', function () {
  this.timeout(60_000);
  const database = useEmbedded();
  let client: MongoClient;
  let db: Db;
  before(() => {
    db = database.connection.db!;
    client = database.connection.getClient();
  });

  async function manyThings(name: string) {
    const things = db.collection<{ n: number; tags: string[] }>(name);
    await things.insertMany(Array.from({ length: MANY }, (_, n) => ({ n, tags: [`t${n % 7}`, `u${n % 11}`] })));
    return things;
  }

  it('lets reads and other collections go on, and holds off its writers', async () => {
    const things = await manyThings('yielding');
    const built = new AbortController();
    const build = things
      .createIndexes([{ key: { n: 1 }, unique: true }, { key: { tags: 1 } }])
      .finally(() => built.abort());
    const written = Promise.all([
      things.insertOne({ n: MANY, tags: ['late'] }),
      things.updateOne({ n: 5 }, { $set: { tags: ['late'] } }),
      things.deleteOne({ n: 6 }),
    ]);
    let meanwhile = 0;
    for (; !built.signal.aborted; meanwhile++) {
      expect((await things.findOne({}, { sort: { _id: 1 } }))?.n).to.equal(0);
      await db.collection('elsewhere').insertOne({ meanwhile });
    }
    expect(meanwhile).to.be.above(10);
    await Promise.all([build, written]);
    const numbers = (
      await things
        .find({ n: { $gte: 0 } })
        .sort({ n: 1 })
        .project({ n: 1 })
        .toArray()
    ).map(({ n }) => n as number);
    expect(numbers).to.deep.equal(Array.from({ length: MANY + 1 }, (_, n) => n).filter((n) => n !== 6));
    expect(await things.find({ tags: 'late' }).toArray()).to.have.length(2);
    expect((await errorOf(things.insertOne({ n: 7, tags: [] }))).code).to.equal(DUPLICATE);
  });

  it('is refused over a contradiction, and leaves the collection as it was', async () => {
    const things = await manyThings('contradicted');
    await things.insertOne({ n: 0, tags: [] });
    const refused = await errorOf(things.createIndexes([{ key: { tags: 1 } }, { key: { n: 1 }, unique: true }]));
    expect(refused).to.deep.include({ code: DUPLICATE, keyPattern: { n: 1 }, keyValue: { n: 0 } });
    expect((await things.indexes()).map(({ name }) => name)).to.deep.equal(['_id_']);
    await things.deleteOne({ n: 0, tags: [] });
    await things.createIndex({ n: 1 }, { unique: true });
    expect(await things.find({ n: { $gte: 0 } }).toArray()).to.have.length(MANY);
  });

  it('waits for a transaction that has written, and keeps new ones off', async () => {
    const things = await manyThings('shared');
    const session = client.startSession();
    session.startTransaction();
    await things.insertOne({ n: -1, tags: [] }, { session });
    let isBuilt = false;
    const built = things.createIndex({ n: 1 }).then(() => (isBuilt = true));
    expect(await things.countDocuments({ n: { $lt: 3 } })).to.equal(3);
    // One that is there is waited for by nobody.
    await things.createIndex({ _id: 1 });
    expect(isBuilt).to.equal(false);
    await session.commitTransaction();
    await session.endSession();
    const later = client.withSession((own) =>
      own.withTransaction(async () => void (await things.insertOne({ n: -2, tags: [] }, { session: own }))),
    );
    await Promise.all([built, later]);
    const least = await things.find().sort({ n: 1 }).limit(3).project({ _id: 0, n: 1 }).toArray();
    expect(least.map(({ n }) => n as number)).to.deep.equal([-2, -1, 0]);
  });

  it('is made once by several who ask for it', async () => {
    const things = await manyThings('asked');
    const names = await Promise.all(Array.from({ length: 4 }, () => things.createIndex({ n: 1 })));
    expect(new Set(names)).to.deep.equal(new Set(['n_1']));
    expect(await things.find({ n: { $lt: 100 } }).toArray()).to.have.length(100);
    expect(await things.indexes()).to.have.length(2);
  });
});
