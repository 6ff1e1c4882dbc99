import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { startEmbedded } from '../../src/embedded/index.ts';
import { aFolder } from './a-database.ts';

describe('the embedded database: what an index knows of its values', function () {
  this.timeout(60_000);

  it('is not unlearned by a transaction that commits later', async () => {
    const folder = await aFolder();
    const first = await startEmbedded({ directory: folder.directory });
    const before = await new MongoClient(first.uri).connect();
    const things = before.db('test').collection('things');
    await things.createIndex({ tags: 1, title: 1 });
    const session = before.startSession();
    session.startTransaction();
    // Too long to be kept whole in the index.
    await things.insertOne({ tags: 5, title: 'x'.repeat(1200) }, { session });
    await things.insertOne({ tags: [1, 20], title: 'list' });
    await session.commitTransaction();
    await session.endSession();
    await before.close();
    await first.close();

    const second = await startEmbedded({ directory: folder.directory });
    const after = await new MongoClient(second.uri).connect();
    // One element is above and another one below: an index without lists could not hold it.
    const found = await after
      .db('test')
      .collection('things')
      .find({ tags: { $gt: 3, $lt: 15 } })
      .toArray();
    expect(found).to.have.length(2);
    await after.close();
    await second.close();
    await folder.remove();
  });
});
