import { expect } from 'chai';
import type { Long } from 'mongodb';
import { setTimeout as wait } from 'node:timers/promises';
import { errorOf, useEmbedded } from './a-database.ts';
import { somePeople, type People } from './people.ts';

describe('the embedded database: transactions', () => {
  const database = useEmbedded();
  let people: People;
  before(async () => {
    people = await somePeople(database.connection);
  });

  it('show their writes to nobody else before the commit, and to all after it', async () => {
    const session = await database.connection.startSession();
    await session.withTransaction(async () => {
      await people.Org.create([{ title: 'tx' }], { session });
      expect(await people.Org.countDocuments({ title: 'tx' })).to.equal(0);
      expect(await people.Org.countDocuments({ title: 'tx' }).session(session)).to.equal(1);
    });
    await session.endSession();
    expect(await people.Org.countDocuments({ title: 'tx' })).to.equal(1);
  });

  it('leave nothing when aborted', async () => {
    const { _id } = await people.Org.create({ title: 'kept' });
    const session = await database.connection.startSession();
    session.startTransaction();
    await people.Org.updateOne({ _id }, { title: 'changed' }, { session });
    await people.Org.create([{ title: 'never' }], { session });
    await session.abortTransaction();
    await session.endSession();
    expect((await people.Org.findById(_id).orFail()).title).to.equal('kept');
    expect(await people.Org.exists({ title: 'never' })).to.equal(null);
  });

  it('read one state of the data from beginning to end', async () => {
    const { _id } = await people.Org.create({ title: 'before', n: 1 });
    const session = await database.connection.startSession();
    session.startTransaction();
    expect((await people.Org.findById(_id).session(session).orFail()).n).to.equal(1);
    await people.Org.updateOne({ _id }, { n: 2 });
    expect((await people.Org.findById(_id).session(session).orFail()).n).to.equal(1);
    await session.commitTransaction();
    expect((await people.Org.findById(_id).session(session).orFail()).n).to.equal(2);
    await session.endSession();
  });

  it('conflict when two change one document, and the second is told to try again', async () => {
    const { _id } = await people.Org.create({ title: 'one', n: 0 });
    const [first, second] = [await database.connection.startSession(), await database.connection.startSession()];
    first.startTransaction();
    second.startTransaction();
    await people.Org.updateOne({ _id }, { n: 1 }, { session: first });
    const error = await errorOf(people.Org.updateOne({ _id }, { n: 2 }, { session: second }));
    expect(error.code).to.equal(112);
    expect(error.hasErrorLabel('TransientTransactionError')).to.equal(true);
    await first.commitTransaction();
    await Promise.all([first.endSession(), second.endSession()]);
    expect((await people.Org.findById(_id).orFail()).n).to.equal(1);
  });

  it('lose no increment of 20 that run at once', async () => {
    const { _id } = await people.Org.create({ title: 'counter', n: 0 });
    await Promise.all(
      Array.from({ length: 20 }, () =>
        database.connection.transaction(async (session) => {
          const org = await people.Org.findById(_id).session(session).orFail();
          await people.Org.updateOne({ _id }, { n: (org.n ?? 0) + 1 }, { session });
        }),
      ),
    );
    expect((await people.Org.findById(_id).orFail()).n).to.equal(20);
  });

  it('make a single write wait for them', async () => {
    const { _id } = await people.Org.create({ title: 'locked' });
    const session = await database.connection.startSession();
    session.startTransaction();
    await people.Org.updateOne({ _id }, { title: 'first' }, { session });
    let isDone = false;
    const other = people.Org.updateOne({ _id }, { title: 'second' }).then(() => (isDone = true));
    await wait(50);
    expect(isDone).to.equal(false);
    await session.commitTransaction();
    await other;
    await session.endSession();
    expect((await people.Org.findById(_id).orFail()).title).to.equal('second');
  });

  it('keep a unique value from two transactions', async () => {
    const [first, second] = [await database.connection.startSession(), await database.connection.startSession()];
    first.startTransaction();
    second.startTransaction();
    await people.Person.create([{ email: 'same@x' }], { session: first });
    expect((await errorOf(people.Person.create([{ email: 'same@x' }], { session: second }))).code).to.equal(112);
    await first.commitTransaction();
    await Promise.all([first.endSession(), second.endSession()]);
    expect(await people.Person.countDocuments({ email: 'same@x' })).to.equal(1);
  });

  it('take their cursors with them', async () => {
    const numbers = database.connection.db!.collection('numbers');
    await numbers.insertMany(Array.from({ length: 10 }, (_, n) => ({ n })));
    const session = await database.connection.startSession();
    session.startTransaction();
    const command = { find: 'numbers', batchSize: 2 };
    const { cursor } = await database.connection.db!.command(command, { session });
    await session.commitTransaction();
    const more = { getMore: cursor.id as Long, collection: 'numbers' };
    expect((await errorOf(database.connection.db!.command(more, { session }))).code).to.equal(43);
    await session.endSession();
  });

  it('answer a repeated write with the first reply', async () => {
    const db = database.connection.db!;
    const counters = db.collection<{ _id: string; n: number }>('counters');
    await counters.insertOne({ _id: 'c', n: 0 });
    const session = database.connection.getClient().startSession();
    const command = {
      update: 'counters',
      updates: [{ q: { _id: 'c' }, u: { $inc: { n: 1 } } }],
      txnNumber: 1_000_000n,
    };
    const replies = [await db.command(command, { session }), await db.command(command, { session })];
    for (const reply of replies) expect(reply).to.deep.include({ n: 1, nModified: 1 });
    expect((await counters.findOne({ _id: 'c' }))?.n).to.equal(1);
    await session.endSession();
  });
});
