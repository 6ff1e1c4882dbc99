import { expect } from 'chai';
import { errorOf, useEmbedded } from './a-database.ts';

const CANNOT_CREATE_INDEX = 67;
/** With the index that each has, as many as there is room for. */
const COLLECTIONS = 1024;

describe('the embedded database: room for collections and indexes', function () {
  this.timeout(120_000);
  const database = useEmbedded();

  it('ends with a refusal that touches nobody else’s writes, and comes back with what is dropped', async () => {
    const db = database.connection.db!;
    for (let made = 0; made < COLLECTIONS; made += 64)
      await Promise.all(Array.from({ length: 64 }, (_, n) => db.createCollection(`c${made + n}`)));

    const [one, other, written] = await Promise.all([
      errorOf(db.createCollection('one-more')),
      errorOf(db.collection('c0').createIndex({ n: 1 })),
      db.collection('c1').insertOne({ n: 1 }),
    ]);
    expect(one).to.include({ code: CANNOT_CREATE_INDEX });
    expect(one.message).to.contain('at most 2048 collections and indexes');
    expect(other).to.include({ code: CANNOT_CREATE_INDEX });
    expect(written.acknowledged).to.equal(true);

    await db.collection('c2').drop();
    await db.collection('c0').createIndex({ n: 1 });
    await db.collection('c0').createIndex({ m: 1 });
    expect(await errorOf(db.createCollection('one-more'))).to.include({ code: CANNOT_CREATE_INDEX });
    expect(await db.collection('c1').countDocuments()).to.equal(1);
    expect(await db.collection('c0').indexes()).to.have.length(3);
  });

  it('ends for one collection with 64 indexes, as in MongoDB', async () => {
    const many = database.connection.db!.collection('c3');
    const keys = Array.from({ length: 64 }, (_, n) => ({ key: { [`n${n}`]: 1 } }));
    const refused = await errorOf(many.createIndexes(keys));
    expect(refused).to.include({ code: CANNOT_CREATE_INDEX });
    expect(refused.message).to.equal('add index fails, too many indexes for test.c3 key:{ n63: 1 }');
    expect(await many.indexes()).to.have.length(1);
  });
});
