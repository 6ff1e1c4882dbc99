import { expect } from 'chai';
import { BSON } from 'mongodb';
import { ACCUMULATORS } from '../../src/embedded/aggregation/accumulators/table.ts';
import { EXPRESSIONS } from '../../src/embedded/expressions/table.ts';
import { STAGES } from '../../src/embedded/aggregation/stages/table.ts';
import { GENERIC } from '../../src/embedded/commands/arguments.ts';
import { COMMANDS } from '../../src/embedded/commands/table.ts';
import { FIELD_OPERATORS } from '../../src/embedded/query/field-operators.ts';
import { TOP_LEVEL_OPERATORS } from '../../src/embedded/query/filter.ts';
import { MODIFIERS } from '../../src/embedded/update/modifiers.ts';
import { errorOf, useEmbedded } from './a-database.ts';
import { OFFERED_COMMANDS, OFFERED_FIELDS, OFFERED_KINDS } from './offered.ts';

describe('what the embedded database offers', () => {
  const database = useEmbedded();
  const GREETINGS = new Set(['hello', 'ismaster']);
  /** The options by which `create` would make a collection of another kind are known, and refused. */
  const optionsOf = (name: string): string[] =>
    name === 'create' ? [] : Object.keys(COMMANDS[name]!.arguments).sort();

  it('are the options of any command of its README', () => {
    expect(Object.keys(GENERIC).sort()).to.deep.equal(OFFERED_FIELDS.get('any command')?.toSorted());
  });

  it('are the commands of its README, with their options', () => {
    expect(Object.keys(COMMANDS).sort()).to.deep.equal([...OFFERED_COMMANDS.keys()].sort());
    for (const [name, options] of OFFERED_COMMANDS)
      if (!GREETINGS.has(name)) expect(optionsOf(name), name).to.deep.equal(options.toSorted());
  });

  for (const [kind, table] of Object.entries({
    stages: STAGES,
    accumulators: ACCUMULATORS,
    expressions: EXPRESSIONS,
    'conditions of a field': FIELD_OPERATORS,
    'conditions of a document': TOP_LEVEL_OPERATORS,
    updates: MODIFIERS,
  }))
    it(`are the ${kind} of its README`, () => {
      expect(Object.keys(table).sort()).to.deep.equal(OFFERED_KINDS.get(kind)?.toSorted());
    });

  it('is no more than that: what MongoDB has beside it is refused', async () => {
    const db = database.connection.db!;
    const things = db.collection('things');
    await things.insertOne({ n: 1, list: [1] });
    const { Decimal128, BSONSymbol, Code, MinKey, MaxKey } = BSON;
    const code = new Code('a');
    const foreign = [
      Decimal128.fromString('1'),
      new BSONSymbol('a'),
      code,
      new Code('a', {}),
      new MinKey(),
      new MaxKey(),
    ];
    const attempts: (() => Promise<unknown>)[] = [
      () => db.command({ explain: { find: 'things' } }),
      () => db.command({ killAllSessions: [] }),
      () => db.command({ find: 'things', let: { a: 1 } }),
      () => db.command({ find: 'things', allowDiskUse: true }),
      () => db.createCollection('judged', { validator: { n: 1 } }),
      () => things.createIndex({ n: 1 }, { hidden: true }),
      () => things.aggregate([{ $graphLookup: {} }]).toArray(),
      () => things.aggregate([{ $addFields: { a: 1 } }]).toArray(),
      () => things.aggregate([{ $project: { a: { $reduce: { input: [1], initialValue: 0, in: 1 } } } }]).toArray(),
      () => things.aggregate([{ $group: { _id: null, a: { $last: '$n' } } }]).toArray(),
      () => things.aggregate([{ $project: { a: '$$NOW' } }]).toArray(),
      () => things.find({ n: { $type: 'int' } }).toArray(),
      () => things.find({ $comment: 'x' }).toArray(),
      () => things.find({ n: { $regex: 'x' } }).toArray(),
      () => things.find({}, { collation: { locale: 'id' } }).toArray(),
      () => things.find({}, { hint: { n: 1 } }).toArray(),
      () => things.find().sort({ $natural: -1 }).toArray(),
      () => things.countDocuments({ $nor: [{ n: 2 }] }),
      () => things.createIndex({ n: 1 }, { collation: { locale: 'id' } }),
      () => db.createCollection('compared', { collation: { locale: 'id' } }),
      ...foreign.map((value) => () => things.insertOne({ value })),
      () => things.find({}, { projection: { list: { $slice: 1 } } }).toArray(),
      () => things.updateOne({}, { $addToSet: { list: 2 } }),
      () => things.updateOne({}, [{ $set: { n: 2 } }]),
      () => things.updateOne({}, { $set: { 'list.$[]': 2 } }),
      () => things.updateOne({}, { $push: { list: { $each: [1], $position: 0 } } } as object),
    ];
    for (const attempt of attempts) await errorOf(attempt());
    expect(await things.find({}, { projection: { _id: 0 } }).toArray()).to.deep.equal([{ n: 1, list: [1] }]);
  });
});
