import { defineModel } from '../model.ts';
import { number, oneOf, text } from '../stored-fields.ts';

export const jobStates = ['waiting', 'running', 'done', 'dead'] as const;
export type JobState = (typeof jobStates)[number];

export type JobDocument = {
  kind: string;
  /** JSON, so that nothing a payload holds can be taken for an operator. */
  payload: string;
  state: JobState;
  /** When a worker may take the job: its time while it waits, the end of its lease while it runs; then nothing. */
  dueAt?: Date;
  lockedBy?: string;
  attempts: number;
  lastError?: string;
  /** When the latest attempt failed, while the job is still to be tried again. */
  failedAt?: Date;
  uniqueKey?: string;
  finishedAt?: Date;
  diedAt?: Date;
  createdAt: Date;
};

const rememberedSeconds = 7 * 24 * 60 * 60;

export const Job = defineModel<JobDocument>(
  'Job',
  {
    kind: text,
    payload: text,
    state: oneOf(jobStates),
    dueAt: Date,
    lockedBy: String,
    attempts: number,
    lastError: String,
    failedAt: Date,
    uniqueKey: String,
    finishedAt: Date,
    diedAt: Date,
  },
  {
    indexes: [
      // Finished and dead jobs have no dueAt, so one walk along this index meets only jobs that wait or run.
      [{ dueAt: 1 }],
      [{ uniqueKey: 1 }, { unique: true, partialFilterExpression: { uniqueKey: { $exists: true } } }],
      [{ diedAt: -1, _id: -1 }, { partialFilterExpression: { diedAt: { $exists: true } } }],
      [{ failedAt: -1, _id: -1 }, { partialFilterExpression: { failedAt: { $exists: true } } }],
      [{ finishedAt: 1 }, { expireAfterSeconds: rememberedSeconds }],
    ],
  },
);
