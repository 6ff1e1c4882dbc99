import { expect } from 'chai';
import { Binary, type Document } from '../../src/embedded/bson/value.ts';
import { errorOf, useEmbedded } from './a-database.ts';
import { valueOf } from './value-of.ts';
import { WireClient } from './vectors/wire-client.ts';

const SESSION = new Binary(Buffer.alloc(16, 7), 4);

describe('the embedded database: bulkWrite', () => {
  const database = useEmbedded();
  const nsInfo = [{ ns: 'test.one' }, { ns: 'test.other' }];
  const admin = () => database.connection.getClient().db('admin');
  const run = (ops: object[], options: object = {}) => admin().command({ bulkWrite: 1, ops, nsInfo, ...options });
  const all = (name: string) => database.connection.db!.collection(name).find().sort({ _id: 1 }).toArray();

  beforeEach(() => database.connection.db!.dropDatabase());

  it('inserts, updates and deletes in several collections, and tells of each', async () => {
    const { cursor, ...counts } = await run([
      { insert: 0, document: { _id: 1, n: 1 } },
      { insert: 1, document: { _id: 1 } },
      { update: 0, filter: { _id: 1 }, updateMods: { $inc: { n: 1 } } },
      { update: 0, filter: { _id: 9 }, updateMods: [{ $set: { n: '$$more' } }], constants: { more: 5 }, upsert: true },
      { delete: 1, filter: {}, multi: true },
    ]);
    expect(counts).to.include({ nErrors: 0, nInserted: 2, nMatched: 1, nModified: 1, nUpserted: 1, nDeleted: 1 });
    expect(cursor).to.deep.include({ id: 0, ns: 'admin.$cmd.bulkWrite' });
    expect((cursor as { firstBatch: object[] }).firstBatch).to.deep.equal([
      { ok: 1, idx: 0, n: 1 },
      { ok: 1, idx: 1, n: 1 },
      { ok: 1, idx: 2, n: 1, nModified: 1 },
      { ok: 1, idx: 3, n: 1, nModified: 0, upserted: { _id: 9 } },
      { ok: 1, idx: 4, n: 1 },
    ]);
    expect(await all('one')).to.deep.equal([
      { _id: 1, n: 2 },
      { _id: 9, n: 5 },
    ]);
  });

  it('stops at the first error when ordered, and tells of errors alone when asked', async () => {
    const ops = [1, 1, 2].map((_id) => ({ insert: 0, document: { _id } }));
    const ordered = await run(ops);
    expect(ordered).to.include({ nErrors: 1, nInserted: 1 });
    const unordered = await run(ops, { ordered: false, errorsOnly: true });
    expect(unordered).to.include({ nErrors: 2, nInserted: 1 });
    expect(
      unordered['cursor'].firstBatch.map(({ idx, code }: { idx: number; code: number }) => [idx, code]),
    ).to.deep.equal([
      [0, 11000],
      [1, 11000],
    ]);
  });

  it('gives its answers by a cursor of the size that was asked for', async () => {
    const ops = [1, 2, 3].map((_id) => ({ insert: 0, document: { _id } }));
    const { cursor } = await run(ops, { cursor: { batchSize: 2 } });
    expect(cursor.firstBatch).to.have.length(2);
    const more = await admin().command({ getMore: cursor.id, collection: '$cmd.bulkWrite' });
    expect(more['cursor'].nextBatch.map(({ idx }: { idx: number }) => idx)).to.deep.equal([2]);
  });

  it('is done once when it is sent twice', async () => {
    const client = new WireClient(decodeURIComponent(new URL(database.uri).hostname));
    const send = (txnNumber: bigint, op: object) =>
      client.run('admin', valueOf({ bulkWrite: 1, ops: [op], nsInfo, lsid: { id: SESSION }, txnNumber }) as Document);
    const answers = [
      await send(1n, { insert: 0, document: { n: 1 } }),
      await send(1n, { insert: 0, document: { n: 1 } }),
    ];
    expect(answers.map((answer) => answer.get('nInserted'))).to.deep.equal([1, 1]);
    expect(await all('one')).to.have.length(1);
    expect((await send(2n, { delete: 0, filter: {}, multi: true })).get('code')).to.equal(72);
    client.close();
  });

  it('is part of a transaction, and gone with it', async () => {
    await database.connection.db!.createCollection('one');
    await database.connection.getClient().withSession(async (session) => {
      session.startTransaction();
      await admin().command({ bulkWrite: 1, ops: [{ insert: 0, document: {} }], nsInfo: [nsInfo[0]] }, { session });
      await session.abortTransaction();
    });
    expect(await all('one')).to.deep.equal([]);
  });

  it('writes nothing when any operation is malformed', async () => {
    const good = { insert: 0, document: { _id: 1 } };
    for (const [bad, options, code] of [
      [{ insert: 2, document: {} }, {}, 2],
      [{ update: 0, filter: {} }, {}, 40414],
      [{ replace: 0 }, {}, 40415],
      [good, { cursor: { batchSize: -1 } }, 51024],
    ] as const)
      expect((await errorOf(run([good, bad], options))).code).to.equal(code);
    expect(await all('one')).to.deep.equal([]);
  });
});
