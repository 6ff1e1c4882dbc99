/** Holding a job: each step is one update whose filter says that this worker still has it. */
import mongoose, { type HydratedDocument } from 'mongoose';
import { now } from '../clock.ts';
import { must } from '../must.ts';
import { Job, type JobDocument } from './job.model.ts';
import { knownKinds, shortestLeaseSeconds } from './job.registry.ts';
import { afterFailure, describeFailure } from './job.rules.ts';

export type ClaimedJob = HydratedDocument<JobDocument>;

/** The lease ran out and another worker may have the job; what is left of the work must not go on. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

const secondsFromNow = (seconds: number) => new Date(now().getTime() + seconds * 1000);

/** Takes the job that has been due longest, be it waiting or left behind by a worker that went silent. */
export function claimJob(worker: string): Promise<ClaimedJob | null> {
  return Job.findOneAndUpdate(
    {
      dueAt: mongoose.trusted({ $lte: now() }),
      state: mongoose.trusted({ $in: ['waiting', 'running'] }),
      kind: mongoose.trusted({ $in: knownKinds() }),
    },
    {
      $set: { state: 'running', lockedBy: worker, dueAt: secondsFromNow(shortestLeaseSeconds()) },
      $inc: { attempts: 1 },
    },
    { sort: { dueAt: 1 }, returnDocument: 'after' },
  );
}

/** `attempts` is part of it, because the same worker may have lost the job and taken it again. */
const held = (job: ClaimedJob) => ({
  _id: job._id,
  state: 'running' as const,
  lockedBy: must(job.lockedBy, 'the worker of a job'),
  attempts: job.attempts,
});

export async function extendLease(job: ClaimedJob, seconds: number): Promise<void> {
  const { matchedCount } = await Job.updateOne(held(job), { $set: { dueAt: secondsFromNow(seconds) } });
  if (matchedCount === 0) throw new LeaseLost(`${job.kind} ${job.id}`);
}

/** False when the lease was lost meanwhile: then the other worker's verdict counts. */
export async function finishJob(job: ClaimedJob): Promise<boolean> {
  const finished = {
    $set: { state: 'done' as const, finishedAt: now() },
    $unset: { dueAt: 1, lockedBy: 1, failedAt: 1 },
  };
  return (await Job.updateOne(held(job), finished)).matchedCount === 1;
}

/** Puts the job back for a later attempt, or sets it aside as dead. False when the lease was lost meanwhile. */
export async function failJob(job: ClaimedJob, error: unknown, maxAttempts: number): Promise<boolean> {
  const next = afterFailure(job.attempts, maxAttempts, now(), Math.random());
  const failed = {
    $set: { ...next, lastError: describeFailure(error), ...(next.state === 'dead' ? {} : { failedAt: now() }) },
    $unset: { lockedBy: 1, ...(next.state === 'dead' ? { dueAt: 1, failedAt: 1 } : {}) },
  };
  return (await Job.updateOne(held(job), failed)).matchedCount === 1;
}
