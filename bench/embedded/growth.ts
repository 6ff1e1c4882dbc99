/** Whether operations cost the same in a large collection as in a small one, and what memory and an index of a large one take. */
import { type Db, ObjectId } from 'mongodb';
import type { MeasuredServer } from '../server.ts';
import { measure, residentMegabytes } from './measure.ts';

const atOnce = 2000;
const secondsEach = 1500;

type Small = { _id: ObjectId; n: number; group: number };

export async function measureGrowth(server: MeasuredServer, db: Db, clients: number, largest: number): Promise<void> {
  const small = db.collection<Small>('small');
  await small.createIndex({ group: 1 });
  const ids: ObjectId[] = [];
  let next = 0;
  const one = (): Small => ({ _id: new ObjectId(), n: next, group: Math.floor(next++ / 10) });
  console.log(`\nGrowth, ${clients} clients: operations a second (CPU µs each)`);
  console.log(' documents     findOne by _id   find 10 by index          insertOne');
  for (const size of [1000, 10_000, 100_000, 1_000_000].filter((size) => size <= largest)) {
    for (let missing = size - next; missing > 0; missing -= atOnce) {
      const documents = Array.from({ length: Math.min(atOnce, missing) }, one);
      await small.insertMany(documents);
      for (const { _id } of documents) ids.push(_id);
    }
    const any = (n: number) => (n * 7919) % ids.length;
    const measured = [
      await measure(server, clients, (n) => small.findOne({ _id: ids[any(n)]! }), secondsEach),
      await measure(server, clients, (n) => small.find({ group: Math.floor(any(n) / 10) }).toArray(), secondsEach),
      await measure(server, clients, () => small.insertOne(one()), secondsEach),
    ];
    const cells = measured.map(({ perSecond, cpuMicros }) => `${perSecond.toFixed(0)} (${cpuMicros.toFixed(0)})`);
    console.log(`${String(size).padStart(10)}${cells.map((cell) => cell.padStart(19)).join('')}`);
  }
  let read = 0;
  let highest = residentMegabytes(server.pid);
  for await (const _document of small.find({}, { raw: true, batchSize: atOnce }))
    if (++read % 50_000 === 0) {
      const now = residentMegabytes(server.pid);
      if (now.all > highest.all) highest = now;
    }
  console.log(
    `cursor over ${read}: ${highest.all.toFixed(0)} MB resident at most, ` +
      `${highest.own.toFixed(0)} MB without mapped files`,
  );
  const building = new AbortController();
  let longestMs = 0;
  const pinging = (async () => {
    while (!building.signal.aborted) {
      const asked = performance.now();
      await db.command({ ping: 1 });
      longestMs = Math.max(longestMs, performance.now() - asked);
    }
  })();
  const started = performance.now();
  await small.createIndex({ n: 1 }, { unique: true });
  building.abort();
  await pinging;
  console.log(
    `unique index over them: ${((performance.now() - started) / 1000).toFixed(1)} s, ` +
      `${residentMegabytes(server.pid).own.toFixed(0)} MB without mapped files; a ping waited ${longestMs.toFixed(0)} ms at most`,
  );
}
