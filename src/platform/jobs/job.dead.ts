/** The jobs that were given up, for a person to look at and send round again. */
import mongoose from 'mongoose';
import { now } from '../clock.ts';
import { announce } from './job.queue.ts';
import { Job, type JobDocument } from './job.model.ts';

const pageSize = 20;

export type DeadJob = Readonly<{ id: string; kind: string; attempts: number; lastError: string; diedAt: Date }>;

/** The latest first; `page` counts from 1. */
export async function listDeadJobs(page: number): Promise<{ jobs: DeadJob[]; total: number; pages: number }> {
  const dead = { state: 'dead' as const, diedAt: mongoose.trusted({ $exists: true }) };
  const [found, total] = await Promise.all([
    Job.find(dead)
      .sort({ diedAt: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    Job.countDocuments(dead),
  ]);
  return { jobs: found.map(describe), total, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

const describe = (job: JobDocument & { _id: mongoose.Types.ObjectId }): DeadJob => ({
  id: job._id.toString(),
  kind: job.kind,
  attempts: job.attempts,
  lastError: job.lastError ?? '',
  diedAt: job.diedAt!,
});

/** Gives a dead job all its attempts again. False when it is not dead (any more). */
export async function retryDeadJob(id: string): Promise<boolean> {
  const { matchedCount } = await Job.updateOne(
    { _id: id, state: 'dead' },
    { $set: { state: 'waiting', dueAt: now(), attempts: 0 }, $unset: { diedAt: 1 } },
  );
  if (matchedCount === 1) announce();
  return matchedCount === 1;
}
