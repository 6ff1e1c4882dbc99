import { expect } from 'chai';
import { BSON } from 'mongodb';
import { errorOf, useEmbedded } from './a-database.ts';

describe('the embedded database: ids and arguments', () => {
  const database = useEmbedded();
  const db = () => database.connection.db!;
  beforeEach(() => db().collection('things').drop());
  const stored = async () => (await db().collection('things').find().toArray()).map(({ _id }) => _id as unknown);
  const upsert = (q: object, u: object) =>
    db().command({ update: 'things', updates: [{ q, u, upsert: true }] }) as Promise<Record<string, unknown>>;
  const modify = (query: object, update: object) =>
    db().command({ findAndModify: 'things', query, update, upsert: true, new: true });

  for (const [what, write] of [
    ['an insert', () => db().command({ insert: 'things', documents: [{ _id: null }] })],
    ['a replacement', () => upsert({ a: 1 }, { _id: null })],
    ['a replacement of what has it in the filter', () => upsert({ _id: null }, { a: 1 })],
    ['a change', () => upsert({ a: 1 }, { $set: { _id: null } })],
    ['a change on insert', () => upsert({ a: 1 }, { $setOnInsert: { _id: null } })],
    ['a change of what has it in the filter', () => upsert({ _id: { $eq: null } }, { $set: { a: 1 } })],
    ['a list in the filter', () => upsert({ _id: { $in: [null] } }, { $set: { a: 1 } })],
    ['findAndModify', () => modify({ a: 1 }, { _id: null, a: 1 })],
    ['findAndModify by a change', () => modify({ _id: null }, { $set: { a: 1 } })],
  ] as const)
    it(`keep null as an id, by ${what}`, async () => {
      await write();
      expect(await stored()).to.deep.equal([null]);
    });

  it('tell which id was made, also when it is null', async () => {
    expect((await upsert({ a: 1 }, { _id: null }))['upserted']).to.deep.equal([{ index: 0, _id: null }]);
    expect((await modify({ _id: 5 }, { $set: { a: 1 } }))['lastErrorObject']).to.deep.include({ upserted: 5 });
  });

  it('are never lists, expressions or undefined, and never change', async () => {
    const { insertedId } = await db().collection('things').insertOne({ a: 1 });
    const other = async (u: object, q: object = { a: 1 }) =>
      ((await upsert(q, u))['writeErrors'] as { code: number }[] | undefined)?.[0]?.code ?? 0;
    for (const id of [[1], /x/]) {
      expect(await other({ _id: id }, { a: 2 })).to.equal(53);
      expect(await other({ $set: { _id: id } }, { a: 2 })).to.equal(53);
    }
    expect(await codeOf(() => upsert({ a: 2 }, { _id: [1] }))).to.equal(53);
    expect(await other({ _id: 6 }, { _id: 5 })).to.equal(66);
    for (const change of [
      { _id: 7 },
      { _id: null },
      { $set: { _id: 7 } },
      { $set: { '_id.a': 7 } },
      { $unset: { _id: 1 } },
    ])
      expect(await other(change), JSON.stringify(change)).to.be.oneOf([66, 28]);
    expect(await stored()).to.deep.equal([insertedId]);
  });

  async function codeOf(work: () => Promise<unknown>): Promise<number | undefined> {
    const reply = await work().catch((error: { code: number }) => error);
    const { code, writeErrors } = reply as { code?: number; writeErrors?: { code: number }[] };
    return code ?? writeErrors?.[0]?.code;
  }

  for (const [command, code] of [
    [{ killAllSessions: 5 }, 59],
    [{ killAllSessions: [{ user: 'x', db: 'y' }] }, 59],
    [{ killSessions: [] }, 59],
    [{ endSessions: 5 }, 14],
    [{ endSessions: null }, 40414],
    [{ endSessions: [5] }, 14],
    [{ endSessions: [{ id: 5 }] }, 14],
    [{ endSessions: [{ id: new BSON.Binary(Buffer.alloc(16), 0) }] }, 14],
    [{ endSessions: [{ id: new BSON.UUID(), user: 'x' }] }, 40415],
    [{ killCursors: 'things', cursors: 5 }, 14],
    [{ killCursors: 'things', cursors: ['x'] }, 14],
    [{ killCursors: 5, cursors: [new BSON.Long(1)] }, 73],
    [{ find: 'things', limit: -1 }, 51024],
    [{ find: 'things', skip: -1 }, 51024],
    [{ find: 'things', batchSize: -1 }, 51024],
    [{ find: 'things', limit: 'x' }, 14],
    [{ find: 'things', limit: 1.5 }, 9],
    [{ aggregate: 'things', pipeline: [{ $limit: 0 }], cursor: {} }, 15958],
    [{ aggregate: 'things', pipeline: [{ $skip: -1 }], cursor: {} }, 5107200],
    [{ aggregate: 'things', pipeline: [], cursor: { batchSize: -1 } }, 51024],
    [{ listCollections: 1, cursor: { batchSize: -1 } }, 51024],
    [{ getMore: new BSON.Long(1), collection: 'things', batchSize: -1 }, 2],
    [{ aggregate: 'things', pipeline: [], cursor: { batchSize: -1 } }, 51024],
    [{ listCollections: 1, cursor: { batchSize: -1 } }, 51024],
    [{ getMore: new BSON.Long(1), collection: 'things' }, 43],
    [{ delete: 'things', deletes: [{ q: {}, limit: -1 }] }, 9],
    [{ delete: 'things', deletes: [{ q: {}, limit: 0.5 }] }, 9],
    [{ delete: 'things', deletes: [] }, 16],
    [{ update: 'things', updates: [] }, 16],
    [{ insert: 'things', documents: [] }, 16],
  ] as const)
    it(`refuse ${JSON.stringify(command)}`, async () => {
      expect(await codeOf(() => db().command(command))).to.equal(code);
    });

  it('end the sessions that are named, and no others', async () => {
    const client = database.connection.getClient();
    await db().createCollection('things');
    const [one, other] = [client.startSession(), client.startSession()];
    for (const session of [one, other]) {
      session.startTransaction();
      await db().collection('things').insertOne({ n: 1 }, { session });
    }
    await db().command({ endSessions: [] });
    await db().command({ endSessions: [{ id: (one.id as { id: unknown }).id }] });
    await errorOf(one.commitTransaction());
    await other.commitTransaction();
    expect(await stored()).to.have.length(1);
    await one.endSession();
    await other.endSession();
  });
});
