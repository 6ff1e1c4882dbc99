import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { transaction } from '../../src/platform/database.ts';
import { enqueue, listDeadJobs, runDueJobs, startWorker } from '../../src/platform/jobs/index.ts';
import { claimJob, extendLease, finishJob } from '../../src/platform/jobs/job.lease.ts';
import { Job } from '../../src/platform/jobs/job.model.ts';
import { moveClock, traces, useJobs } from './job-kinds.ts';

async function until(isTrue: () => boolean, withinMs = 5000): Promise<number> {
  const start = Date.now();
  while (!isTrue()) {
    if (Date.now() - start > withinMs) throw new Error('did not happen in time');
    await pause(5);
  }
  return Date.now() - start;
}

describe('workers', () => {
  useJobs();

  it('run each of 200 jobs once, though two of them share the queue', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `job ${index}`);
    await Promise.all(names.map((what) => enqueue('test.note', { what })));
    const workers = [startWorker({ concurrency: 4 }), startWorker({ concurrency: 4 })];
    await until(() => traces.notes.length >= names.length, 15_000);
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(traces.notes.sort()).to.deep.equal(names.sort());
    expect(await Job.countDocuments({ kind: 'test.note', state: 'done', attempts: 1 })).to.equal(names.length);
  });

  it('take a job of a transaction soon after its commit, without waiting to look', async () => {
    const worker = startWorker({ concurrency: 1 });
    await pause(200);
    await transaction((session) => enqueue('test.note', { what: 'committed' }, {}, session));
    const delay = await until(() => traces.notes.length > 0);
    await worker.stop();
    expect(delay).to.be.below(500);
  });

  it('renew the lease of work that takes longer than it', async () => {
    const workers = [startWorker({ concurrency: 1 }), startWorker({ concurrency: 1 })];
    await enqueue('test.slow', { milliseconds: 1600 });
    await pause(2200);
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(traces.slowRuns).to.equal(1);
    expect(await Job.countDocuments({ kind: 'test.slow', state: 'done' })).to.equal(1);
  });

  it('finish what they have in hand before they stop, and take nothing more', async () => {
    const worker = startWorker({ concurrency: 1 });
    await enqueue('test.slow', { milliseconds: 300 });
    await until(() => traces.slowRuns === 1);
    await enqueue('test.note', { what: 'too late' });
    await worker.stop();
    expect(await Job.countDocuments({ kind: 'test.slow', state: 'done' })).to.equal(1);
    expect(traces.notes).to.deep.equal([]);
  });

  it('finish the job of a worker that died, whose late answer then counts for nothing', async () => {
    await enqueue('test.note', { what: 'rescued' });
    const abandoned = (await claimJob('a worker that dies'))!;
    expect(await runDueJobs()).to.equal(0);
    moveClock(61);
    expect(await runDueJobs()).to.equal(1);
    expect(traces.notes).to.deep.equal(['rescued']);
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
    expect(traces.failures).to.equal(0);
    expect((await listDeadJobs(1)).items).to.have.length(1);
  });
});
