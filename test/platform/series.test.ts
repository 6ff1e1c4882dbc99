import { expect } from 'chai';
import mongoose from 'mongoose';
import { transaction } from '../../src/platform/database.ts';
import { nextNumber, openSeries, takeNumber } from '../../src/platform/series.ts';
import { numberIn, seriesOf } from '../../src/platform/series.rules.ts';
import { oneCounter } from '../../src/migrations/2026-11-30-one-counter.ts';
import { emptyCollections, useDatabase } from '../support/database.ts';

const at = new Date('2026-12-31T16:59:59Z');
const midnight = new Date('2026-12-31T17:00:00Z');

describe('numbers in series', () => {
  useDatabase();
  beforeEach(emptyCollections);

  it('are counted by the year in WIB, with as many digits as are asked for', () => {
    expect([seriesOf('UK', at), seriesOf('UK', midnight)]).to.deep.equal(['UK-2026', 'UK-2027']);
    expect([numberIn('UK-2026', 1), numberIn('PD-2026', 42, 5), numberIn('UK-2026', 12_345)]).to.deep.equal([
      'UK-2026-0001',
      'PD-2026-00042',
      'UK-2026-12345',
    ]);
  });

  it('are each given once, the first ones too, whoever asks at the same time', async () => {
    const given = await Promise.all(Array.from({ length: 12 }, () => nextNumber('UK', at)));
    expect(given.sort()).to.deep.equal(Array.from({ length: 12 }, (_, index) => numberIn('UK-2026', index + 1)));
    expect(await nextNumber('BA', at)).to.equal('BA-2026-0001');
    expect(await nextNumber('UK', midnight)).to.equal('UK-2027-0001');
  });

  it('are given back when their transaction is given up', async () => {
    await Promise.all([openSeries('LYR-2026'), openSeries('LYR-2026')]);
    const given = transaction(async (session) => {
      expect(await takeNumber('LYR-2026', session)).to.equal('LYR-2026-0001');
      throw new Error('given up');
    });
    expect(String(await given.catch((error: unknown) => error))).to.include('given up');
    expect(await transaction((session) => takeNumber('LYR-2026', session))).to.equal('LYR-2026-0001');
  });

  it('of before go on where they were, and none is given twice', async () => {
    const db = mongoose.connection.db!;
    const old = (last: number) =>
      db.collection<{ _id: string }>('receipt_counters').insertOne({ _id: '2026', last } as never);
    const run = () => oneCounter.run(db, () => {});
    await old(7);
    expect([await run(), await run()]).to.deep.equal([1, 0]);
    expect(await nextNumber('PD', at, 5)).to.equal('PD-2026-00008');
    await old(7);
    await run();
    expect(await nextNumber('PD', at, 5)).to.equal('PD-2026-00009');
  });
});
