import { expect } from 'chai';
import { Types } from 'mongoose';
import { type RoleGrant } from '../../src/features/accounts/index.ts';
import { ApplicationModel } from '../../src/features/admissions/application.model.ts';
import { openApplication } from '../../src/features/admissions/index.ts';
import { planSession } from '../../src/features/attendance/index.ts';
import { decideAgain } from '../../src/features/completion/index.ts';
import { findCurriculum } from '../../src/features/courses/index.ts';
import { markRead } from '../../src/features/lessons/index.ts';
import { CohortModel } from '../../src/features/programmes/cohort.model.ts';
import { type Cohort, moveCohort, moveProgramme } from '../../src/features/programmes/index.ts';
import { AttemptModel } from '../../src/features/quizzes/attempt.model.ts';
import { startAttempt, submitExpired } from '../../src/features/quizzes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { aPerson } from '../admissions/people.ts';
import { finishEverything } from '../completion/a-finish.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, addSeat, aLearner, signIn } from '../support/classroom.ts';

const somebody = '0'.repeat(24);

/** The cohort takes applications until tomorrow. */
async function takingApplications(cohort: Cohort): Promise<Cohort> {
  const applicationsUntil = new Date(now().getTime() + 86_400_000);
  await CohortModel.updateOne({ _id: cohort.id }, { $set: { applicationsUntil } });
  return { ...cohort, state: 'open', applicationsUntil };
}

