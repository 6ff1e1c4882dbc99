/** How many single operations a second, beside ping. */
import type { Db } from 'mongodb';
import type { MeasuredServer } from '../server.ts';
import { addLearners, aLearner, type Learner } from './learners.ts';
import { measure } from './measure.ts';

const stored = 10_000;

export async function measureRates(server: MeasuredServer, db: Db, clients: number): Promise<void> {
  const learners = db.collection<Learner>('learners');
  await learners.createIndexes([{ key: { email: 1 }, unique: true }, { key: { course: 1, at: -1 } }]);
  const ids = await addLearners(learners, 0, stored);
  const any = (n: number) => (n * 7919) % stored;
  let added = stored;
  const operations: Record<string, (n: number) => Promise<unknown>> = {
    'findOne by _id': (n) => learners.findOne({ _id: ids[any(n)]! }),
    'findOne by unique index': (n) => learners.findOne({ email: `u${any(n)}@example.org` }),
    'find 20 by index, sorted': (n) =>
      learners
        .find({ course: n % 500 })
        .sort({ at: -1 })
        .limit(20)
        .toArray(),
    'insertOne, two secondary indexes': () => learners.insertOne(aLearner(added++)),
    'updateOne by _id': (n) => learners.updateOne({ _id: ids[any(n)]! }, { $inc: { score: 1 } }),
    'transaction of two updates': (n) =>
      db.client.withSession((session) =>
        session.withTransaction(async () => {
          await learners.updateOne({ _id: ids[any(n)]! }, { $inc: { score: 1 } }, { session });
          await learners.updateOne({ _id: ids[any(n + 5000)]! }, { $inc: { score: -1 } }, { session });
        }),
      ),
  };
  console.log(`\nOperations, ${clients} clients, ${stored} documents`);
  console.log('                                     /s   of ping   p50 ms   p99 ms   CPU µs');
  const ping = await measure(server, clients, () => db.command({ ping: 1 }));
  const show = (name: string, { perSecond, p50, p99, cpuMicros }: typeof ping) =>
    console.log(
      `${name.padEnd(33)}${perSecond.toFixed(0).padStart(7)}${(perSecond / ping.perSecond).toFixed(2).padStart(10)}` +
        `${p50.toFixed(2).padStart(9)}${p99.toFixed(2).padStart(9)}${cpuMicros.toFixed(0).padStart(9)}`,
    );
  show('ping', ping);
  for (const [name, operation] of Object.entries(operations)) show(name, await measure(server, clients, operation));
  show('ping again', await measure(server, clients, () => db.command({ ping: 1 })));
}
