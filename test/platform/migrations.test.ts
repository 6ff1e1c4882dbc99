import { expect } from 'chai';
import mongoose from 'mongoose';
import '../../src/features/accounts/index.ts';
import { migrations } from '../../src/migrations/index.ts';
import { ensureIndexes } from '../../src/platform/indexes.ts';
import { changeInBatches, migrate, type Migration, refuseNewer } from '../../src/platform/migrations.ts';
import { useDatabase } from '../support/database.ts';

const errorFrom = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => Promise.reject(new Error('was not refused')),
    (error: Error) => error,
  );
const things = () => mongoose.connection.db!.collection<{ _id: number; size?: number }>('migrated_things');

/** Counts its runs, and gives every thing without a size one. */
function sizes(name: string): Migration & { runs: number } {
  const migration = {
    name,
    runs: 0,
    run: (_db: unknown, progress: (changed: number) => void) => {
      migration.runs += 1;
      return changeInBatches(things(), { size: { $exists: false } }, ({ _id }) => ({ $set: { size: _id } }), progress);
    },
  };
  return migration;
}

describe('migrations', () => {
  useDatabase();
  beforeEach(async () => {
    await mongoose.connection.db!.collection('migrations').deleteMany({});
    await things().deleteMany({});
  });
  after(() => things().drop());

  it('change all documents once, in batches that are told', async () => {
    await things().insertMany(Array.from({ length: 1200 }, (_, _id) => (_id === 7 ? { _id, size: 1 } : { _id })));
    const migration = sizes('2026-11-01-sizes');
    const told: number[] = [];
    await migrate([migration], (_name, changed) => told.push(changed));
    expect(told).to.deep.equal([500, 1000, 1199]);
    expect(await things().findOne({ _id: 7 })).to.deep.equal({ _id: 7, size: 1 });
    expect(await things().countDocuments({ $expr: { $eq: ['$_id', '$size'] } })).to.equal(1199);
    await migrate([migration]);
    expect(migration.runs).to.equal(1);
  });

  it('run once when several processes start at once', async () => {
    const migration = sizes('2026-11-01-sizes');
    await Promise.all(Array.from({ length: 8 }, () => migrate([migration])));
    expect(migration.runs).to.equal(1);
  });

  it('go on where a process stopped', async () => {
    const [first, second] = [sizes('2026-11-01-a'), sizes('2026-11-02-b')];
    const broken = { name: second.name, run: () => Promise.reject(new Error('power cut')) };
    expect((await errorFrom(migrate([first, broken]))).message).to.equal('power cut');
    await migrate([first, second]);
    expect([first.runs, second.runs]).to.deep.equal([1, 1]);
  });

  it('of a newer release refuse an older program, with a sentence', async () => {
    await migrate([sizes('2026-11-01-a'), sizes('2099-01-01-newer')]);
    const refusal = await errorFrom(migrate([sizes('2026-11-01-a')]));
    expect(refusal.message).to.contain('newer release of Layar (2099-01-01-newer)');
    expect(await errorFrom(refuseNewer([sizes('2026-11-01-a')]))).to.deep.equal(refusal);
    await refuseNewer([sizes('2026-11-01-a'), sizes('2099-01-01-newer')]);
  });

  it('are named by their day, in order, each once', () => {
    const names = migrations.map(({ name }) => name);
    for (const name of names) expect(name).to.match(/^20\d\d-[01]\d-[0-3]\d-[a-z-]+$/);
    expect(names).to.deep.equal([...new Set(names)].sort());
  });
});

describe('indexes', () => {
  useDatabase();
  before(ensureIndexes);

  it('that no model declares are dropped at a start, all others stay', async () => {
    const accounts = mongoose.connection.db!.collection('accounts');
    const before = await accounts.indexes();
    await accounts.createIndex({ name: 1 }, { unique: true });
    await ensureIndexes();
    expect(await accounts.indexes()).to.deep.equal(before);
  });
});
