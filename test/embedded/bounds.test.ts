import { expect } from 'chai';
import { BSON } from 'mongodb';
import { errorOf, useEmbedded } from './a-database.ts';

const MEMORY = 146;
const TOO_LARGE = 10334;
const SORT_MEMORY = 292;
const TIME = 50;

describe('the embedded database: what one operation may take', function () {
  this.timeout(120_000);
  const database = useEmbedded();
  const collection = (name: string) => database.connection.collection<Record<string, unknown>>(name);
  const codeOf = async (work: Promise<unknown>) => (await errorOf(work)).code;

  /** Milliseconds that a ping waits at most while something else is done. */
  async function longestPing(work: Promise<unknown>): Promise<number> {
    let longest = 0;
    const state = { isDone: false };
    const done = work.catch(() => undefined).finally(() => (state.isDone = true));
    while (!state.isDone) {
      const start = performance.now();
      await database.connection.db!.command({ ping: 1 });
      longest = Math.max(longest, performance.now() - start);
    }
    await done;
    return longest;
  }

  describe('regular expressions', () => {
    before(() => collection('texts').insertMany([{ t: 'a'.repeat(30_000) }, { t: 'x'.repeat(3_000_000) }]));

    for (const pattern of ['^(a+)+$', '(a|a)*b', '(?=a)a', '(a*)*\\1', '(?<!b)a', 'a++b', '\\1'])
      it(`of ${pattern} are refused`, async () => {
        expect(
          await codeOf(
            collection('texts')
              .find({ t: new BSON.BSONRegExp(pattern) })
              .toArray(),
          ),
        ).to.equal(51091);
      });

    for (const pattern of ['a*a*a*a*a*b', '^a{0,900}a{0,900}b', '.*.*.*=', 'a*b|a*c', '[ax]*[ax]*[ax]*y', 'x.x.x.y'])
      it(`of ${pattern} hold nobody up`, async () => {
        const long = collection('texts')
          .find({ t: new BSON.BSONRegExp(pattern) })
          .toArray();
        expect(await longestPing(long)).to.be.below(2000);
      });

    it('that repeat nothing are given up when text and pattern are both long', async () => {
      const searched = (pattern: string) => collection('texts').countDocuments({ t: new BSON.BSONRegExp(pattern) });
      expect(await codeOf(searched(`${'x'.repeat(1000)}y`))).to.equal(51156);
      expect(await searched(`${'x'.repeat(100)}y`)).to.equal(0);
    });

    it('find what they say', async () => {
      const words = collection('words');
      await words.insertMany(['Surabaya', 'Solo', 'solo 12', 'Malang\n', 'a.b', ''].map((w) => ({ w })));
      const found = async (pattern: string, options = '') =>
        (
          await words
            .find({ w: new BSON.BSONRegExp(pattern, options) })
            .sort({ w: 1 })
            .toArray()
        ).map(({ w }) => w);
      expect(await found('^so+lo?', 'i')).to.deep.equal(['Solo', 'solo 12']);
      expect(await found('[a-z]{4,} ?\\d*$')).to.deep.equal(['Malang\n', 'Surabaya', 'solo 12']);
      expect(await found('^.a.{2}n')).to.deep.equal(['Malang\n']);
      expect(await found('a\\.b|^$')).to.deep.equal(['', 'a.b']);
      expect(await found('(?i)SOLO\\b *[[:digit:]]+\\z')).to.deep.equal(['solo 12']);
      expect(await found('^\\w{3,5}?$')).to.deep.equal(['Solo']);
    });
  });

  describe('memory', () => {
    const text = 'x'.repeat(1_000_000);
    before(() => collection('large').insertMany(Array.from({ length: 120 }, (_, n) => ({ n, one: 1, text }))));
    const run = (...stages: object[]) => collection('large').aggregate(stages).toArray();
    const doubled = (rounds: number) =>
      Array.from({ length: rounds }, () => ({ $project: { text: 1, a: ['$$ROOT', '$$ROOT'], b: '$$ROOT' } }));

    for (const [what, stages, code] of [
      ['what a group pushes', [{ $group: { _id: null, all: { $push: '$text' } } }], MEMORY],
      ['the documents that a group pushes', [{ $group: { _id: null, all: { $push: '$$ROOT' } } }], MEMORY],
      ['a set', [{ $group: { _id: null, all: { $addToSet: { n: '$n', t: '$text' } } } }], MEMORY],
      ['the keys of groups', [{ $group: { _id: ['$n', '$text'] } }], MEMORY],
      ['the first of each group', [{ $group: { _id: '$n', t: { $first: '$text' } } }], MEMORY],
      ['the greatest of each group', [{ $group: { _id: '$n', t: { $max: '$text' } } }], MEMORY],
      ['facets', [{ $facet: { a: [{ $match: {} }], b: [{ $match: {} }] } }], MEMORY],
      ['a sort behind a stage', [{ $project: { n: 1, text: 1 } }, { $sort: { n: -1 } }], MEMORY],
      ['a join', [{ $lookup: { from: 'large', localField: 'one', foreignField: 'one', as: 'all' } }], 4568],
      ['one value', [{ $project: { a: Array.from({ length: 20 }, () => '$text') } }], TOO_LARGE],
      ['documents within documents', [{ $limit: 1 }, ...doubled(30)], TOO_LARGE],
    ] as const)
      it(`is refused to ${what}`, async () => {
        expect(await codeOf(run(...stages))).to.equal(code);
        expect(await collection('large').countDocuments()).to.equal(120);
      });

    it('is refused to a sort, and not to one of a few', async () => {
      expect(await codeOf(collection('large').find().sort({ one: 1, text: 1 }).toArray())).to.equal(SORT_MEMORY);
      const found = await collection('large')
        .find({}, { projection: { n: 1 } })
        .sort({ n: -1 })
        .limit(3)
        .toArray();
      expect(found.map(({ n }) => n)).to.deep.equal([119, 118, 117]);
    });

    it('is refused to distinct values beyond one document', async () => {
      await collection('lists').insertMany(
        Array.from({ length: 3 }, (_, k) => ({ list: Array.from({ length: 200_000 }, (_one, n) => k * 200_000 + n) })),
      );
      expect(await collection('lists').distinct('list', { list: 5 })).to.have.length(200_000);
      const texts = Array.from({ length: 20 }, (_, n) => ({ t: `${n}${text}` }));
      await collection('longs').insertMany(texts);
      expect(await codeOf(collection('longs').distinct('t'))).to.equal(17217);
    });
  });

  describe('time', () => {
    const MANY = 20_000;
    before(async () => {
      const list = Array.from({ length: 20 }, (_, n) => n);
      await collection('many').insertMany(Array.from({ length: MANY }, (_, n) => ({ n, k: n % 7, list, other: list })));
    });
    const limited = { maxTimeMS: 20 };

    for (const [what, work] of [
      [
        'a product of lists',
        () =>
          collection('many')
            .aggregate([{ $unwind: '$list' }, { $unwind: '$other' }, { $count: 'n' }], limited)
            .toArray(),
      ],
      [
        'a sort',
        () =>
          collection('many')
            .aggregate([{ $unwind: '$list' }, { $project: { list: 1, n: 1 } }, { $sort: { list: 1, n: -1 } }], limited)
            .toArray(),
      ],
      [
        'a join without an index',
        () =>
          collection('many')
            .aggregate([{ $lookup: { from: 'many', localField: 'n', foreignField: 'k', as: 'x' } }], limited)
            .toArray(),
      ],
      ['distinct values', () => collection('many').distinct('n', { list: { $nin: [77, 78] } }, limited)],
      ['an update of many', () => collection('many').updateMany({ k: { $gte: 0 } }, { $set: { extra: 1 } }, limited)],
      ['a removal of many', () => collection('many').deleteMany({ k: { $lt: -1 } }, { maxTimeMS: 1 })],
      ['an update of one', () => collection('many').findOneAndUpdate({ k: 99 }, { $set: { a: 1 } }, { maxTimeMS: 1 })],
    ] as const)
      it(`ends ${what}`, async () => {
        expect(await codeOf(work())).to.equal(TIME);
      });

    it('is left to others while much is sorted, and while a long list of choices is looked through', async () => {
      const sorting = collection('many').aggregate([
        { $unwind: '$list' },
        { $project: { n: 1 } },
        { $sort: { n: -1 } },
        { $limit: 1 },
      ]);
      expect(await longestPing(sorting.toArray())).to.be.below(1000);
      const choices = Array.from({ length: 100_000 }, (_, n) => new BSON.Long(-n - 1));
      const looking = collection('many').find({ n: { $in: choices } });
      expect(await longestPing(looking.toArray())).to.be.below(2000);
    });
  });
});
