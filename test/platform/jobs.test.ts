import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { setClock } from '../../src/platform/clock.ts';
import { transaction } from '../../src/platform/database.ts';
import {
  defineJob,
  enqueue,
  listDeadJobs,
  repeatJob,
  retryDeadJob,
  runDueJobs,
  startWorker,
} from '../../src/platform/jobs/index.ts';
import { claimJob, extendLease, finishJob } from '../../src/platform/jobs/job.lease.ts';
import { Job } from '../../src/platform/jobs/job.model.ts';
import { enqueueTicks } from '../../src/platform/jobs/job.repeat.ts';
import { useDatabase } from '../support/database.ts';

declare module '../../src/platform/jobs/index.ts' {
  interface Jobs {
    'test.note': { what: string };
    'test.slow': { milliseconds: number };
    'test.fail': { until: number };
    'test.tick': Record<string, never>;
  }
}

let notes: string[] = [];
let slowRuns = 0;
let failures = 0;
let ticks = 0;

defineJob('test.note', { work: async ({ what }) => notes.push(what) });
defineJob('test.slow', {
  leaseSeconds: 0.5,
  work: async ({ milliseconds }) => {
    slowRuns += 1;
    await pause(milliseconds);
  },
});
defineJob('test.fail', {
  maxAttempts: 3,
  work: async ({ until }) => {
    failures += 1;
    if (failures < until) throw new Error(`attempt ${failures} fails`);
  },
});
defineJob('test.tick', { work: async () => (ticks += 1) });

/** Stands at a moment so many seconds from now until the test ends. */
let restoreClock = () => {};
const moveClock = (seconds: number) => {
  restoreClock();
  restoreClock = setClock(() => new Date(Date.now() + seconds * 1000));
};

async function until(isTrue: () => boolean, withinMs = 5000): Promise<number> {
  const start = Date.now();
  while (!isTrue()) {
    if (Date.now() - start > withinMs) throw new Error('did not happen in time');
    await pause(5);
  }
  return Date.now() - start;
}

