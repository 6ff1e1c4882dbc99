import { expect } from 'chai';
import * as fc from 'fast-check';
import type { ClientSession, Collection } from 'mongodb';
import { errorOf, useEmbedded } from './a-database.ts';
import { SEED } from './any-value.ts';

const KEYS = [1, 2, 3];
const WRITERS = [0, 1, 2];
const WRITE_CONFLICT = 112;

type Values = Map<number, number>;

interface Step {
  writer: number;
  action: 'read' | 'write' | 'commit' | 'abort';
  key: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  writer: fc.constantFrom(...WRITERS),
  action: fc.constantFrom('read', 'read', 'write', 'write', 'write', 'commit', 'abort'),
  key: fc.constantFrom(...KEYS),
});

/** One transaction as snapshot isolation has it: it sees the state it began with, and its own writes. */
interface Open {
  snapshot: Values;
  /** How many commits there had been when it began. */
  beganAt: number;
  writes: Values;
}

/** Snapshot isolation in a few lines: the first to write a key wins. */
class Model {
  committed: Values = new Map(KEYS.map((key) => [key, 0]));
  private readonly open = new Map<number, Open>();
  private readonly changedAt = new Map<number, number>();
  private commits = 0;

  isOpen(writer: number): boolean {
    return this.open.has(writer);
  }

  read(writer: number, key: number): number | undefined {
    const { writes, snapshot } = this.begin(writer);
    return writes.get(key) ?? snapshot.get(key);
  }

  /** False when another transaction was first: then this one is over. */
  write(writer: number, key: number, value: number): boolean {
    const { writes, beganAt } = this.begin(writer);
    const isTaken = [...this.open].some(([other, { writes: theirs }]) => other !== writer && theirs.has(key));
    if (isTaken || (this.changedAt.get(key) ?? 0) > beganAt) {
      this.open.delete(writer);
      return false;
    }
    writes.set(key, value);
    return true;
  }

  end(writer: number, isCommit: boolean): void {
    const ended = this.open.get(writer);
    this.open.delete(writer);
    if (!ended || !isCommit) return;
    this.commits++;
    for (const [key, value] of ended.writes) {
      this.committed.set(key, value);
      this.changedAt.set(key, this.commits);
    }
  }

  private begin(writer: number): Open {
    const known = this.open.get(writer);
    if (known) return known;
    const begun = { snapshot: new Map(this.committed), beganAt: this.commits, writes: new Map<number, number>() };
    this.open.set(writer, begun);
    return begun;
  }
}

describe('the embedded database: transactions', () => {
  const database = useEmbedded();

  it('interleave as snapshot isolation says', async function () {
    this.timeout(60_000);
    const accounts = database.connection.db!.collection<{ _id: number; value: number }>('accounts');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        await accounts.deleteMany({});
        await accounts.insertMany(KEYS.map((key) => ({ _id: key, value: 0 })));
        await runSteps(accounts, steps);
      }),
      { numRuns: 60, seed: SEED },
    );
  });

  async function runSteps(accounts: Collection<{ _id: number; value: number }>, steps: Step[]): Promise<void> {
    const model = new Model();
    const sessions = WRITERS.map(() => database.connection.getClient().startSession());
    try {
      for (const [i, { writer, action, key }] of steps.entries()) {
        const value = i + 1;
        const session = sessions[writer] as ClientSession;
        if (!session.inTransaction()) session.startTransaction();
        if (action === 'read') {
          const found = await accounts.findOne({ _id: key }, { session });
          expect(found?.value).to.equal(model.read(writer, key));
        } else if (action === 'write') {
          const write = accounts.updateOne({ _id: key }, { $set: { value } }, { session });
          if (model.write(writer, key, value)) expect((await write).modifiedCount).to.equal(1);
          else {
            expect((await errorOf(write)).code).to.equal(WRITE_CONFLICT);
            await session.abortTransaction();
          }
        } else {
          model.end(writer, action === 'commit');
          await (action === 'commit' ? session.commitTransaction() : session.abortTransaction());
        }
      }
    } finally {
      for (const session of sessions) await session.endSession();
    }
    const left = await accounts.find().sort({ _id: 1 }).toArray();
    expect(new Map(left.map(({ _id, value }) => [_id, value]))).to.deep.equal(model.committed);
  }

  it('leave one document a value of a unique index, however many write at once', async function () {
    this.timeout(60_000);
    const seats = database.connection.db!.collection<{ _id: number; seat: number }>('seats');
    await seats.createIndex({ seat: 1 }, { unique: true });
    const wanted = fc.array(fc.nat({ max: 5 }), { minLength: 2, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(wanted, fc.boolean(), async (places, isMoved) => {
        await seats.deleteMany({});
        if (isMoved) await seats.insertMany(places.map((_, i) => ({ _id: i, seat: 100 + i })));
        const attempts = places.map((seat, _id) =>
          isMoved ? seats.updateOne({ _id }, { $set: { seat } }) : seats.insertOne({ _id, seat }),
        );
        const outcomes = await Promise.allSettled(attempts);
        const winners = places.filter((_, i) => outcomes[i]?.status === 'fulfilled');
        expect([...winners].sort()).to.deep.equal([...new Set(places)].sort());
        const held = (await seats.find({ seat: { $lt: 100 } }).toArray()).map(({ seat }) => seat);
        expect(held.sort()).to.deep.equal([...winners].sort());
        for (const outcome of outcomes)
          if (outcome.status === 'rejected') expect((outcome.reason as { code: number }).code).to.equal(11_000);
      }),
      { numRuns: 40, seed: SEED },
    );
  });
});
