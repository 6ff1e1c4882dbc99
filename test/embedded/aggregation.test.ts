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
            { $project: { _id: 0, name: 1, t: '$o.title', x: { $multiply: ['$age', 2] } } },
          ],
        },
      },
    ]);
    expect(result.byName).to.have.length(10);
    expect(result.byName[0]).to.deep.equal({ _id: 'n0', n: 19, mean: 100, most: 190 });
    expect(result.total).to.deep.equal([{ n: 190 }]);
    expect(result.top).to.deep.equal([
      { name: 'n9', t: 'o1', x: 398 },
      { name: 'n8', t: 'o1', x: 396 },
    ]);
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
          },
        },
      ])
      .toArray();
    expect(day).to.deep.equal({
      utc: '2026-03-31',
      jakarta: '2026-04-01 01:30 +0700',
      month: new Date('2026-03-31T17:00:00Z'),
    });
  });

  it('keeps the types of numbers', async () => {
    const numbers = database.connection.collection('numbers');
    const { Double, Int32, Long } = (await import('mongodb')).BSON;
    await numbers.insertOne({
      i: new Int32(2147483647),
      l: Long.fromString('9007199254740993'),
      d: new Double(1),
    });
    const project = { _id: 0, widened: { $add: ['$i', 1] }, exact: { $add: ['$l', 1] }, double: { $add: ['$d', 1] } };
    const [sums] = await numbers
      .aggregate([{ $project: project }], { promoteValues: false, promoteLongs: false })
      .toArray();
    expect(sums).to.deep.equal({
      widened: Long.fromString('2147483648'),
      exact: Long.fromString('9007199254740994'),
      double: new Double(2),
    });
  });

  it('gathers what a group holds, each value once or all of them', async () => {
    const [group] = await people.Person.aggregate([
      { $sort: { age: 1 } },
      { $limit: 4 },
      {
        $group: {
          _id: { $cond: [{ $gte: ['$age', 0] }, 'all', 'none'] },
          ages: { $push: '$age' },
          halves: { $addToSet: { $cond: [{ $lt: ['$age', 2] }, 'low', 'high'] } },
          first: { $first: '$age' },
          least: { $min: '$age' },
        },
      },
    ]);
    expect(group).to.deep.equal({ _id: 'all', ages: [0, 1, 2, 3], halves: ['low', 'high'], first: 0, least: 0 });
  });
});
