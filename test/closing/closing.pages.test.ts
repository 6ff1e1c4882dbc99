import { expect } from 'chai';
import { CohortModel } from '../../src/features/programmes/cohort.model.ts';
import { findCohort, findProgramme, moveCohort, moveProgramme } from '../../src/features/programmes/index.ts';
import { findCurriculum, quizOf } from '../../src/features/courses/index.ts';
import { saveAnswer, startAttempt } from '../../src/features/quizzes/index.ts';
import { graceSeconds } from '../../src/features/quizzes/attempt.rules.ts';
import { AttemptModel } from '../../src/features/quizzes/attempt.model.ts';
import { now, setClock } from '../../src/platform/clock.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { aPerson } from '../admissions/people.ts';
import { aSentApplication } from '../admissions/an-application.ts';
import { anOpenCohort } from '../programmes/a-programme.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, aLearner, signIn } from '../support/classroom.ts';

const quiz = '01-kenal-barang';
const somebody = '0'.repeat(24);

const subjectsTo = async (email: string) => (await OutboxMail.find({ to: email }).lean()).map(({ subject }) => subject);

describe('ending a cohort', () => {
  const app = useApp();

  async function aClass() {
    const cohort = await aCohort(now());
    await moveCohort(cohort.id, 'open', somebody);
    await moveCohort(cohort.id, 'closeApplications', somebody);
    const learner = await aLearner(cohort, now());
    const module = quizOf(await findCurriculum(cohort.curriculum), quiz)!;
    const attempt = await startAttempt({ enrolment: learner.enrolment, cohort, quiz: module }, now());
    const admin = await aPerson(app.address, 'Budi', { role: 'programme-admin', scope: cohort.programme });
    await admin.browser.open(`/angkatan/${cohort.id}`);
    return { cohort, learner, attempt, admin };
  }

  it('asks first, says whom it concerns, and takes the name typed', async () => {
    const { cohort, admin } = await aClass();
    const { browser } = admin;
    await browser.submit('/keadaan', { to: 'ended' });
    expect(browser.status).to.equal(200);
    expect(browser.text)
      .to.contain('Akhiri Angkatan 1?')
      .and.contain('1 peserta')
      .and.contain('1 kuis sedang dikerjakan');
    expect(browser.text).to.contain('Materi tetap dapat dibaca').and.not.contain('0 ');
    expect((await findCohort(cohort.id))?.state).to.equal('running');
    for (const wrong of ['', 'Angkatan 2', 'Angkatan']) {
      await browser.submit('/keadaan', { confirmedName: wrong });
      expect(browser.status).to.equal(422);
      expect(browser.text).to.contain('Namanya berbeda');
    }
    expect((await findCohort(cohort.id))?.state).to.equal('running');
    await browser.submit('/keadaan', { confirmedName: '  ANGKATAN   1 ' });
    expect(browser.text).to.contain('Angkatan 1 sudah diakhiri').and.contain('dapat dibuka lagi sampai');
    expect((await findCohort(cohort.id))?.state).to.equal('ended');
  });

  it('closes what runs, scored by what was kept, and everything that learners read follows', async () => {
    const { cohort, learner, attempt, admin } = await aClass();
    const [asked] = attempt.questions;
    await saveAnswer(
      { id: attempt.id, account: learner.account },
      { question: asked!.id, value: ['a'], sequence: 1 },
      now(),
    );
    const browser = await signIn(new Browser(app.address), learner.email);
    await browser.open(`/kuis/${attempt.id}/soal/1`);
    expect(browser.text).to.contain('Soal 1');

    await admin.browser.submit('/keadaan', { to: 'ended' });
    await admin.browser.submit('/keadaan', { confirmedName: 'angkatan 1' });
    // Before the listener has come to it: what was on its way is taken for half a minute, and then nothing any more.
    const back = setClock(() => new Date(Date.now() + (graceSeconds + 1) * 1000));
    const late = new URLSearchParams({ _csrf: browser.token, sequence: '9', to: 'next' });
    expect((await browser.probe('POST', `/kuis/${attempt.id}/soal/1`, late)).status).to.equal(409);
    back();
    await runDueJobs();
    const stored = await AttemptModel.findById(attempt.id).lean();
    expect(stored).to.include({ state: 'submitted' });
    expect(stored!.questions[0]!.value).to.deep.equal(['a']);
    expect(await subjectsTo(learner.email)).to.deep.equal(['Angkatan 1 sudah diakhiri']);

    await browser.open(`/kelas/${cohort.id}`);
    expect(browser.text)
      .to.contain('Selesai')
      .and.contain('Materi tetap dapat dibaca')
      .and.not.contain('Minggu 2 dari');
    await browser.open(`/kelas/${cohort.id}/kuis/${quiz}`);
    expect(browser.text).to.contain('Kuis sudah ditutup');
    expect(browser.page.querySelector('form[action$=mulai]')).to.equal(null);
    expect((await browser.open(`/kelas/${cohort.id}/materi/01-kenal-barang/01-barang-dan-pembeli`)).status).to.be.oneOf(
      [200, 404],
    );
    await browser.open(`/kelas/${cohort.id}/tugas`);
    expect(browser.text).to.contain('ditutup');
    await browser.open('/beranda');
    expect(browser.text).to.not.contain('Minggu 2 dari');
  });

  it('can be taken back for a day, and says so to those who were told', async () => {
    const { cohort, learner, admin } = await aClass();
    await admin.browser.submit('/keadaan', { to: 'ended' });
    await admin.browser.submit('/keadaan', { confirmedName: 'Angkatan 1' });
    await runDueJobs();
    await admin.browser.submit('/keadaan');
    expect(admin.browser.text).to.contain('Angkatan 1 dibuka lagi');
    expect((await findCohort(cohort.id))?.state).to.equal('running');
    await runDueJobs();
    expect(await subjectsTo(learner.email)).to.have.members(['Angkatan 1 sudah diakhiri', 'Angkatan 1 dibuka lagi']);

    await admin.browser.submit('/keadaan', { to: 'ended' });
    await admin.browser.submit('/keadaan', { confirmedName: 'Angkatan 1' });
    // A page that was open since yesterday comes too late.
    await CohortModel.updateOne({ _id: cohort.id }, { $set: { movedAt: new Date(now().getTime() - 86_400_000) } });
    await admin.browser.submit('/keadaan');
    expect(admin.browser.status).to.equal(409);
    expect((await findCohort(cohort.id))?.state).to.equal('ended');
  });

  it('tells nobody of an end that was taken back before the letters were written', async () => {
    const { learner, admin } = await aClass();
    await admin.browser.submit('/keadaan', { to: 'ended' });
    await admin.browser.submit('/keadaan', { confirmedName: 'Angkatan 1' });
    await admin.browser.submit('/keadaan');
    await runDueJobs();
    expect(await subjectsTo(learner.email)).to.deep.equal(['Angkatan 1 dibuka lagi']);
  });
});

