import { expect } from 'chai';
import { errorOf, useEmbedded } from './a-database.ts';

describe('the embedded database: stages and accumulators', () => {
  const database = useEmbedded();
  /** What a pipeline makes of some documents. */
  const run = (documents: object[], ...stages: object[]) =>
    database.connection.db!.aggregate([{ $documents: documents }, ...stages] as never[]).toArray();

  it('merges into a collection that others make meanwhile, and loses none of theirs', async () => {
    const db = database.connection.db!;
    const source = db.collection<{ _id: number }>('merge-source');
    await source.insertMany(Array.from({ length: 20_000 }, (_, _id) => ({ _id })));
    const into = (first: number) =>
      source.aggregate([{ $match: { _id: { $gte: first } } }, { $merge: { into: 'merged' } }]).toArray();
    await Promise.all([into(19_000), into(500), db.collection<{ _id: number }>('merged').insertOne({ _id: -1 })]);
    expect(await db.collection('merged').countDocuments()).to.equal(19_501);
  });

  it('redacts level by level, each by its own fields', async () => {
    const document = {
      open: true,
      a: { open: false, b: { open: true } },
      list: [{ open: true, n: 1 }, { open: false }, 5, [{ open: false }]],
    };
    const judge = { $cond: ['$open', '$$DESCEND', '$$PRUNE'] };
    expect(await run([document, { open: false }], { $redact: judge })).to.deep.equal([
      { open: true, list: [{ open: true, n: 1 }, 5, []] },
    ]);
    expect(await run([document], { $redact: '$$KEEP' })).to.deep.equal([document]);
    expect((await errorOf(run([document], { $redact: 'PRUNE' }))).code).to.equal(17053);
    const byRoot = { $redact: { $cond: [{ $eq: ['$$ROOT.open', true] }, '$$DESCEND', '$$PRUNE'] } };
    expect(await run([document], byRoot)).to.deep.equal([document]);
  });

  it('follows a path from CURRENT, when an expression names one', async () => {
    const inner = { $let: { vars: { CURRENT: '$a' }, in: { $concat: ['$n', '$$ROOT.n', '$$CURRENT.n'] } } };
    expect(await run([{ n: 'root', a: { n: '-a-' } }], { $project: { _id: 0, inner } })).to.deep.equal([
      { inner: '-a-root-a-' },
    ]);
  });

  it('makes buckets of about one size, and parts no equals', async () => {
    const documents = [5, 1, 2, 3, 3, 3, 4].map((n) => ({ n }));
    expect(await run(documents, { $bucketAuto: { groupBy: '$n', buckets: 3 } })).to.deep.equal([
      { _id: { min: 1, max: 3 }, count: 2 },
      { _id: { min: 3, max: 4 }, count: 3 },
      { _id: { min: 4, max: 5 }, count: 2 },
    ]);
    const output = { total: { $sum: '$n' } };
    expect(await run(documents, { $bucketAuto: { groupBy: '$n', buckets: 9, output } })).to.deep.equal(
      [1, 2, 3, 4, 5].map((n) => ({ _id: { min: n, max: Math.min(n + 1, 5) }, total: n === 3 ? 9 : n })),
    );
    const refused = errorOf(run(documents, { $bucketAuto: { groupBy: '$n', buckets: 3, granularity: 'R5' } }));
    expect((await refused).message).to.include('not offered');
  });

  it('samples without taking anything twice, and each as likely as the others', async () => {
    const documents = Array.from({ length: 20 }, (_, n) => ({ n }));
    const seen = new Map<number, number>();
    for (let round = 0; round < 200; round++) {
      const chosen = (await run(documents, { $sample: { size: 5 } })).map(({ n }) => n as number);
      expect(new Set(chosen).size).to.equal(5);
      for (const n of chosen) seen.set(n, (seen.get(n) ?? 0) + 1);
    }
    // 50 of each are to be expected; the bounds are five standard deviations away.
    for (const { n } of documents) expect(seen.get(n)).to.be.within(20, 85);
    expect(await run(documents, { $sample: { size: 50 } })).to.have.length(20);
  });

  it('chooses several values of a group: by place, by size, by another field', async () => {
    const documents = [{ v: 'c', s: 2 }, { v: null, s: 9 }, { v: 'a', s: 1 }, { s: 5 }, { v: 'b', s: 2 }];
    const group = {
      _id: null,
      first: { $firstN: { input: '$v', n: 2 } },
      last: { $lastN: { input: '$v', n: 2 } },
      least: { $minN: { input: '$v', n: 2 } },
      most: { $maxN: { input: '$v', n: 9 } },
      top: { $top: { sortBy: { s: 1 }, output: '$v' } },
      topTwo: { $topN: { sortBy: { s: -1, v: 1 }, output: '$v', n: 3 } },
      bottom: { $bottom: { sortBy: { s: -1 }, output: ['$v', '$s'] } },
      bottomTwo: { $bottomN: { sortBy: { s: 1 }, output: '$s', n: 2 } },
    };
    expect(await run(documents, { $group: group })).to.deep.equal([
      {
        _id: null,
        first: ['c', null],
        last: [null, 'b'],
        least: ['a', 'b'],
        most: ['c', 'b', 'a'],
        top: 'a',
        topTwo: [null, null, 'b'],
        bottom: ['a', 1],
        bottomTwo: [5, 9],
      },
    ]);
    const group0 = { $group: { _id: null, none: { $topN: { sortBy: { s: 1 }, output: '$v', n: 0 } } } };
    expect((await errorOf(run(documents, group0))).code).to.equal(7548606);
  });

  it('reads the field that values are chosen by, also of stored documents', async () => {
    const things = database.connection.db!.collection('things');
    await things.insertMany([{ v: 'a' }, { v: 'b', s: { at: 1 } }]);
    const last = { $bottom: { sortBy: { 's.at': 1 }, output: '$v' } };
    expect(await things.aggregate([{ $group: { _id: null, last } }]).toArray()).to.deep.equal([
      { _id: null, last: 'b' },
    ]);
  });

  it('says what is wrong with a stage before it refuses it', async () => {
    const refusals: [stage: object, code: number][] = [
      [{ $planCacheStats: { allHosts: 1 } }, 13111],
      [{ $setWindowFields: { sortBy: { n: 2 }, output: {} } }, 15975],
      [{ $setWindowFields: { output: { a: { $rank: {} } } } }, 5371602],
      [{ $setWindowFields: { output: { a: { $sum: '$n', window: { documents: [-1, 0] } } } } }, 5339901],
      [{ $setWindowFields: { output: { a: { $sum: '$n', window: { range: [1, 0] } } } } }, 5339900],
      [{ $setWindowFields: { output: { a: { $sum: '$n' } } } }, 40324],
      [{ $noSuchStage: {} }, 40324],
    ];
    const things = database.connection.db!.collection('things');
    for (const [stage, code] of refusals)
      expect((await errorOf(things.aggregate([stage]).toArray())).code, JSON.stringify(stage)).to.equal(code);
  });

  it('converts no binary data, and does not take that for an error of the value', async () => {
    const to = (input: unknown, target: unknown) => ({
      $project: { x: { $convert: { input, to: target, onError: 'no' } } },
    });
    for (const wish of [to(5, 'binData'), to(Buffer.from('0102', 'hex'), 'int')])
      expect((await errorOf(run([{}], wish))).message).to.include('not offered');
    expect(await run([{}], to(Buffer.from('010203', 'hex'), 'int'))).to.deep.equal([{ x: 'no' }]);
    expect((await errorOf(run([{}], to(5, { type: 'binData', subtype: 300 })))).code).to.equal(4341107);
  });
});
