/**
 * Work that outlives a request. A job is a document, so it survives a crash, is taken by one process at a time, and is
 * tried again until it succeeds or is set aside as dead.
 */

/**
 * What each kind of job is given. The module that defines a kind adds it by declaration merging:
 * `declare module '../../platform/jobs/index.ts' { interface Jobs { 'certificates.render': { certificateId: string } } }`.
 * A payload is kept as JSON, so a date travels as its ISO string and an id as its hexadecimal string.
 */
export interface Jobs {}

export type JobKind = keyof Jobs & string;

/** A kind that is about nothing but the moment it runs, and can therefore be repeated. */
export type PlainJobKind = { [Kind in JobKind]: Record<string, never> extends Jobs[Kind] ? Kind : never }[JobKind];

export { defineJob, knownKinds, type JobDefinition, type JobContext } from './job.registry.ts';
export { enqueueForTomorrow } from './job.daily.ts';
export { enqueue, type EnqueueOptions } from './job.queue.ts';
export { repeatJob } from './job.repeat.ts';
export { runDueJobs, startWorker, type Worker } from './job.worker.ts';
export { type DeadJob, type FailingJob, listDeadJobs, listFailingJobs, retryJob, retryJobOf } from './job.failed.ts';