describe('durable jobs', () => {
  useDatabase();
  beforeEach(async () => {
    await Job.deleteMany({});
    [notes, slowRuns, failures, ticks] = [[], 0, 0, 0];
  });
  afterEach(() => restoreClock());

  describe('the queue', () => {
    it('keeps what a job is given exactly, whatever its keys look like', async () => {
      const payload = { what: '$where', $set: { state: 'dead' }, 'a.b': [null, 1.5] };
      await enqueue('test.note', payload);
      expect(JSON.parse((await Job.findOne().lean())!.payload)).to.deep.equal(payload);
    });

    it('refuses a kind that nobody has defined', async () => {
      const error = await enqueue('test.unknown' as 'test.note', { what: '' }).catch((thrown: Error) => thrown);
      expect(error).to.have.property('message', 'no job is defined as test.unknown');
      expect(() => defineJob('test.note', { work: async () => {} })).to.throw('defined twice');
    });

    it('makes one job of many with the same key, also after it is done', async () => {
      const add = () => enqueue('test.note', { what: 'once' }, { uniqueKey: 'once' });
      await Promise.all(Array.from({ length: 8 }, add));
      await runDueJobs();
      await add();
      await runDueJobs();
      expect(notes).to.deep.equal(['once']);
    });

    it('takes a key that exists already without ending the transaction', async () => {
      await enqueue('test.note', { what: 'first' }, { uniqueKey: 'key' });
      await transaction(async (session) => {
        await enqueue('test.note', { what: 'second' }, { uniqueKey: 'key' }, session);
        await enqueue('test.note', { what: 'beside it' }, {}, session);
      });
      await runDueJobs();
      expect(notes.sort()).to.deep.equal(['beside it', 'first']);
    });

    it('holds a job back until its time, and takes the one due longest first', async () => {
      const inSeconds = (seconds: number) => ({ runAt: new Date(Date.now() + seconds * 1000) });
      await enqueue('test.note', { what: 'second' }, inSeconds(60));
      await enqueue('test.note', { what: 'first' }, inSeconds(30));
      expect(await runDueJobs()).to.equal(0);
      moveClock(61);
      expect(await runDueJobs()).to.equal(2);
      expect(notes).to.deep.equal(['first', 'second']);
    });
  });

  describe('workers', () => {
    it('run each of 200 jobs once, though two of them share the queue', async () => {
      const names = Array.from({ length: 200 }, (_, index) => `job ${index}`);
      await Promise.all(names.map((what) => enqueue('test.note', { what })));
      const workers = [startWorker({ concurrency: 4 }), startWorker({ concurrency: 4 })];
      await until(() => notes.length >= names.length, 15_000);
      await Promise.all(workers.map((worker) => worker.stop()));
      expect(notes.sort()).to.deep.equal(names.sort());
      expect(await Job.countDocuments({ state: 'done', attempts: 1 })).to.equal(names.length);
    });

    it('take a job of a transaction soon after its commit, without waiting to look', async () => {
      const worker = startWorker({ concurrency: 1 });
      await pause(200);
      await transaction((session) => enqueue('test.note', { what: 'committed' }, {}, session));
      const delay = await until(() => notes.length > 0);
      await worker.stop();
      expect(delay).to.be.below(500);
    });

    it('renew the lease of work that takes longer than it', async () => {
      const workers = [startWorker({ concurrency: 1 }), startWorker({ concurrency: 1 })];
      await enqueue('test.slow', { milliseconds: 1600 });
      await pause(2200);
      await Promise.all(workers.map((worker) => worker.stop()));
      expect(slowRuns).to.equal(1);
      expect(await Job.countDocuments({ state: 'done' })).to.equal(1);
    });

    it('finish what they have in hand before they stop, and take nothing more', async () => {
      const worker = startWorker({ concurrency: 1 });
      await enqueue('test.slow', { milliseconds: 300 });
      await until(() => slowRuns === 1);
      await enqueue('test.note', { what: 'too late' });
      await worker.stop();
      expect(await Job.countDocuments({ kind: 'test.slow', state: 'done' })).to.equal(1);
      expect(notes).to.deep.equal([]);
    });

    it('finish the job of a worker that died, whose late answer then counts for nothing', async () => {
      await enqueue('test.note', { what: 'rescued' });
      const abandoned = (await claimJob('a worker that dies'))!;
      expect(await runDueJobs()).to.equal(0);
      moveClock(61);
      expect(await runDueJobs()).to.equal(1);
      expect(notes).to.deep.equal(['rescued']);
      expect(await finishJob(abandoned)).to.equal(false);
      const error = await extendLease(abandoned, 60).catch((thrown: Error) => thrown);
      expect(error).to.have.property('name', 'LeaseLost');
    });

    it('leave alone a job whose every worker died', async () => {
      await enqueue('test.fail', { until: 0 });
      for (const seconds of [0, 100, 200]) {
        moveClock(seconds);
        await claimJob('a worker that this job kills');
      }
      moveClock(300);
      await runDueJobs();
      expect(failures).to.equal(0);
      expect((await listDeadJobs(1)).jobs).to.have.length(1);
    });
  });

  describe('a job that fails', () => {
    it('is tried again later and succeeds', async () => {
      await enqueue('test.fail', { until: 2 });
      expect(await runDueJobs()).to.equal(1);
      expect(await runDueJobs(), 'not at once').to.equal(0);
      moveClock(10);
      expect(await runDueJobs()).to.equal(1);
      expect(await Job.countDocuments({ state: 'done', attempts: 2 })).to.equal(1);
    });

    it('is dead after its attempts, listed with its error, and revived by one of two people', async () => {
      await enqueue('test.fail', { until: 5 });
      for (const seconds of [0, 100, 200, 300]) {
        moveClock(seconds);
        await runDueJobs();
      }
      expect(failures).to.equal(3);
      const { jobs, pages } = await listDeadJobs(1);
      expect(pages).to.equal(1);
      expect(jobs[0]).to.include({ kind: 'test.fail', attempts: 3, lastError: 'Error: attempt 3 fails' });

      const retries = await Promise.all([retryDeadJob(jobs[0]!.id), retryDeadJob(jobs[0]!.id)]);
      expect(retries.sort()).to.deep.equal([false, true]);
      for (const seconds of [400, 500]) {
        moveClock(seconds);
        await runDueJobs();
      }
      expect(await Job.countDocuments({ state: 'done' })).to.equal(1);
      expect((await listDeadJobs(1)).jobs).to.deep.equal([]);
    });
  });

  describe('a repeated job', () => {
    it('runs once a tick however many workers look, and does not catch up what was missed', async () => {
      repeatJob('test.tick', 3600);
      restoreClock = setClock(() => new Date('2030-01-01T10:20:00Z'));
      await Promise.all([enqueueTicks(), enqueueTicks(), enqueueTicks()]);
      await runDueJobs();
      expect(ticks).to.equal(1);

      restoreClock();
      restoreClock = setClock(() => new Date('2030-01-01T15:00:01Z'));
      await enqueueTicks();
      await enqueueTicks();
      await runDueJobs();
      expect(ticks).to.equal(2);
    });
  });
});
