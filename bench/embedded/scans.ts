/** What reading many documents costs, in processor time of the server a document, and how it holds up small reads. */
import type { Db } from 'mongodb';
import type { MeasuredServer } from '../server.ts';
import { addLearners, type Learner } from './learners.ts';
import { measure } from './measure.ts';

const many = 100_000;
const some = 10_000;

export async function measureScans(server: MeasuredServer, db: Db): Promise<void> {
  const all = db.collection<Learner>('all');
  const few = db.collection<Learner>('few');
  const ids = await addLearners(all, 0, many);
  await addLearners(few, 0, some);
  const perCourse = { _id: '$course', n: { $sum: 1 }, average: { $avg: '$score' } };
  const reads: Record<string, [documents: number, read: () => Promise<unknown>]> = {
    'full scan, nothing found': [many, () => all.find({ score: -1 }).toArray()],
    'full scan, two fields': [many, () => all.find({ score: 500, name: /^Student 9/ }).toArray()],
    'count by a field without index': [many, () => all.countDocuments({ score: { $lt: 500 } })],
    '$match and $group': [
      some,
      () => few.aggregate([{ $match: { score: { $gte: 0 } } }, { $group: perCourse }]).toArray(),
    ],
    'sort without index, first 10': [many, () => all.find().sort({ score: 1 }).limit(10).toArray()],
    'cursor over all, raw': [many, () => drained(all.find({}, { raw: true, batchSize: 1000 }))],
  };
  console.log('\nScans                          CPU µs a document   ms a scan');
  for (const [name, [documents, read]] of Object.entries(reads)) {
    const { cpuMicros, p50 } = await measure(server, 1, read, 2000);
    console.log(`${name.padEnd(33)}${(cpuMicros / documents).toFixed(2).padStart(15)}${p50.toFixed(0).padStart(12)}`);
  }
  const scanning = new AbortController();
  const scanner = (async () => {
    while (!scanning.signal.aborted) await all.find({ score: -1 }).toArray();
  })();
  const { p50, p99 } = await measure(server, 1, (n) => all.findOne({ _id: ids[(n * 7919) % many]! }));
  scanning.abort();
  await scanner;
  console.log(`findOne by _id while ${many} are scanned: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
}

async function drained(cursor: AsyncIterable<unknown>): Promise<void> {
  for await (const document of cursor) void document;
}
