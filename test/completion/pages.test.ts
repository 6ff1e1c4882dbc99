import { expect } from 'chai';
import { findPerson } from '../../src/features/accounts/index.ts';
import { type AttendanceStatus, recordAttendance } from '../../src/features/attendance/index.ts';
import { decideAgain } from '../../src/features/completion/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { formatterFor } from '../../src/platform/format.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { lettersTo } from '../accounts/letters.ts';
import { goodPassword } from '../accounts/walk.ts';
import { aPerson } from '../admissions/people.ts';
import { aMeeting, anId } from '../attendance/a-meeting.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, aLearner, signIn } from '../support/classroom.ts';
import { finishEverything } from './a-finish.ts';

describe('the pages of completion', () => {
  const app = useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(now());
  });

  it('tell a learner what is missing, with the way there, and then that all is done', async () => {
    const learner = await aLearner(cohort, now());
    const browser = await signIn(new Browser(app.address), learner.email);
    await browser.open(`/kelas/${cohort.id}/kelulusan`);
    expect(browser.text).to.contain('0 dari 4 syarat terpenuhi').and.to.contain('0 dari 3 materi dibaca');
    expect(browser.text).to.contain('Hadir 0%, perlu paling sedikit 80%');
    const hrefs = browser.page.querySelectorAll('main a').map((link) => link.getAttribute('href'));
    expect(hrefs).to.include.members([
      `/kelas/${cohort.id}/materi/01-kenal-barang/01-klaim`,
      `/kelas/${cohort.id}/kuis/01-kenal-barang`,
      `/kelas/${cohort.id}/tugas/m01-a1`,
      `/kelas/${cohort.id}/pertemuan`,
    ]);

    await finishEverything(cohort, learner, now());
    await runDueJobs();
    await browser.open(`/kelas/${cohort.id}/kelulusan`);
    expect(browser.text).to.contain('Anda sudah menyelesaikan program').and.to.contain('uji kompetensi');
  });

  it('tell a learner how attendance is counted, and which sessions were missed', async () => {
    const own = await aCohort(now());
    const { enrolment, email } = await aLearner(own, now());
    const other = await aLearner(own, now());
    const hold = async (topic: string, status: AttendanceStatus, who = enrolment.id) => {
      const meeting = await aMeeting(own, now(), { topic });
      await recordAttendance(meeting, { seen: 0, statuses: new Map([[who, status]]), by: anId() }, now());
    };
    const browser = await signIn(new Browser(app.address), email);
    await browser.open(`/kelas/${own.id}/kelulusan`);
    expect(browser.text).to.contain('Belum ada kehadiran Anda yang dicatat');

    await hold('Kode HS', 'present');
    await hold('Incoterms', 'absent');
    await hold('Kemasan', 'excused');
    await hold('Orang lain', 'absent', other.enrolment.id);
    await aMeeting(own, now(), { topic: 'Belum dicatat' });
    await browser.open(`/kelas/${own.id}/kelulusan`);
    expect(browser.text).to.contain('Anda hadir di 1 dari 2 pertemuan').and.contain('1 pertemuan dengan izin');
    expect(browser.text).to.contain('1 pertemuan yang sudah lewat belum dicatat').and.contain('Hadiri 3 pertemuan');
    const missed = browser.page.querySelectorAll('main ul:not(.tasks) li').map((item) => item.text);
    expect(missed).to.have.length(1);
    expect(missed[0]).to.contain('Incoterms').and.contain(formatterFor('id').weekday(now()).slice(-4));
  });

  it('show staff who is behind, page by page and filtered', async () => {
    const learner = await aLearner(cohort, now());
    await finishEverything(cohort, learner, now());
    await runDueJobs();
    const { browser } = await aPerson(app.address, 'Budi', { role: 'instructor', scope: cohort.id });
    await browser.open(`/angkatan/${cohort.id}/peserta`);
    expect(browser.text).to.contain('Sari Wulandari').and.to.contain('Selesai').and.to.contain('3/3');
    await browser.submit('/peserta', { saring: 'silent' });
    expect(browser.text).not.to.contain('3/3');
  });

  it('let the centre’s admin help a learner in who has lost the password, with a link that works once', async () => {
    const learner = await aLearner(cohort, now());
    await decideAgain(learner.enrolment.id, now());
    const { browser: admin } = await aPerson(app.address, 'Dewi', { role: 'centre-admin', scope: cohort.centre });
    await admin.open(`/angkatan/${cohort.id}/peserta`);
    await admin.follow(`${learner.enrolment.id}/bantu-masuk`);
    await admin.submit('/bantu-masuk', {});
    expect(admin.status).to.equal(422);
    const again = admin.html.includes('confirmPassword') ? { confirmPassword: goodPassword } : {};
    await admin.submit('/bantu-masuk', { checked: 'on', ...again });
    const link = admin.page.querySelector('code')!.text;
    expect(new URL(link).pathname).to.match(/^\/atur-sandi\/[\w-]{43}$/);

    const phone = new Browser(app.address);
    await phone.open(new URL(link).pathname);
    await phone.submit('', { password: 'perahu kertas hijau 2027' });
    const browser = new Browser(app.address);
    await browser.open('/masuk');
    await browser.submit('/masuk', { contact: learner.email, password: 'perahu kertas hijau 2027' });
    expect(browser.path).to.equal('/beranda');
    expect((await new Browser(app.address).open(new URL(link).pathname)).status).to.equal(404);
    const { browser: teacher } = await aPerson(app.address, 'Budi', { role: 'instructor', scope: cohort.id });
    await teacher.open(`/angkatan/${cohort.id}/peserta`);
    expect(teacher.text).not.to.contain('Bantu masuk');
  });

  it('let the centre’s admin correct a name with the identity card at hand, and nobody change it unseen', async () => {
    const learner = await aLearner(cohort, now());
    await decideAgain(learner.enrolment.id, now());
    const { browser: admin } = await aPerson(app.address, 'Dewi', { role: 'centre-admin', scope: cohort.centre });
    await admin.open(`/angkatan/${cohort.id}/peserta`);
    await admin.follow(`${learner.enrolment.id}/nama`);
    await admin.submit('/nama', { name: 'Sari Wulandari Putri' });
    expect(admin.status).to.equal(422);
    expect(admin.page.querySelector('#name')!.getAttribute('value')).to.equal('Sari Wulandari Putri');
    expect(admin.page.querySelector('#checked-error')).not.to.equal(null);
    const late = admin.twin();
    await admin.submit('/nama', { checked: 'on' });
    expect(admin.text).to.contain('Nama peserta sekarang Sari Wulandari Putri');
    await late.submit('/nama', { name: 'Sari Dewi', checked: 'on' });
    expect(late.status, 'the name that was seen is another one now').to.equal(409);
    expect((await findPerson(learner.account))!.name).to.equal('Sari Wulandari Putri');
    expect((await lettersTo(learner.email)).join()).to.contain('Nama di akun Anda diubah');
  });

  it('are nobody else’s', async () => {
    const { email } = await aLearner(cohort, now());
    const browser = await signIn(new Browser(app.address), email);
    expect((await browser.open(`/angkatan/${cohort.id}/peserta`)).status).to.equal(404);
    const { browser: verifier } = await aPerson(app.address, 'Vera', { role: 'verifier', scope: cohort.programme });
    expect((await verifier.open(`/angkatan/${cohort.id}/peserta`)).status).to.equal(403);
    expect((await verifier.open(`/kelas/${cohort.id}/kelulusan`)).status).to.equal(403);
  });
});
