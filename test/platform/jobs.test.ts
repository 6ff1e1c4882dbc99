import { expect } from 'chai';
import { transaction } from '../../src/platform/database.ts';
import {
  defineJob,
  enqueue,
  listDeadJobs,
  listFailingJobs,
  repeatJob,
  retryJob,
  retryJobOf,
  runDueJobs,
} from '../../src/platform/jobs/index.ts';
import { Job } from '../../src/platform/jobs/job.model.ts';
import { enqueueTicks } from '../../src/platform/jobs/job.repeat.ts';
import { moveClock, standAt, traces, useJobs } from './job-kinds.ts';

describe('durable jobs', () => {
  useJobs();

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
      expect(traces.notes).to.deep.equal(['once']);
    });

    it('takes a key that exists already without ending the transaction', async () => {
      await enqueue('test.note', { what: 'first' }, { uniqueKey: 'key' });
      await transaction(async (session) => {
        await enqueue('test.note', { what: 'second' }, { uniqueKey: 'key' }, session);
        await enqueue('test.note', { what: 'beside it' }, {}, session);
      });
      await runDueJobs();
      expect(traces.notes.sort()).to.deep.equal(['beside it', 'first']);
    });

    it('holds a job back until its time, and takes the one due longest first', async () => {
      const inSeconds = (seconds: number) => ({ runAt: new Date(Date.now() + seconds * 1000) });
      await enqueue('test.note', { what: 'second' }, inSeconds(60));
      await enqueue('test.note', { what: 'first' }, inSeconds(30));
      expect(await runDueJobs()).to.equal(0);
      moveClock(61);
      expect(await runDueJobs()).to.equal(2);
      expect(traces.notes).to.deep.equal(['first', 'second']);
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

    it('is listed at its first failure with the time of its next try, and no more once it succeeded', async () => {
      await enqueue('test.fail', { until: 2 });
      await runDueJobs();
      const { items: jobs, total } = await listFailingJobs(1);
      const { dueAt } = (await Job.findOne().lean())!;
      expect(total).to.equal(1);
      expect(jobs[0]).to.include({ kind: 'test.fail', attempts: 1, lastError: 'Error: attempt 1 fails' });
      expect(jobs[0]!.nextTryAt).to.deep.equal(dueAt);
      expect((await listDeadJobs(1)).total).to.equal(0);
      moveClock(10);
      await runDueJobs();
      expect((await listFailingJobs(1)).total).to.equal(0);
    });

    it('can be sent round again before its next try, by its id or by its key', async () => {
      await enqueue('test.fail', { until: 3 }, { uniqueKey: 'print/1' });
      expect(await retryJobOf('print/1'), 'not yet tried').to.equal(false);
      await runDueJobs();
      expect(await retryJobOf('print/1')).to.equal(true);
      expect(await runDueJobs(), 'at once').to.equal(1);
      expect(await retryJob((await listFailingJobs(1)).items[0]!.id)).to.equal(true);
      await runDueJobs();
      expect(await Job.countDocuments({ state: 'done' })).to.equal(1);
      expect(await retryJobOf('print/1'), 'done').to.equal(false);
    });

    it('is dead after its attempts, listed with its error, and revived by one of two people', async () => {
      await enqueue('test.fail', { until: 5 });
      for (const seconds of [0, 100, 200, 300]) {
        moveClock(seconds);
        await runDueJobs();
      }
      expect(traces.failures).to.equal(3);
      const { items: jobs, pages } = await listDeadJobs(1);
      expect(pages).to.equal(1);
      expect(jobs[0]).to.include({ kind: 'test.fail', attempts: 3, lastError: 'Error: attempt 3 fails' });

      const retries = await Promise.all([retryJob(jobs[0]!.id), retryJob(jobs[0]!.id)]);
      expect(retries.sort()).to.deep.equal([false, true]);
      for (const seconds of [400, 500]) {
        moveClock(seconds);
        await runDueJobs();
      }
      expect(await Job.countDocuments({ state: 'done' })).to.equal(1);
      expect((await listDeadJobs(1)).items).to.deep.equal([]);
    });
  });

  describe('a repeated job', () => {
    it('runs once a tick however many workers look, and does not catch up what was missed', async () => {
      repeatJob('test.tick', 3600);
      standAt(() => new Date('2030-01-01T10:20:00Z'));
      await Promise.all([enqueueTicks(), enqueueTicks(), enqueueTicks()]);
      await runDueJobs();
      expect(traces.ticks).to.equal(1);

      standAt(() => new Date('2030-01-01T15:00:01Z'));
      await enqueueTicks();
      await enqueueTicks();
      await runDueJobs();
      expect(traces.ticks).to.equal(2);
    });
  });
});
