/** Kinds of job for the tests of the queue, with the traces they leave. */
import { setTimeout as pause } from 'node:timers/promises';
import { setClock } from '../../src/platform/clock.ts';
import { defineJob } from '../../src/platform/jobs/index.ts';
import { Job } from '../../src/platform/jobs/job.model.ts';
import { useDatabase } from '../support/database.ts';

declare module '../../src/platform/jobs/index.ts' {
  interface Jobs {
    'test.note': { what: string };
    'test.slow': { milliseconds: number };
    'test.fail': { until: number };
    'test.tick': Record<string, never>;
  }
}

export const traces = { notes: [] as string[], slowRuns: 0, failures: 0, ticks: 0 };

defineJob('test.note', { work: async ({ what }) => traces.notes.push(what) });
defineJob('test.slow', {
  leaseSeconds: 0.5,
  work: async ({ milliseconds }) => {
    traces.slowRuns += 1;
    await pause(milliseconds);
  },
});
defineJob('test.fail', {
  maxAttempts: 3,
  work: async ({ until }) => {
    traces.failures += 1;
    if (traces.failures < until) throw new Error(`attempt ${traces.failures} fails`);
  },
});
defineJob('test.tick', { work: async () => (traces.ticks += 1) });

let restoreClock = () => {};

/** Stands at a moment, given the true one, until the test ends or moves on. */
export function standAt(moment: (trueTime: number) => Date): void {
  restoreClock();
  restoreClock = setClock(() => moment(Date.now()));
}

export const moveClock = (seconds: number): void => standAt((trueTime) => new Date(trueTime + seconds * 1000));

/** For a describe block: an empty queue, no traces and the true time before each test. */
export function useJobs(): void {
  useDatabase();
  beforeEach(async () => {
    await Job.deleteMany({});
    Object.assign(traces, { notes: [], slowRuns: 0, failures: 0, ticks: 0 });
  });
  afterEach(() => {
    restoreClock();
    restoreClock = () => {};
  });
}
