/** How many single operations a second, beside ping: measured before and after, since a machine has other things to do. */
import type { Db } from 'mongodb';
import type { MeasuredServer } from '../server.ts';
import { addLearners, aLearner, type Learner } from './learners.ts';
import { measure, type Measured } from './measure.ts';

const stored = 10_000;
const pingMs = 1500;

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
  console.log(`\nOperations, ${clients} clients, ${stored} documents; ping before and after each`);
  console.log('                                     /s   of ping   p50 ms   p99 ms   CPU µs');
  const ping = () => measure(server, clients, () => db.command({ ping: 1 }), pingMs);
  const show = (name: string, { perSecond, p50, p99, cpuMicros }: Measured, pings: number) =>
    console.log(
      `${name.padEnd(33)}${perSecond.toFixed(0).padStart(7)}${(perSecond / pings).toFixed(2).padStart(10)}` +
        `${p50.toFixed(2).padStart(9)}${p99.toFixed(2).padStart(9)}${cpuMicros.toFixed(0).padStart(9)}`,
    );
  // Each runs once unmeasured, ping as well, so that both sides have compiled what they run.
  await ping();
  for (const operation of Object.values(operations)) await measure(server, clients, operation, pingMs);
  let before = await ping();
  show('ping', before, before.perSecond);
  for (const [name, operation] of Object.entries(operations)) {
    const measured = await measure(server, clients, operation);
    const after = await ping();
    show(name, measured, (before.perSecond + after.perSecond) / 2);
    before = after;
  }
}
