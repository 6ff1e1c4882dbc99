import { expect } from 'chai';
import { useEmbedded } from './a-database.ts';
import { somePeople, type People } from './people.ts';

describe('the embedded database: aggregation', () => {
  const database = useEmbedded();
  let people: People;
  before(async () => {
    people = await somePeople(database.connection);
  });

  it('joins, unwinds, groups, sorts and projects in facets', async () => {
    const [result] = await people.Person.aggregate([
      { $match: { age: { $gte: 10 } } },
      { $lookup: { from: 'orgs', localField: 'org', foreignField: '_id', as: 'o' } },
      { $unwind: { path: '$o', preserveNullAndEmptyArrays: true } },
      {
        $facet: {
          byName: [
            { $group: { _id: '$name', n: { $sum: 1 }, mean: { $avg: '$age' }, most: { $max: '$age' } } },
            { $sort: { _id: 1 } },
          ],
          total: [{ $count: 'n' }],
          top: [
            { $sort: { age: -1 } },
            { $limit: 2 },
            { $project: { _id: 0, name: 1, t: '$o.title', x: { $concat: ['$name', '-', { $toString: '$age' }] } } },
          ],
        },
      },
    ]);
    expect(result.byName).to.have.length(10);
    expect(result.byName[0]).to.deep.equal({ _id: 'n0', n: 19, mean: 100, most: 190 });
    expect(result.total).to.deep.equal([{ n: 190 }]);
    expect(result.top).to.deep.equal([
      { name: 'n9', t: 'o1', x: 'n9-199' },
      { name: 'n8', t: 'o1', x: 'n8-198' },
    ]);
  });

  it('joins by a pipeline with variables', async () => {
    const [result] = await people.Org.aggregate([
      {
        $lookup: {
          from: 'people',
          let: { o: '$_id' },
          pipeline: [
            { $match: { $expr: { $and: [{ $eq: ['$org', '$$o'] }, { $gt: ['$age', 190] }] } } },
            { $count: 'n' },
          ],
          as: 'c',
        },
      },
    ]);
    expect(result.c).to.deep.equal([{ n: 9 }]);
  });

  it('prints dates and truncates them, in a time zone too', async () => {
    const days = database.connection.collection('days');
    await days.insertOne({ at: new Date('2026-03-31T18:30:00Z') });
    const [day] = await days
      .aggregate([
        {
          $project: {
            _id: 0,
            utc: { $dateToString: { format: '%Y-%m-%d', date: '$at' } },
            jakarta: { $dateToString: { format: '%Y-%m-%d %H:%M %z', date: '$at', timezone: 'Asia/Jakarta' } },
            month: { $dateTrunc: { date: '$at', unit: 'month', timezone: 'Asia/Jakarta' } },
            parts: { $month: { date: '$at', timezone: 'Asia/Jakarta' } },
          },
        },
      ])
      .toArray();
    expect(day).to.deep.equal({
      utc: '2026-03-31',
      jakarta: '2026-04-01 01:30 +0700',
      month: new Date('2026-03-31T17:00:00Z'),
      parts: 4,
    });
  });

  it('keeps the types of numbers', async () => {
    const numbers = database.connection.collection('numbers');
    const { Double, Int32, Long, Decimal128 } = (await import('mongodb')).BSON;
    await numbers.insertOne({
      i: new Int32(2147483647),
      l: Long.fromString('9007199254740993'),
      d: new Double(1),
      m: Decimal128.fromString('0.1'),
    });
    const [sums] = await numbers
      .aggregate(
        [
          {
            $project: {
              _id: 0,
              widened: { $type: { $add: ['$i', 1] } },
              exact: { $toString: { $add: ['$l', 1] } },
              double: { $type: { $add: ['$d', 1] } },
              decimal: { $toString: { $add: ['$m', 1] } },
            },
          },
        ],
        { promoteValues: true },
      )
      .toArray();
    expect(sums).to.deep.equal({ widened: 'long', exact: '9007199254740994', double: 'double', decimal: '1.1' });
  });

  it('unites, counts and buckets', async () => {
    const united = await people.Org.aggregate([
      { $unionWith: { coll: 'people', pipeline: [{ $limit: 3 }] } },
      { $count: 'n' },
    ]);
    expect(united).to.deep.equal([{ n: 4 }]);
    const buckets = await people.Person.aggregate([
      { $bucket: { groupBy: '$age', boundaries: [0, 100, 150], default: 'older', output: { n: { $sum: 1 } } } },
    ]);
    expect(buckets).to.deep.equal([
      { _id: 0, n: 100 },
      { _id: 100, n: 50 },
      { _id: 'older', n: 50 },
    ]);
    const [most] = await people.Person.aggregate([{ $sortByCount: '$tags' }]);
    expect(most).to.deep.equal({ _id: ['t0'], count: 67 });
  });
});
