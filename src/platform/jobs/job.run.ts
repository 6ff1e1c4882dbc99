/** One attempt at one job, from the claim to its outcome. */
import { log } from '../log.ts';
import { type ClaimedJob, extendLease, failJob, finishJob } from './job.lease.ts';
import { findJobDefinition, type KnownJob, shortestLeaseSeconds } from './job.registry.ts';

/** Renewing at a third of the lease leaves two more tries before it runs out. */
const renewalsPerLease = 3;

/** Never throws for what the work does: an error is the job's outcome. It throws only when the database is away. */
export async function runJob(job: ClaimedJob): Promise<void> {
  const definition = findJobDefinition(job.kind);
  const stopRenewing = renewLease(job, definition.leaseSeconds);
  try {
    await attempt(job, definition);
  } catch (error) {
    stopRenewing();
    const isHeld = await failJob(job, error, definition.maxAttempts);
    log.warn({ err: error, ...labels(job), isHeld }, 'job failed');
    return;
  }
  stopRenewing();
  if (!(await finishJob(job))) log.warn(labels(job), 'job finished after its lease was lost');
}

async function attempt(job: ClaimedJob, { work, maxAttempts, leaseSeconds }: KnownJob): Promise<void> {
  // A claim adds an attempt, so more than the most means that every earlier worker went silent: the work may kill it.
  if (job.attempts > maxAttempts) throw new Error('every attempt ended without an answer');
  if (leaseSeconds > shortestLeaseSeconds()) await extendLease(job, leaseSeconds);
  await work(JSON.parse(job.payload), {
    jobId: job.id,
    attempt: job.attempts,
    extendLease: () => extendLease(job, leaseSeconds),
  });
}

function renewLease(job: ClaimedJob, leaseSeconds: number): () => void {
  const renew = () => {
    extendLease(job, leaseSeconds).catch((error: unknown) =>
      log.warn({ err: error, ...labels(job) }, 'lease not renewed'),
    );
  };
  const timer = setInterval(renew, (leaseSeconds * 1000) / renewalsPerLease);
  return () => clearInterval(timer);
}

const labels = (job: ClaimedJob) => ({ jobId: job.id, kind: job.kind, attempt: job.attempts });
