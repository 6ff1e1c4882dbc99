/** The jobs that failed, for a person to look at: those that will be tried again, and those that were given up. */
import mongoose from 'mongoose';
import { now } from '../clock.ts';
import { must } from '../must.ts';
import { findPage, type Paged } from '../paging.ts';
import { announce } from './job.queue.ts';
import { Job, type JobDocument } from './job.model.ts';
import { subjectOf } from './job.registry.ts';

const size = 20;

type FailedJob = Readonly<{
  id: string;
  kind: string;
  /** What it is about, in the words of the kind; empty when the kind says nothing. */
  subject: string;
  attempts: number;
  lastError: string;
}>;
/** `nextTryAt` is absent while the next attempt is under way. */
export type FailingJob = FailedJob & Readonly<{ failedAt: Date; nextTryAt?: Date }>;
export type DeadJob = FailedJob & Readonly<{ diedAt: Date }>;

type StoredJob = JobDocument & { _id: mongoose.Types.ObjectId };

const isThere = mongoose.trusted({ $exists: true });

/** Failed and still to be tried again, the latest first; `page` counts from 1. */
export const listFailingJobs = (page: number): Promise<Paged<FailingJob>> =>
  findPage(Job, { failedAt: isThere }, { page, size, sort: { failedAt: -1, _id: -1 } }, (job: StoredJob) => ({
    ...describe(job),
    failedAt: must(job.failedAt, 'the moment of a failure'),
    ...(job.state === 'waiting' && job.dueAt ? { nextTryAt: job.dueAt } : {}),
  }));

/** Given up, the latest first; `page` counts from 1. */
export const listDeadJobs = (page: number): Promise<Paged<DeadJob>> =>
  findPage(
    Job,
    { state: 'dead', diedAt: isThere },
    { page, size, sort: { diedAt: -1, _id: -1 } },
    (job: StoredJob) => ({
      ...describe(job),
      diedAt: must(job.diedAt, 'the moment of giving up'),
    }),
  );

const describe = (job: StoredJob): FailedJob => ({
  id: job._id.toString(),
  kind: job.kind,
  subject: subjectOf(job.kind, job.payload),
  attempts: job.attempts,
  lastError: job.lastError ?? '',
});

/** Gives a job that failed all its attempts again, from now on. False when it is none (any more), or under way. */
export const retryJob = (id: string): Promise<boolean> => retry({ _id: id });

/** The same for the job that was enqueued with this key. */
export const retryJobOf = (uniqueKey: string): Promise<boolean> => retry({ uniqueKey });

async function retry(which: { _id: string } | { uniqueKey: string }): Promise<boolean> {
  const { matchedCount } = await Job.updateOne(
    { ...which, state: mongoose.trusted({ $in: ['dead', 'waiting'] }), attempts: mongoose.trusted({ $gt: 0 }) },
    { $set: { state: 'waiting', dueAt: now(), attempts: 0 }, $unset: { diedAt: 1, failedAt: 1 } },
  );
  if (matchedCount === 1) announce();
  return matchedCount === 1;
}
