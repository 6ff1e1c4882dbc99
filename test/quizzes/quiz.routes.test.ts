import { expect } from 'chai';
import { findAnswerKey } from '../../src/features/courses/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { rightValue } from '../../src/features/questions/index.ts';
import { AttemptModel } from '../../src/features/quizzes/attempt.model.ts';
import { plainAttempt } from '../../src/features/quizzes/attempt.service.ts';
import { now, setClock } from '../../src/platform/clock.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, aLearner, signIn } from '../support/classroom.ts';

/** The feedback, the key, and the name that a program would give it; 22.4 stands by itself, for at 22.40 the page says so. */
const secrets = [
  /Benar, dapat diukur/,
  /Halus tidak dapat/,
  /Cari yang dapat/,
  /\bMOQ\b/,
  /\b22[.,]4\b/,
  /\bcorrect\b/,
];

describe('taking a quiz without JavaScript', () => {
  const app = useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(now());
  });

  async function aSignedInLearner() {
    const learner = await aLearner(cohort, now());
    const browser = await signIn(new Browser(app.address), learner.email);
    const device = () => signIn(new Browser(app.address), learner.email);
    return { ...learner, browser, device };
  }

  const attemptOf = async (enrolment: string) =>
    plainAttempt((await AttemptModel.findOne({ enrolment }).sort({ n: -1, _id: -1 }).lean())!);
  const start = async (browser: Browser) => {
    await browser.open(`/kelas/${cohort.id}/kuis/01-kenal-barang`);
    await browser.submit('/mulai');
  };

  /** Answers question by question as they come, and keeps every page that was seen. */
  async function answerAll(browser: Browser, enrolment: string, count = 6): Promise<string[]> {
    const attempt = await attemptOf(enrolment);
    const key = await findAnswerKey(attempt.curriculum, attempt.quiz);
    const pages: string[] = [];
    for (const question of attempt.questions.slice(0, count)) {
      pages.push(browser.html);
      await browser.submit(browser.path, { answer: rightValue(question, key[question.id]!.right) });
    }
    return [...pages, browser.html];
  }

  it('goes from the rules to a result, and shows the key only then', async () => {
    const { browser, enrolment } = await aSignedInLearner();
    await browser.open(`/kelas/${cohort.id}/kuis/01-kenal-barang`);
    expect(browser.text).to.contain('Waktu 20 menit').and.to.contain('30 detik').and.to.contain('Tersisa 2 kesempatan');
    await browser.submit('/mulai');
    expect(browser.text).to.contain('Soal 1 dari 6').and.to.contain('Sisa 20 menit').and.to.contain('0 dari 6 soal');

    const pages = await answerAll(browser, enrolment.id);
    expect(browser.path).to.match(/\/tinjau$/);
    expect(browser.text).to.contain('Semua soal sudah dijawab');
    for (const html of pages) for (const secret of secrets) expect(html).not.to.match(secret);

    await browser.submit('/kirim');
    expect(browser.text).to.contain('Lulus').and.to.contain('6 dari 6 soal benar').and.to.contain('Benar, MOQ.');
    expect(browser.text).to.contain('Lanjut ke tugas');
    await browser.open(`/kelas/${cohort.id}/kuis/01-kenal-barang`);
    expect(browser.text).to.contain('Anda lulus kuis ini').and.to.contain('Nilai tertinggi Anda 100');
  });

  it('goes on with another device at the same question', async () => {
    const { browser, device, enrolment } = await aSignedInLearner();
    await start(browser);
    const attempt = await attemptOf(enrolment.id);
    await answerAll(browser, enrolment.id, 3);
    const phone = await device();
    await phone.open(`/kelas/${cohort.id}/kuis/01-kenal-barang`);
    await phone.follow('Lanjutkan kuis');
    expect(phone.text).to.contain('3 soal belum dijawab').and.to.contain('3 dari 6 soal dijawab');
    await phone.open(`/kuis/${attempt.id}/soal/1`);
    expect(phone.text).to.contain('Tersimpan');
  });

  it('keeps what cannot be read on the page, with the message beside it', async () => {
    const { browser, enrolment } = await aSignedInLearner();
    await start(browser);
    const attempt = await attemptOf(enrolment.id);
    const at = (id: string) => `/kuis/${attempt.id}/soal/${attempt.questions.findIndex((one) => one.id === id) + 1}`;

    await browser.open(at('M01-Q03'));
    await browser.submit(browser.path, { answer: 'banyak sekali' });
    expect(browser.status).to.equal(422);
    expect(browser.text).to.contain('Tulis angka saja');
    expect(browser.page.querySelector('#answer')?.getAttribute('value')).to.equal('banyak sekali');

    await browser.open(at('M01-Q05'));
    await browser.submit(browser.path, { answer: ['1', '1', '2'] });
    expect(browser.status).to.equal(422);
    expect(browser.text).to.contain('Setiap nomor urut dipakai satu kali');

    await browser.open(at('M01-Q01'));
    await browser.submit(browser.path, { answer: 'an option of somebody else' });
    expect(browser.status).to.equal(422);
  });

  it('saves by JSON for autosave, and refuses a late packet', async () => {
    const { browser, enrolment } = await aSignedInLearner();
    await start(browser);
    const attempt = await attemptOf(enrolment.id);
    const path = `/kuis/${attempt.id}/soal/${attempt.questions.findIndex(({ id }) => id === 'M01-Q03') + 1}`;
    await browser.open(path);
    const send = async (answer: string, sequence: string) => {
      await browser.post(path, { answer, sequence }, { accept: 'application/json' });
      return { status: browser.status, ...(JSON.parse(browser.bytes.toString()) as { state: string; text: string }) };
    };
    const token = browser.html;
    expect(await send('22,4', '2')).to.include({ status: 200, state: 'saved' });
    browser.html = token;
    expect(await send('21', '1')).to.include({ status: 409, state: 'stale' });
    browser.html = token;
    expect(await send('dua', '3')).to.deep.include({ status: 422, state: 'refused' });
    expect((await attemptOf(enrolment.id)).questions.find(({ id }) => id === 'M01-Q03')!.value).to.deep.equal(['22,4']);
  });

  const whenClassIsOver = () => setClock(() => new Date(cohort.endsOn.getTime() + 25 * 3_600_000));

  it('hides the key after each failed attempt, and shows it once the class is over', async () => {
    const { browser, device } = await aSignedInLearner();
    for (const hint of ['coba sekali lagi', 'Hubungi pengajar Anda']) {
      await start(browser);
      await browser.open(browser.path.replace(/soal.*/, 'tinjau'));
      expect(browser.text).to.contain('6 soal belum dijawab');
      await browser.submit('/kirim');
      expect(browser.text).to.contain('Belum lulus').and.to.contain(hint);
      expect(browser.text).to.contain('Kunci jawaban ditampilkan setelah').and.not.to.contain('Benar, MOQ');
    }
    const result = browser.path;
    await browser.open(`/kelas/${cohort.id}/kuis/01-kenal-barang`);
    expect(browser.text).to.contain('Kesempatan Anda sudah habis').and.not.to.contain('Coba sekali lagi');
    const putBack = whenClassIsOver();
    try {
      const later = await device();
      await later.open(result);
      expect(later.text).to.contain('Jawaban yang tepat').and.to.contain('Benar, MOQ');
    } finally {
      putBack();
    }
  });

  it('helps after a failed attempt, with the hint and what was said of the option chosen alone, and keeps the key', async () => {
    const { browser, device, enrolment } = await aSignedInLearner();
    const ofOption = 'Halus tidak dapat diukur';
    const answerWithOption = async () => {
      await start(browser);
      const attempt = await attemptOf(enrolment.id);
      const index = attempt.questions.findIndex(({ id }) => id === 'M01-Q01');
      await browser.open(`/kuis/${attempt.id}/soal/${index + 1}`);
      const answer = attempt.questions[index]!.choices.find(({ choice }) => choice === 'a')!.id;
      await browser.submit(browser.path, { answer });
      await browser.open(`/kuis/${attempt.id}/tinjau`);
      await browser.submit('/kirim');
    };
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      await answerWithOption();
      expect(browser.text).to.contain('Kain halus').and.to.contain('Cari yang dapat diukur').and.to.contain(ofOption);
      for (const secret of ['Benar, dapat diukur', 'Jawaban yang tepat', 'MOQ']) {
        expect(browser.text, `attempt ${attempt}`).not.to.contain(secret);
      }
    }
    const result = browser.path;
    const putBack = whenClassIsOver();
    try {
      const later = await device();
      await later.open(result);
      expect(later.text).to.contain('Cari yang dapat diukur').and.to.contain(ofOption);
    } finally {
      putBack();
    }
  });

  it('gives the same result to a second submission', async () => {
    const { browser, enrolment } = await aSignedInLearner();
    await start(browser);
    await answerAll(browser, enrolment.id);
    const token = browser.html;
    const path = browser.path.replace('tinjau', 'kirim');
    await browser.submit('/kirim');
    const once = browser.text;
    browser.html = token;
    await browser.post(path);
    expect(browser.text).to.equal(once);
    expect(await AttemptModel.countDocuments({ enrolment: enrolment.id })).to.equal(1);
  });

  it('takes no answer after time and grace, and scores what was saved', async () => {
    const { browser, enrolment } = await aSignedInLearner();
    await start(browser);
    await answerAll(browser, enrolment.id, 5);
    const putBack = setClock(() => new Date(Date.now() + (20 * 60 + 31) * 1000));
    try {
      await browser.submit(browser.path);
      expect(browser.path).to.match(/\/tinjau$/);
      expect(browser.text).to.contain('tidak disimpan').and.to.contain('Waktu habis');
      await browser.submit('/kirim');
      expect(browser.text).to.contain('5 dari 6 soal benar');
    } finally {
      putBack();
    }
  });

  it('is nobody else’s', async () => {
    const { browser, enrolment } = await aSignedInLearner();
    await start(browser);
    const attempt = await attemptOf(enrolment.id);
    const { browser: neighbour } = await aSignedInLearner();
    for (const page of ['soal/1', 'tinjau', 'hasil']) {
      expect((await neighbour.open(`/kuis/${attempt.id}/${page}`)).status, page).to.equal(404);
    }
    await neighbour.open(`/kelas/${cohort.id}/kuis/01-kenal-barang`);
    for (const page of ['soal/1', 'kirim']) {
      const token = neighbour.html;
      await neighbour.post(`/kuis/${attempt.id}/${page}`, page === 'kirim' ? {} : { answer: 'x', sequence: '1' });
      expect(neighbour.status, page).to.equal(404);
      neighbour.html = token;
    }
    for (const n of ['0', '7', 'x', '-1']) {
      expect((await browser.open(`/kuis/${attempt.id}/soal/${n}`)).status, n).to.equal(404);
    }
  });
});
