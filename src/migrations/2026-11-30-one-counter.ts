/** Numbers of all series are counted in one collection; until now each kind had its own. */
import type { Db } from 'mongodb';
import type { Migration } from '../platform/migrations.ts';

type Counter = { _id: string; last: number; createdAt?: Date; updatedAt?: Date };

/** Applications were counted by the year alone. */
const kinds: readonly [collection: string, seriesOf: (id: string) => string][] = [
  ['receipt_counters', (year) => `PD-${year}`],
  ['assessment_counters', (series) => series],
  ['certificate_counters', (series) => series],
];

export const oneCounter: Migration = {
  name: '2026-11-30-one-counter',
  run: async (db: Db, progress) => {
    let moved = 0;
    for (const [name, seriesOf] of kinds) {
      for (const { _id, last, ...rest } of await db.collection<Counter>(name).find().toArray()) {
        // A number that was given is never given again, also when this was done before and the old counter came back.
        const update = { $max: { last }, $setOnInsert: rest };
        await db.collection<Counter>('series_counters').updateOne({ _id: seriesOf(_id) }, update, { upsert: true });
        moved += 1;
      }
      if (await db.listCollections({ name }).hasNext()) await db.collection(name).drop();
      progress(moved);
    }
    return moved;
  },
};