describe('closing a programme', () => {
  const app = useApp();

  it('asks first, stops applications and new cohorts, tells applicants, and can be taken back', async () => {
    const cohort = await anOpenCohort();
    const application = await aSentApplication(cohort);
    const { browser } = await aPerson(app.address, 'Budi', { role: 'programme-admin', scope: cohort.programme });
    const verifier = await aPerson(app.address, 'Dewi', { role: 'verifier', scope: cohort.programme });
    await browser.open(`/program/${cohort.programme}`);
    await browser.submit('/keadaan');
    expect(browser.text).to.contain('Tutup Sekolah Ekspor?').and.contain('1 angkatan').and.contain('1 pendaftaran');
    expect((await findProgramme(cohort.programme))?.state).to.equal('open');
    await browser.submit('/keadaan', { confirmedName: 'sekolah-ekspor' });
    expect(browser.text).to.contain('Program ditutup').and.contain('dibuka lagi sampai');
    expect(browser.text).to.not.contain('Buat angkatan');
    expect((await browser.open(`/program/${cohort.programme}/angkatan/baru`)).status).to.equal(409);

    await browser.open(`/program-ekspor/${cohort.id}`);
    expect(browser.page.querySelector(`a[href="/pendaftaran/${cohort.id}"]`)).to.equal(null);
    await verifier.browser.open(`/verifikasi/${application.id}`);
    expect(verifier.browser.text).to.contain('Program ini sudah ditutup');

    await browser.open(`/program/${cohort.programme}`);
    await browser.submit('/keadaan');
    expect((await findProgramme(cohort.programme))?.state).to.equal('open');
  });

  it('is refused to a second person at once', async () => {
    const cohort = await anOpenCohort();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => moveProgramme(cohort.programme, 'close', somebody, now())),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
  });
});
