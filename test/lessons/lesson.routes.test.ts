import { expect } from 'chai';
import { LessonProgress } from '../../src/features/lessons/progress.model.ts';
import { markRead, lessonsRead } from '../../src/features/lessons/progress.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { subscribe } from '../../src/platform/events.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, aLearner, signIn } from '../support/classroom.ts';

const first = '01-kenal-barang/01-klaim';
const second = '01-kenal-barang/02-berat';
const told: string[] = [];

describe('the class and its lessons', () => {
  const app = useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(now());
    subscribe('lesson.read', 'lesson.routes.test', async ({ enrolment }) => told.push(enrolment));
  });

  const aSignedInLearner = async () => {
    const learner = await aLearner(cohort, now());
    return { ...learner, browser: await signIn(new Browser(app.address), learner.email) };
  };

  it('leads from the class through the lessons to the quiz, and remembers', async () => {
    const { browser, enrolment } = await aSignedInLearner();
    await browser.open(`/kelas/${cohort.id}`);
    expect(browser.text).to.contain('Kursus Uji').and.to.contain('Minggu 2 dari 4').and.to.contain('0 dari 3 materi');
    expect(browser.text).to.contain('Direncanakan');

    await browser.follow('Mulai membaca');
    expect(browser.page.querySelector('h1')?.text).to.equal('Dari klaim ke spesifikasi');
    expect(browser.text).to.contain('Bagian 1 dari 2').and.to.contain('Materi pengujian').and.to.contain('4 menit');
    expect(browser.page.querySelectorAll('h1')).to.have.length(1);

    await browser.submit('/selesai');
    expect(browser.path).to.equal(`/kelas/${cohort.id}/materi/${second}`);
    expect(browser.text).to.contain('ditandai selesai');
    await browser.submit('/selesai');
    expect(browser.path).to.equal(`/kelas/${cohort.id}/kuis/01-kenal-barang`);

    expect([...(await lessonsRead(enrolment.id))].sort()).to.deep.equal([first, second]);
    await browser.open(`/kelas/${cohort.id}`);
    expect(browser.text).to.contain('2 dari 3 materi').and.to.contain('Materi selesai');
    await browser.open(`/kelas/${cohort.id}/materi/${first}`);
    expect(browser.text).to.contain('Sudah dibaca').and.not.to.contain('Tandai selesai');
  });

  it('counts a lesson once, however often it is marked', async () => {
    const { enrolment } = await aLearner(cohort, now());
    await Promise.all(Array.from({ length: 8 }, () => markRead(enrolment.id, first, now())));
    await markRead(enrolment.id, first, now());
    expect(await LessonProgress.countDocuments({ enrolment: enrolment.id })).to.equal(1);
    await runDueJobs();
    expect(told.filter((id) => id === enrolment.id)).to.have.length(1);
    expect((await lessonsRead(enrolment.id)).size).to.equal(1);
  });

  it('is not found by a learner of another cohort, nor a lesson that does not exist', async () => {
    const other = await aCohort(now());
    const { email } = await aLearner(other, now());
    const stranger = await signIn(new Browser(app.address), email);
    for (const path of [`/kelas/${cohort.id}`, `/kelas/${cohort.id}/materi/${first}`]) {
      expect((await stranger.open(path)).status, path).to.equal(404);
    }
    for (const path of ['materi/01-kenal-barang/99-tidak-ada', 'materi/99-tidak-ada/01-klaim']) {
      expect((await stranger.open(`/kelas/${other.id}/${path}`)).status, path).to.equal(404);
    }
  });

  it('speaks English around an Indonesian text', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(`/kelas/${cohort.id}/materi/${first}?bahasa=en`);
    expect(browser.text).to.contain('This lesson is written in Indonesian.').and.to.contain('Mark as read');
    expect(browser.page.querySelector('.text')?.getAttribute('lang')).to.equal('id');
  });
});