describe('everybody’s home', () => {
  const app = useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(now());
    await moveProgramme(cohort.programme, 'open', somebody);
    await moveCohort(cohort.id, 'open', somebody);
  });

  it('is not there for a visitor', async () => {
    const browser = await new Browser(app.address).open('/beranda');
    expect(browser.path).to.include('/masuk');
  });

  it('tells a learner what is next, what is due and when the class meets', async () => {
    const startsAt = new Date(now().getTime() + 2 * 86_400_000);
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    await planSession(cohort.id, { startsAt, endsAt, place: 'Ruang 2', topic: 'Kemasan', teacher: somebody }, somebody);
    const { email } = await aLearner(cohort, now());
    const browser = await signIn(new Browser(app.address), email);
    await browser.open('/beranda');
    expect(browser.status).to.equal(200);
    expect(browser.text).to.match(/Selamat \w+, Sari Wulandari/);
    expect(browser.text).to.include('Minggu 2 dari').and.include('Lanjutkan membaca').and.include('Kemasan');
    expect(browser.page.querySelectorAll('.card.next')).to.have.length(1);
    expect(browser.page.querySelector('.voyage [aria-current]')!.text).to.include('Belajar');
    expect(browser.page.querySelectorAll('.tabs a')).to.have.length(5);
    await browser.follow('Lanjutkan membaca');
    expect(browser.status, browser.path).to.equal(200);
    expect(browser.page.querySelectorAll('.tabs [aria-current]').map((tab) => tab.text)).to.deep.equal(['Materi']);
  });

  it('leads somebody new to the open cohorts, and then back to the application', async () => {
    const { id, browser } = await aPerson(app.address, 'Dewi');
    await browser.open('/beranda');
    expect(browser.text).to.include('Pilih angkatan untuk mendaftar');
    await openApplication(await takingApplications(cohort), id, now());
    await browser.open('/beranda');
    expect(browser.text).to.include('Selesaikan pendaftaran Anda').and.include('Belum dikirim');
  });

  it('lists the own applications of a learner and of staff, until they came to a seat', async () => {
    const other = await aCohort(now());
    await moveProgramme(other.programme, 'open', somebody);
    await moveCohort(other.id, 'open', somebody);
    const applying = await takingApplications(other);
    const learner = await aLearner(cohort, now());
    const learning = await signIn(new Browser(app.address), learner.email);
    const verifier = await aPerson(app.address, 'Vera', { role: 'verifier', scope: cohort.programme });
    for (const [id, browser] of [
      [learner.account, learning],
      [verifier.id, verifier.browser],
    ] as const) {
      const headings = () => browser.page.querySelectorAll('h2').map((heading) => heading.text);
      await browser.open('/beranda');
      expect(headings()).not.to.include('Pendaftaran Anda');

      const { id: application } = await openApplication(applying, id, now());
      await browser.open('/beranda');
      expect(headings()).to.include('Pendaftaran Anda');
      expect(browser.text).to.include('Belum dikirim').and.not.include('Tidak ada yang menunggu Anda');
      expect(browser.page.querySelector(`.tasks a[href="/pendaftaran/${other.id}"]`)!.text).to.equal(other.name);
      expect(browser.page.querySelectorAll('.card.next').length).to.be.at.most(1);

      for (const state of ['accepted', 'withdrawn'] as const) {
        await ApplicationModel.updateOne({ _id: application }, { $set: { state } });
        await browser.open('/beranda');
        expect(headings(), state).not.to.include('Pendaftaran Anda');
      }
    }
  });

  it('leads to a quiz whose clock runs, and says afterwards that its time was over', async () => {
    const own = await aCohort(now());
    const { enrolment, email } = await aLearner(own, now());
    const { quiz } = (await findCurriculum(own.curriculum)).modules[0]!;
    const begun = new Date(now().getTime() - 5 * 60_000);
    const attempt = await startAttempt({ enrolment, cohort: own, quiz }, begun);
    const browser = await signIn(new Browser(app.address), email);
    await browser.open('/beranda');
    expect(browser.text).to.match(/Kuis berjalan: sisa 1[45] menit/);
    expect(browser.page.querySelector('.card.next a')!.getAttribute('href')).to.equal(`/kuis/${attempt.id}/tinjau`);
    await browser.follow('Lanjutkan kuis');
    expect(browser.status).to.equal(200);

    const over = new Date(now().getTime() - 60_000);
    await AttemptModel.updateOne({ _id: attempt.id }, { $set: { deadline: over } });
    await browser.open('/beranda');
    expect(browser.text).to.include('Jawaban yang tersimpan sedang dinilai').and.not.include('Kuis berjalan');
    await submitExpired(now());
    await browser.open('/beranda');
    expect(browser.text).to.include(`Waktu ${quiz.title.id} habis`).and.include('Kesempatan Anda tinggal 1');
    await browser.follow('Lihat hasil');
    expect(browser.path).to.equal(`/kuis/${attempt.id}/hasil`);
    expect(browser.status).to.equal(200);
  });

  it('shows a learner of two classes both, whichever was joined last', async () => {
    const [one, other] = [await aCohort(now()), await aCohort(now())];
    await CohortModel.updateOne({ _id: other.id }, { $set: { name: 'Angkatan Malam' } });
    const { account, email } = await aLearner(one, now());
    await addSeat(account, other, now());
    const browser = await signIn(new Browser(app.address), email);
    await browser.open('/beranda');
    for (const cohort of [one, other]) expect(browser.html).to.include(`/kelas/${cohort.id}/kelulusan`);
    expect(browser.text).to.include('Yang harus dikerjakan di Angkatan 1').and.include('di Angkatan Malam');
    expect(browser.page.querySelectorAll('.card.next')).to.have.length(1);
  });

  it('counts as behind whom the list of learners shows as behind', async () => {
    const taught = await aCohort(now());
    const [reader, done] = [await aLearner(taught, now()), await aLearner(taught, now())];
    const { modules } = await findCurriculum(taught.curriculum);
    for (const { key } of modules[0]!.lessons) await markRead(reader.enrolment.id, key, now());
    await finishEverything(taught, done, now());
    for (const { enrolment } of [reader, done]) await decideAgain(enrolment.id, now());
    const { browser } = await aPerson(app.address, 'Budi', { role: 'instructor', scope: taught.id });
    await browser.open('/beranda');
    const line = browser.page.querySelector(`.tasks a[href="/angkatan/${taught.id}/peserta"]`)!.parentNode!;
    expect(line.text).to.include('1 tertinggal').and.include('2 peserta');
    await browser.open(`/angkatan/${taught.id}/peserta?saring=behind`);
    expect(browser.page.querySelectorAll('tbody tr')).to.have.length(1);
  });

  it('asks a mentor to take no attendance, and a centre’s admin to; both are told who is behind', async () => {
    const own = await aCohort(now());
    const startsAt = new Date(now().getTime() + 1000);
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    await planSession(own.id, { startsAt, endsAt, place: 'Ruang 2', topic: 'Kemasan', teacher: somebody }, somebody);
    const { browser: mentor } = await aPerson(app.address, 'Maya', { role: 'mentor', scope: own.id });
    await mentor.open('/beranda');
    expect(mentor.text).to.include('Belum ada peserta').and.not.include('Catat kehadiran');
    expect(mentor.text).to.include('Tidak ada yang menunggu Anda');
    const learner = await aLearner(own, now());
    await decideAgain(learner.enrolment.id, now());
    await mentor.open('/beranda');
    expect(mentor.text).to.include('1 peserta tertinggal').and.not.include('Tidak ada yang menunggu Anda');
    const { browser: admin } = await aPerson(app.address, 'Dewi', { role: 'centre-admin', scope: own.centre });
    await admin.open('/beranda');
    expect(admin.text).to.include('Catat kehadiran').and.include('Bantu masuk dan perbaiki nama');
    await admin.open('/kelas');
    expect(admin.html).to.include(`/angkatan/${own.id}/peserta`).and.include(`/kelas/${own.id}/pertemuan`);
  });

  it('leads a centre’s admin to every class there ever was, page by page', async () => {
    const own = await aCohort(now());
    const stored = (await CohortModel.findById(own.id).lean())!;
    const copies = Array.from({ length: 26 }, (_, index) => ({
      ...stored,
      _id: new Types.ObjectId(),
      number: 100 + index,
      name: `Angkatan lama ${index}`,
      startsOn: new Date(stored.startsOn.getTime() - (index + 1) * 7 * 86_400_000),
    }));
    await CohortModel.insertMany(copies);
    const { browser } = await aPerson(app.address, 'Dewi', { role: 'centre-admin', scope: own.centre });
    const namesOn = async (path: string) => {
      await browser.open(path);
      return browser.page.querySelectorAll('main h2').map(({ text }) => text);
    };
    const [first, second] = [await namesOn('/kelas'), await namesOn('/kelas?halaman=2')];
    expect(first).to.have.length(25).and.include(own.name);
    expect(second).to.deep.equal(['Angkatan lama 24', 'Angkatan lama 25']);
  });

  describe('of somebody who works here', () => {
    const grants: readonly [string, () => RoleGrant[]][] = [
      ['instructor', () => [{ role: 'instructor', scope: cohort.id }]],
      ['mentor', () => [{ role: 'mentor', scope: cohort.id }]],
      ['centre admin', () => [{ role: 'centre-admin', scope: cohort.centre }]],
      ['verifier', () => [{ role: 'verifier', scope: cohort.programme }]],
      ['programme admin', () => [{ role: 'programme-admin', scope: cohort.programme }]],
      ['assessor', () => [{ role: 'assessor', scope: cohort.body }]],
      ['certification manager', () => [{ role: 'certification-manager', scope: cohort.body }]],
      ['panel member', () => [{ role: 'panel-member', scope: cohort.body }]],
      ['labour office', () => [{ role: 'labour-office', scope: '36.71' }]],
      ['system admin', () => [{ role: 'system-admin', scope: 'system' }]],
      [
        'verifier who is also a panel member',
        () => [
          { role: 'verifier', scope: cohort.programme },
          { role: 'panel-member', scope: cohort.body },
        ],
      ],
    ];
    for (const [name, roles] of grants) {
      it(`leads a ${name} only to pages that open`, async () => {
        const { browser } = await aPerson(app.address, 'Rina', ...roles());
        await browser.open('/beranda');
        expect(browser.status).to.equal(200);
        expect(browser.page.querySelectorAll('h1')).to.have.length(1);
        expect(browser.page.querySelectorAll('.card.next').length).to.be.at.most(1);
        expect(browser.page.querySelectorAll('main section h2')).to.have.length.at.least(roles().length);
        const links = browser.page.querySelectorAll('main a, .tabs a').map((link) => link.getAttribute('href')!);
        for (const href of new Set(links)) {
          await browser.open(href);
          expect(browser.status, href).to.equal(200);
        }
      });
    }
  });
});
