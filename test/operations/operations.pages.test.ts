import { expect } from 'chai';
import { isExplained } from '../../src/features/operations/queue.page.ts';
import { defineJob, enqueue, knownKinds, runDueJobs } from '../../src/platform/jobs/index.ts';
import { Job } from '../../src/platform/jobs/job.model.ts';
import { aPerson } from '../admissions/people.ts';
import { auditEntries } from '../support/audit.ts';
import { useApp } from '../support/app.ts';

declare module '../../src/platform/jobs/index.ts' {
  interface Jobs {
    'test.breaks': Record<string, never>;
    'test.stumbles': Record<string, never>;
  }
}

const admin = { role: 'system-admin', scope: 'system' } as const;

describe('the pages of whoever looks after the machine', () => {
  const app = useApp();
  before(() => {
    defineJob('test.breaks', {
      work: () => Promise.reject(new Error('the printer is on fire')),
      maxAttempts: 1,
    });
    defineJob('test.stumbles', {
      work: () => Promise.reject(new Error('the paper is out')),
      subject: () => 'kertas 7',
    });
  });

  it('are for system admins only', async () => {
    const { browser } = await aPerson(app.address, 'Vera', { role: 'verifier', scope: 'a'.repeat(24) });
    for (const path of ['/sistem', '/sistem/antrean', '/sistem/audit']) {
      await browser.open(path);
      expect(browser.status, path).to.equal(403);
    }
    await browser.post('/sistem/audit');
    expect(browser.status).to.equal(403);
  });

  it('verify the audit trail and keep the verdict', async () => {
    const { browser } = await aPerson(app.address, 'Ani', admin);
    await browser.open('/sistem/audit');
    expect(browser.text).to.include('Belum diperiksa');
    await browser.submit('/sistem/audit');
    expect(browser.status).to.equal(200);
    expect(browser.text).to.include('Utuh');
    await browser.open('/sistem');
    expect(browser.text).to.include('Utuh');
  });

  it('can say of every kind of job what it holds up', () => {
    expect(knownKinds().filter((kind) => !kind.startsWith('test.') && !isExplained(kind))).to.deep.equal([]);
  });

  it('show a job that was given up, and send it round again on record', async () => {
    await enqueue('test.breaks', {});
    await runDueJobs();
    const { id, browser } = await aPerson(app.address, 'Budi', admin);
    await browser.open('/beranda');
    expect(browser.text).to.include('1 pekerjaan gagal menunggu Anda');
    await browser.open('/sistem/antrean');
    expect(browser.text).to.include('test.breaks').and.include('the printer is on fire');
    const dead = (await Job.findOne({ kind: 'test.breaks' }).lean())!;
    const second = browser.twin();
    await second.open('/sistem/antrean');
    await browser.submit(`/sistem/antrean/${String(dead._id)}/ulang`);
    expect(browser.text).to.include('dimasukkan lagi ke antrean');
    expect((await Job.findById(dead._id).lean())!.state).to.equal('waiting');
    await second.submit(`/sistem/antrean/${String(dead._id)}/ulang`);
    expect(second.status, 'the second time there is nothing to retry').to.equal(404);
    const entries = await auditEntries({ action: 'jobs.retry' });
    expect(entries.map((entry) => entry.actor)).to.deep.equal([id]);
  });

  it('show a job at its first failure, with what it holds up and its next try', async () => {
    await enqueue('test.stumbles', {});
    await runDueJobs();
    const { browser } = await aPerson(app.address, 'Sri', admin);
    await browser.open('/sistem');
    expect(browser.text).to.match(/[1-9] pekerjaan menunggu diperiksa/);
    await browser.open('/sistem/antrean');
    for (const said of ['Dicoba lagi', 'kertas 7', 'the paper is out', 'Percobaan berikutnya']) {
      expect(browser.text).to.include(said);
    }
    const failing = (await Job.findOne({ kind: 'test.stumbles' }).lean())!;
    await browser.submit(`/sistem/antrean/${String(failing._id)}/ulang`);
    expect((await Job.findById(failing._id).lean())!.dueAt!.getTime()).to.be.at.most(Date.now());
    await Job.deleteMany({ kind: 'test.stumbles' });
  });
});
