import { expect } from 'chai';
import type { ClientSession, Db } from 'mongodb';
import { setTimeout as wait } from 'node:timers/promises';
import { errorOf, useEmbedded } from './a-database.ts';

const WRITE_CONFLICT = 112;
const SNAPSHOT_UNAVAILABLE = 246;

describe('the embedded database: collections made in transactions', () => {
  const database = useEmbedded();
  let db: Db;
  before(() => (db = database.connection.db!));
  const isThere = async (name: string) => (await db.listCollections({ name }).toArray()).length === 1;

  async function inTransaction(work: (session: ClientSession) => Promise<void>): Promise<void> {
    const session = database.connection.getClient().startSession();
    session.startTransaction();
    try {
      await work(session);
    } finally {
      if (session.inTransaction()) await session.abortTransaction();
      await session.endSession();
    }
  }

  for (const [way, make] of Object.entries<(name: string, session: ClientSession) => Promise<unknown>>({
    'an insert': (name, session) => db.collection(name).insertOne({ n: 1 }, { session }),
    'an upsert': (name, session) =>
      db.collection(name).updateOne({ n: 1 }, { $set: { n: 1 } }, { session, upsert: true }),
    findAndModify: (name, session) =>
      db.collection(name).findOneAndUpdate({ n: 1 }, { $set: { n: 1 } }, { session, upsert: true }),
    create: async (name, session) => {
      await db.createCollection(name, { session });
      await db.collection(name).insertOne({ n: 1 }, { session });
    },
  })) {
    it(`by ${way} appear with the commit`, async () => {
      const name = `committed by ${way}`;
      await inTransaction(async (session) => {
        await make(name, session);
        expect(await db.collection(name).countDocuments({}, { session })).to.equal(1);
        expect(await isThere(name)).to.equal(false);
        expect(await db.collection(name).countDocuments()).to.equal(0);
        await session.commitTransaction();
      });
      expect(await isThere(name)).to.equal(true);
      expect(await db.collection(name).countDocuments()).to.equal(1);
      expect(await db.collection(name).estimatedDocumentCount()).to.equal(1);
      await db.collection(name).createIndex({ n: 1 });
    });

    it(`by ${way} never were when it is aborted`, async () => {
      const name = `aborted by ${way}`;
      await inTransaction(async (session) => {
        await make(name, session);
        await session.abortTransaction();
      });
      expect(await isThere(name)).to.equal(false);
      await db.collection(name).insertOne({ n: 2 });
      expect(await db.collection(name).find().project({ _id: 0 }).toArray()).to.deep.equal([{ n: 2 }]);
    });
  }

  it('are made by the first of two', async () => {
    await inTransaction(async (first) => {
      await db.collection('raced').insertOne({ n: 1 }, { session: first });
      await inTransaction(async (second) => {
        const error = await errorOf(db.collection('raced').insertOne({ n: 2 }, { session: second }));
        expect(error.code).to.equal(WRITE_CONFLICT);
        expect(error.hasErrorLabel('TransientTransactionError')).to.equal(true);
      });
      await first.commitTransaction();
    });
    expect((await db.collection('raced').find().toArray()).map(({ n }) => n)).to.deep.equal([1]);
  });

  it('are made once by many who try again', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        database.connection.getClient().withSession((session) =>
          session.withTransaction(async () => {
            await db.collection('shared').insertOne({ n }, { session });
            await db.collection('shared too').insertOne({ n }, { session });
          }),
        ),
      ),
    );
    for (const name of ['shared', 'shared too']) expect(await db.collection(name).countDocuments()).to.equal(8);
  });

  it('keep others waiting who want the name', async () => {
    await inTransaction(async (session) => {
      await db.collection('wanted').insertOne({ n: 1 }, { session });
      let isDone = false;
      const other = db
        .collection('wanted')
        .insertOne({ n: 2 })
        .then(() => (isDone = true));
      await wait(50);
      expect(isDone).to.equal(false);
      await session.commitTransaction();
      await other;
    });
    expect(await db.collection('wanted').countDocuments()).to.equal(2);
  });

  for (const [change, make] of Object.entries<(name: string) => Promise<unknown>>({
    'it got an index': (name) => db.collection(name).createIndex({ n: 1 }),
    'it was dropped': (name) => db.collection(name).drop(),
  }))
    it(`are not mixed with what was before ${change}`, async () => {
      const name = `before ${change}`;
      await db.collection(name).insertMany([{ n: 1 }, { n: 2 }]);
      await inTransaction(async (session) => {
        expect(await db.collection(name).countDocuments({ n: 1 }, { session })).to.equal(1);
        await make(name);
        const error = await errorOf(db.collection(name).countDocuments({ n: 1 }, { session }));
        expect(error.code).to.equal(SNAPSHOT_UNAVAILABLE);
        expect(error.hasErrorLabel('TransientTransactionError')).to.equal(true);
      });
    });

  it('may not be dropped under a transaction that has written to them', async () => {
    const things = db.collection('written');
    await things.insertOne({ n: 1 });
    await inTransaction(async (session) => {
      await things.insertOne({ n: 2 }, { session });
      let isDropped = false;
      const drop = things.drop().then(() => (isDropped = true));
      await wait(50);
      expect(isDropped).to.equal(false);
      await session.commitTransaction();
      await drop;
    });
    expect(await isThere('written')).to.equal(false);
  });
});
