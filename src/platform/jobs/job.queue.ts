/** Putting work on the queue, and letting the workers of this process know at once. */
import { EventEmitter } from 'node:events';
import type { ClientSession } from 'mongoose';
import { now } from '../clock.ts';
import { isDuplicate } from '../database.ts';
import type { JobKind, Jobs } from './index.ts';
import { Job } from './job.model.ts';
import { findJobDefinition } from './job.registry.ts';

export type EnqueueOptions = Readonly<{
  /** A second job with this key is not made while the first is remembered: a week after it is done, for ever when dead. */
  uniqueKey?: string;
  /** Not before this moment; at once unless said. */
  runAt?: Date;
}>;

const arrivals = new EventEmitter();
const awaited = new WeakSet<ClientSession>();

/** Adds a job. With a session it exists only if that transaction commits. */
export async function enqueue<Kind extends JobKind>(
  kind: Kind,
  payload: Jobs[Kind],
  { uniqueKey, runAt = now() }: EnqueueOptions = {},
  session?: ClientSession,
): Promise<void> {
  findJobDefinition(kind);
  const job = { kind, payload: JSON.stringify(payload), state: 'waiting' as const, dueAt: runAt, attempts: 0 };
  // By the driver itself: the job is typed, and most changes in the system pay for a delivery or two.
  if (uniqueKey === undefined) await Job.collection.insertOne({ ...job, createdAt: now() }, session ? { session } : {});
  else await insertOnce(uniqueKey, job, session);
  announce(session);
}

/** An insert that fails would end the caller's transaction, so a job that exists already is left as it is instead. */
async function insertOnce(uniqueKey: string, job: object, session?: ClientSession): Promise<void> {
  try {
    await Job.updateOne({ uniqueKey }, { $setOnInsert: job }, { upsert: true, ...(session ? { session } : {}) });
  } catch (error) {
    if (session || !isDuplicate(error)) throw error;
  }
}

/** What a transaction has written is there to be taken only once its session has ended. */
export function announce(session?: ClientSession): void {
  if (!session) {
    arrivals.emit('job');
  } else if (!awaited.has(session)) {
    awaited.add(session);
    session.once('ended', () => arrivals.emit('job'));
  }
}

/** Calls back whenever this process has added a job; returns the way to stop. */
export function onArrival(wake: () => void): () => void {
  arrivals.on('job', wake);
  return () => arrivals.off('job', wake);
}
