/** The documents of the benchmark: some 450 bytes each, as a learner's record has. */
import { type Collection, type Document, ObjectId } from 'mongodb';

export type Learner = Document & { _id: ObjectId; email: string; course: number; score: number };

export function aLearner(n: number): Learner {
  return {
    _id: new ObjectId(),
    email: `u${n}@example.org`,
    course: n % 500,
    name: `Student ${n}`,
    score: (n * 7919) % 1000,
    tags: [`a${n % 7}`, `b${n % 11}`],
    body: 'x'.repeat(250),
    at: new Date(1.7e12 + n * 1000),
  };
}

const atOnce = 1000;

/** Inserts learners numbered from one number to below another and gives back their ids. */
export async function addLearners(collection: Collection<Learner>, from: number, to: number): Promise<ObjectId[]> {
  const ids: ObjectId[] = [];
  for (let n = from; n < to; n += atOnce) {
    const learners = Array.from({ length: Math.min(atOnce, to - n) }, (_, i) => aLearner(n + i));
    await collection.insertMany(learners);
    ids.push(...learners.map(({ _id }) => _id));
  }
  return ids;
}
