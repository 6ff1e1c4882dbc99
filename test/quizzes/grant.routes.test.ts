import { expect } from 'chai';
import { Account } from '../../src/features/accounts/account.model.ts';
import { findCurriculum, quizOf } from '../../src/features/courses/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { startAttempt, submitAttempt } from '../../src/features/quizzes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { aPerson } from '../admissions/people.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, aLearner, signIn } from '../support/classroom.ts';

describe('granting an attempt on the pages', () => {
  const app = useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(now());
  });

  const quizPath = () => `/kelas/${cohort.id}/kuis/01-kenal-barang`;
  const anInstructor = (name: string) => aPerson(app.address, name, { role: 'instructor', scope: cohort.id });

  async function anExhausted() {
    const learner = await aLearner(cohort, now());
    const quiz = quizOf(await findCurriculum(cohort.curriculum), '01-kenal-barang')!;
    for (const _ of [1, 2]) {
      await submitAttempt((await startAttempt({ ...learner, cohort, quiz }, now())).id, now());
    }
    return { ...learner, path: `${quizPath()}/kesempatan/${learner.enrolment.id}` };
  }

  it('takes a reason, and the learner reads who gave it and why', async () => {
    const { email, path } = await anExhausted();
    const { browser } = await anInstructor('Budi Santoso');
    await browser.open(quizPath());
    expect(browser.text).to.contain('1 peserta belum lulus').and.to.contain('Tidak ada kesempatan');
    await browser.follow(path);
    expect(browser.text).to.contain('Sari Wulandari').and.to.contain('Nilai tertinggi 0, perlu 70');
    await browser.submit(path, { reason: '   ' });
    expect(browser.status).to.equal(422);
    const long = 'Dibahas '.repeat(50);
    await browser.submit(path, { reason: long });
    expect(browser.status).to.equal(422);
    expect(browser.page.querySelector('#reason')!.text).to.equal(long);
    await browser.submit(path, { reason: 'Berat & volume sudah dibahas.' });
    expect(browser.path).to.equal(quizPath());
    expect(browser.text)
      .to.contain('Sari Wulandari mendapat kesempatan ke-3. Sari Wulandari dikabari lewat surel.')
      .and.to.contain('Dapat mencoba lagi');

    const learner = await signIn(new Browser(app.address), email);
    await learner.open(quizPath());
    expect(learner.text).to.contain('Kesempatan ke-3 diberikan').and.to.contain('Diberikan oleh Budi Santoso');
    expect(learner.text).to.contain('Alasannya: Berat & volume sudah dibahas.').and.contain('Tersisa 1 kesempatan');
    expect(learner.text).not.to.contain('Peserta yang memakai semua kesempatan');
    await learner.submit('/mulai');
    expect(learner.text).to.contain('Soal 1 dari 6');
  });

  it('says when the learner has no e-mail address to be told by', async () => {
    const { account, path } = await anExhausted();
    await Account.updateOne({ _id: account }, { $unset: { email: 1 } });
    const { browser } = await anInstructor('Budi Santoso');
    await browser.open(path);
    await browser.submit(path, { reason: 'Sudah dibahas.' });
    expect(browser.text).to.contain('Sari Wulandari belum punya surel').and.not.to.contain('dikabari');
  });

  it('tells a learner without an attempt whom to ask', async () => {
    const { email } = await anExhausted();
    await anInstructor('Dewi Anggraini');
    const browser = await signIn(new Browser(app.address), email);
    await browser.open(quizPath());
    expect(browser.text).to.contain('Hubungi pengajar Anda').and.to.contain('Dewi Anggraini');
  });

  it('tells the second of two instructors what the first has given', async () => {
    const { path } = await anExhausted();
    const [first, second] = [await anInstructor('Budi Santoso'), await anInstructor('Dewi Anggraini')];
    await first.browser.open(path);
    await second.browser.open(path);
    await first.browser.submit(path, { reason: 'Sudah dibahas.' });
    await second.browser.submit(path, { reason: 'Sudah belajar lagi.' });
    expect(second.browser.status).to.equal(200);
    expect(second.browser.text).to.contain('Budi Santoso sudah memberi Sari Wulandari kesempatan ke-3');
    await second.browser.open(path);
    expect(second.browser.text)
      .to.contain('Alasannya: Sudah dibahas.')
      .and.to.contain('Kesempatan hanya ditambah bila');
  });

  it('is refused to others, and for learners of other cohorts', async () => {
    const { email, path } = await anExhausted();
    const mentor = await aPerson(app.address, 'Mentor', { role: 'mentor', scope: cohort.id });
    expect((await mentor.browser.open(path)).status).to.equal(403);
    await mentor.browser.open(quizPath());
    expect(mentor.browser.text).not.to.contain('Peserta yang memakai semua kesempatan');
    const own = await signIn(new Browser(app.address), email);
    expect((await own.open(path)).status).to.equal(403);

    const { browser } = await anInstructor('Budi Santoso');
    const far = await aLearner(await aCohort(now()), now());
    expect((await browser.open(`${quizPath()}/kesempatan/${far.enrolment.id}`)).status).to.equal(404);
    expect((await browser.open(path.replace('01-kenal-barang', '99-tidak-ada'))).status).to.equal(404);
  });
});
