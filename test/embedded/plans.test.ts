import { expect } from 'chai';
import * as fc from 'fast-check';
import { encodeDocument } from '../../src/embedded/bson/encode.ts';
import { documentOf, type Document, type Value } from '../../src/embedded/bson/value.ts';
import { select, type Selection } from '../../src/embedded/plans/executor.ts';
import { compileFilter } from '../../src/embedded/query/filter.ts';
import { planQuery } from '../../src/embedded/plans/planner.ts';
import { compareSortKeys, parseSort, sortKey } from '../../src/embedded/query/sort.ts';
import { decodeDocument } from '../../src/embedded/bson/decode.ts';
import { addIndexes } from '../../src/embedded/storage/index-build.ts';
import { insertRecord } from '../../src/embedded/storage/records.ts';
import { Storage } from '../../src/embedded/storage/storage.ts';
import type { Collection } from '../../src/embedded/storage/collection.ts';
import { aFolder } from './a-database.ts';
import { SEED } from './any-value.ts';

const RUNS = { numRuns: 150, seed: SEED };
const FIELDS = ['a', 'b', 'c'];

const small = fc.constantFrom<Value>(0, 1, 2, 2.5, 3n, null, 'x', 'y', 'long'.repeat(600));
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 5, arbitrary: small },
  { weight: 1, arbitrary: fc.array(small, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.array(
      small.map((x): Value => documentOf({ k: x })),
      { maxLength: 2 },
    ),
  },
);
const document = fc.dictionary(fc.constantFrom(...FIELDS), value).map((fields) => documentOf({ ...fields }));

const path = fc.constantFrom('a', 'b', 'c', 'a.k', 'b.k');
const condition: fc.Arbitrary<Value> = fc.oneof(
  small,
  small.map((x) => documentOf({ $eq: x })),
  fc.array(small, { minLength: 1, maxLength: 3 }).map((list) => documentOf({ $in: list })),
  fc.tuple(fc.constantFrom('$gt', '$gte'), small).map(([operator, x]) => documentOf({ [operator]: x })),
  fc
    .tuple(fc.constantFrom('$lt', '$lte'), small, small)
    .map(([operator, x, y]) => documentOf({ [operator]: x, $gte: y })),
  small.map((x) => documentOf({ $elemMatch: documentOf({ k: x }) })),
);
const clause = fc.dictionary(path, condition, { maxKeys: 2 }).map((fields) => documentOf({ ...fields }));
const filter = fc.oneof(
  { weight: 4, arbitrary: clause },
  { weight: 1, arbitrary: fc.array(clause, { minLength: 1, maxLength: 2 }).map((list) => documentOf({ $or: list })) },
);
const index = fc
  .tuple(
    fc.uniqueArray(path, { minLength: 1, maxLength: 3 }),
    fc.array(fc.constantFrom(1, -1), { minLength: 3, maxLength: 3 }),
    fc.boolean(),
  )
  .map(([paths, directions, isSparse]) => {
    const key: Document = new Map(paths.map((one, i) => [one, directions[i] as number]));
    return documentOf({ v: 2, key, name: JSON.stringify([...key]), ...(isSparse ? { sparse: true } : {}) });
  });
const order = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'a.k'), fc.constantFrom(1, -1)), {
  maxLength: 2,
  selector: ([one]) => one,
});

describe('the query planner', () => {
  it('finds with indexes what a full scan finds, in the order asked for', async () => {
    const folder = await aFolder();
    const storage = new Storage(folder.directory);
    let runs = 0;
    const property = fc.asyncProperty(
      fc.array(document, { maxLength: 12 }),
      fc.uniqueArray(index, { maxLength: 3, selector: (spec) => spec.get('name') }),
      filter,
      order,
      async (documents, specs, wanted, sort) => {
        const collection = await aCollection(storage, `t.c${++runs}`, documents, specs);
        const selection: Selection = { filter: wanted, sort: new Map(sort) };
        const found = ids(storage, collection, selection);
        const scanned = scannedIds(storage, collection, wanted);
        expect([...found].sort()).to.deep.equal([...scanned].sort());
        expectOrder(found, documents, selection);
      },
    );
    try {
      await fc.assert(property, RUNS);
    } finally {
      await storage.close();
      await folder.remove();
    }
  }).timeout(120_000);

  it('serves equality, lists, ranges, alternatives and order with an index', async () => {
    const folder = await aFolder();
    const storage = new Storage(folder.directory);
    try {
      const specs = [anIndex({ a: 1, b: 1 }), anIndex({ c: 1 })];
      const collection = await aCollection(storage, 't.plans', [], specs);
      const kindOf = (filter: Document): string => planQuery(collection, { filter }).kind;
      const within = (operator: string, operand: Value): Document => documentOf({ [operator]: operand });
      for (const filter of [
        { a: 1 },
        { a: within('$in', [1, 2]) },
        { a: 3, b: within('$gt', 50) },
        { c: within('$lte', -5) },
      ])
        expect(kindOf(documentOf(filter))).to.equal('index');
      expect(kindOf(documentOf({ $or: [documentOf({ a: 1 }), documentOf({ c: -7 })] }))).to.equal('union');
      expect(kindOf(documentOf({ d: 1 }))).to.equal('collection');
      const sort = parseSort(documentOf({ b: -1 }));
      expect(planQuery(collection, { filter: documentOf({ a: 3 }), sort })).to.include({
        isSorted: true,
        isReverse: true,
      });
    } finally {
      await storage.close();
      await folder.remove();
    }
  });
});

function anIndex(key: Record<string, number>): Document {
  return documentOf({ v: 2, key: documentOf(key), name: Object.keys(key).join() });
}

async function aCollection(
  storage: Storage,
  namespace: string,
  documents: Document[],
  specs: Document[],
): Promise<Collection> {
  const made = await storage.write((view) => {
    const collection = storage.catalog.create(view, namespace);
    documents.forEach((one, _id) =>
      insertRecord(
        view,
        collection,
        one,
        encodeDocument(new Map<string, Value>([['_id', _id], ...one.set('_id', _id)])),
      ),
    );
    return collection;
  });
  for (const spec of specs)
    await addIndexes(storage, made, () => [spec]).catch((error: { code: number }) =>
      expect(error.code, 'parallel arrays').to.equal(171),
    );
  return made;
}

function ids(storage: Storage, collection: Collection, selection: Selection): number[] {
  const matches = [...select(storage.committed, collection, selection)].filter((match) => match !== undefined);
  return matches.map(({ bytes }) => decodeDocument(bytes).get('_id') as number);
}

/** What matches among all that there is: no index is asked. */
function scannedIds(storage: Storage, collection: Collection, filter: Document): number[] {
  const matches = compileFilter(filter);
  const all = [...select(storage.committed, collection, { filter: new Map() })].filter((match) => match !== undefined);
  const documents = all.map(({ bytes }) => decodeDocument(bytes)).filter((document) => matches(document));
  return documents.map((document) => document.get('_id') as number);
}

function expectOrder(found: number[], documents: Document[], { sort }: Selection): void {
  const parts = parseSort(sort ?? new Map());
  const keys = found.map((id) => sortKey(documents[id] as Document, parts));
  for (let i = 1; i < keys.length; i++)
    expect(compareSortKeys(keys[i - 1] as Value[], keys[i] as Value[], parts)).to.be.at.most(0);
}
