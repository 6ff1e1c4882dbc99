import { expect } from 'chai';
import * as fc from 'fast-check';
import { open } from 'lmdb';
import { numberBytes, rangeOf, recordKey } from '../../src/embedded/storage/keyspace.ts';
import { copyOf } from '../../src/embedded/storage/lmdb-file.ts';
import { Store, type Snapshot } from '../../src/embedded/storage/store.ts';
import { aFolder } from './a-database.ts';
import { SEED } from './any-value.ts';

/** Numbers at whose end carries happen when a range is bounded. */
const NUMBERS = [1, 2, 254, 255, 256, 65_535];
const RECORDS = [1, 2, 3, 255];

type Entries = Map<string, string>;

interface Step {
  action: 'write' | 'remove' | 'forget' | 'hold' | 'release';
  at: number;
  record: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  action: fc.constantFrom('write', 'write', 'write', 'remove', 'forget', 'hold', 'release'),
  at: fc.nat({ max: NUMBERS.length - 1 }),
  record: fc.constantFrom(...RECORDS),
});

/** What a store says, read forwards, backwards and one by one. */
function entriesOf(store: Store, number: number, snapshot?: Snapshot): Entries {
  const range = rangeOf(numberBytes(number));
  const read = (isReverse: boolean): [string, string][] =>
    Array.from(
      store.range(range, { isReverse, isAfterStart: false, limit: 100 }, snapshot),
      ({ key, value }): [string, string] => [key.copy().toString('hex'), copyOf(value).toString('latin1')],
    );
  const forwards = read(false);
  expect(read(true).reverse()).to.deep.equal(forwards);
  for (const record of RECORDS) {
    const key = recordKey(number, record);
    const value = store.get(key, snapshot)?.toString('latin1');
    expect(value).to.equal(new Map(forwards).get(key.toString('hex')));
  }
  return new Map(forwards);
}

/** Does the steps to a new store and to a model of it, and compares them after each. */
async function compare(directory: string, steps: Step[]): Promise<void> {
  const store = new Store(directory);
  const model = new Map<number, Entries>(NUMBERS.map((number) => [number, new Map()]));
  let held: { snapshot: Snapshot; model: Map<number, Entries> } | undefined;
  const matches = (number: number, entries: Entries, snapshot?: Snapshot) =>
    expect(entriesOf(store, number, snapshot)).to.deep.equal(new Map([...entries].sort()));
  for (const [i, { action, at, record }] of steps.entries()) {
    const number = NUMBERS[at] as number;
    const entries = model.get(number);
    if (action === 'hold')
      held ??= { snapshot: store.snapshot(), model: new Map([...model].map(([n, all]) => [n, new Map(all)])) };
    else if (action === 'release') {
      held?.snapshot.release();
      held = undefined;
    } else if (action === 'forget') {
      if (model.delete(number)) store.forget(number);
    } else {
      // Beside what somebody may write too late, there is always a write that counts.
      const key = recordKey(number, record);
      await store.commit([
        [key, action === 'write' ? Buffer.from(`${i}`) : null],
        [recordKey(7, 1), Buffer.from(`${i}`)],
      ]);
      if (action === 'write') entries?.set(key.toString('hex'), `${i}`);
      else entries?.delete(key.toString('hex'));
      expect(store.get(recordKey(7, 1))?.toString()).to.equal(`${i}`);
    }
    for (const [n, all] of model) matches(n, all);
    for (const [n, all] of held?.model ?? []) matches(n, all, held?.snapshot);
  }
  held?.snapshot.release();
  // What is forgotten goes with the next write.
  await store.commit([[recordKey(7, 1), Buffer.from('last')]]);
  for (const number of store.numbers) expect([7, ...model.keys()]).to.include(number);
  await store.close();
  const again = new Store(directory);
  for (const number of NUMBERS)
    expect(entriesOf(again, number)).to.deep.equal(new Map([...(model.get(number) ?? [])].sort()));
  await again.close();
}

describe('the store', () => {
  it('keeps what is written to each database, and a snapshot what was there, also while others go', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const folder = await aFolder();
        try {
          await compare(folder.directory, steps);
        } finally {
          await folder.remove();
        }
      }),
      { numRuns: 40, seed: SEED },
    );
  });

  it('refuses files of the earlier layout, and leaves them as they are', async () => {
    const folder = await aFolder();
    const options = { path: folder.directory, noSubdir: false, keyEncoding: 'binary', encoding: 'binary' } as const;
    const earlier = open<Buffer, Buffer>(options);
    await earlier.put(Buffer.from('Clayar.learners'), Buffer.from('entry'));
    await earlier.close();
    expect(() => new Store(folder.directory)).to.throw(/earlier version.*export them with that version/);
    const again = open<Buffer, Buffer>(options);
    expect(again.get(Buffer.from('Clayar.learners'))?.toString()).to.equal('entry');
    await again.close();
    await folder.remove();
  });
});
