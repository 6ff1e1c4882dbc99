import { expect } from 'chai';
import { recordAttendance } from '../../src/features/attendance/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { aPerson } from '../admissions/people.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, aLearner, signIn } from '../support/classroom.ts';
import { aMeeting, anId } from './a-meeting.ts';

describe('the pages of class sessions', () => {
  const app = useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(now());
  });

  const anInstructor = () => aPerson(app.address, 'Budi Santoso', { role: 'instructor', scope: cohort.id });

  it('let an instructor plan a session, and take and correct attendance', async () => {
    const { enrolment } = await aLearner(cohort, now());
    const { browser } = await anInstructor();
    await browser.open(`/kelas/${cohort.id}/pertemuan`);
    expect(browser.text).to.contain('Belum ada pertemuan');
    await browser.follow('Rencanakan pertemuan');
    const plan = { topic: 'Menghitung FOB', day: '2026-01-05', from: '12:00', until: '09:00', place: 'Ruang 1' };
    await browser.submit('/baru', plan);
    expect(browser.status).to.equal(422);
    expect(browser.text).to.contain('Waktu selesai harus setelah');
    // A day outside of the term is asked about.
    await browser.submit('/baru', { from: '09:00', until: '12:00' });
    expect(browser.text).to.contain('di luar masa belajar');
    await browser.submit('/baru');
    expect(browser.text).to.contain('direncanakan').and.to.contain('Perlu dicatat');

    await browser.follow('Menghitung FOB');
    expect(browser.text).to.contain('Semua ditandai hadir').and.to.contain('Sari Wulandari');
    const register = browser.path;
    await browser.submit(register, { [`status-${enrolment.id}`]: 'absent' });
    expect(browser.text).to.contain('Kehadiran tersimpan').and.to.contain('Sudah dicatat');
    await browser.open(register);
    expect(browser.text).to.contain('Dicatat Budi Santoso');
    await browser.submit(register, { [`status-${enrolment.id}`]: 'excused' });
    await browser.open(`${register}/cetak`);
    expect(browser.text).to.contain('Daftar hadir').and.to.contain('Izin').and.to.contain('Tanda tangan');
  });

  it('show the second of two people that the first has changed it', async () => {
    const { enrolment } = await aLearner(cohort, now());
    const meeting = await aMeeting(cohort, now());
    const { browser } = await anInstructor();
    await browser.open(`/pertemuan/${meeting.id}`);
    await recordAttendance(meeting, { seen: 0, statuses: new Map([[enrolment.id, 'absent']]), by: anId() }, now());
    await browser.submit(`/pertemuan/${meeting.id}`);
    expect(browser.status).to.equal(409);
    expect(browser.text).to.contain('Orang lain baru saja mengubah');
  });

  it('take no attendance before a session begins', async () => {
    const meeting = await aMeeting(cohort, now(), { startsAt: new Date(now().getTime() + 3_600_000) });
    const { browser } = await anInstructor();
    await browser.open(`/pertemuan/${meeting.id}`);
    expect(browser.text).to.contain('setelah pertemuan dimulai');
    await browser.post(`/pertemuan/${meeting.id}`);
    expect(browser.status).to.equal(409);
  });

  it('show a learner their own share, the rule and the next session, and nothing to change', async () => {
    const own = await aCohort(now());
    const { email, enrolment } = await aLearner(own, now());
    const [first, second] = [await aMeeting(own, now()), await aMeeting(own, now())];
    await aMeeting(own, now(), { startsAt: new Date(now().getTime() + 3_600_000), topic: 'Kunjungan pelabuhan' });
    const say = (meeting: typeof first, status: 'present' | 'absent') =>
      recordAttendance(meeting, { seen: 0, statuses: new Map([[enrolment.id, status]]), by: anId() }, now());
    await say(first, 'present');
    await say(second, 'absent');
    const browser = await signIn(new Browser(app.address), email);
    await browser.open(`/kelas/${own.id}/pertemuan`);
    expect(browser.text).to.contain('Hadir 1 dari 2 pertemuan (50%)').and.to.contain('Masih kurang');
    expect(browser.text).to.contain('80%').and.to.contain('Kunjungan pelabuhan');
    expect((await browser.open(`/pertemuan/${first.id}`)).status).to.equal(404);
    expect((await browser.open(`/kelas/${own.id}/pertemuan/baru`)).status).to.equal(404);
    expect((await browser.open(`/kelas/${cohort.id}/pertemuan`)).status).to.equal(404);
  });
});
