import { expect } from 'chai';
import mongoose from 'mongoose';
import { findPerson, listAccountsWithRole } from '../../src/features/accounts/index.ts';
import { BodyModel } from '../../src/features/programmes/body.model.ts';
import { findCohort, findProgramme, listProgrammes } from '../../src/features/programmes/index.ts';
import { useApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { publishTestContent, testCourse } from '../support/curriculum.ts';
import { aPerson } from '../admissions/people.ts';
import { anOpenCohort, aProgramme } from './a-programme.ts';
import { listCohortsOf } from '../../src/features/programmes/cohort.list.service.ts';

const systemAdmin = { role: 'system-admin', scope: 'system' } as const;

/** What the form of a question carries along. */
const filled = ({ page }: Browser): Record<string, string> =>
  Object.fromEntries(
    page
      .querySelectorAll('main form input[type=hidden]')
      .map((input) => [input.getAttribute('name')!, input.getAttribute('value')!] as const),
  );

describe('the pages of a programme admin', () => {
  const app = useApp();
  before(publishTestContent);

  it('lead from an empty school to a cohort that takes applications', async () => {
    const { browser, id } = await aPerson(app.address, 'Admin', systemAdmin);
    await browser.open('/program');
    expect(browser.text).to.contain('Belum ada program');

    await browser.open('/program/balai');
    await browser.submit('/program/balai', {
      name: 'BLK Cipondoh',
      address: 'Jl. Uji 1',
      city: '36.71',
      capacity: '40',
    });
    await browser.submit('/program/balai', {
      name: 'BLK Cipondoh',
      address: 'Jl. Uji 2',
      city: '36.71',
      capacity: '40',
    });
    expect(browser.status).to.equal(422);
    await browser.open('/program/lembaga');
    const signatory = { firstName: 'Handito', firstRoleId: 'Kepala', firstRoleEn: 'Head' };
    await browser.submit('/program/lembaga', {
      name: 'LSP Uji',
      panelMinimum: '3',
      licenceNumber: 'X-1',
      ...signatory,
    });
    expect(browser.status).to.equal(422);
    await browser.submit('/program/lembaga', { licenceNumber: '' });
    expect(browser.text).to.contain('LSP Uji').and.contain('Belum ada lisensi');

    await browser.open('/program/baru');
    const body = browser.page.querySelectorAll('[name=body] option').at(-1)!.getAttribute('value')!;
    const names = { nameId: 'Sekolah Ekspor', nameEn: 'Export School', summaryId: 'Gratis.', summaryEn: 'Free.' };
    const rest = { organiser: 'Disnaker', course: testCourse, body, targetCount: '1.000', targetFrom: '2026-01-01' };
    await browser.submit('/program/baru', { ...names, ...rest, targetUntil: '2025-12-31' });
    expect(browser.status).to.equal(422);
    await browser.submit('/program/baru', { targetUntil: '2027-12-31', nameId: 'Sekolah Ekspor → Pasar Dunia' });
    expect(browser.status).to.equal(422);
    expect(browser.page.querySelector('#nameId-error')!.text).to.contain('Tanda → tidak dapat dicetak');
    expect(browser.page.querySelector('[name=nameId]')!.getAttribute('value')).to.contain('→ Pasar Dunia');
    await browser.submit('/program/baru', { nameId: 'Sekolah\u00a0Ekspor\u200b' });
    expect(browser.text).to.contain('Sekolah Ekspor').and.contain('1.000 orang').and.contain('Punya NIB');
    await browser.submit('/keadaan');

    await browser.follow('Buat angkatan');
    const centre = browser.page.querySelectorAll('[name=centre] option').at(-1)!.getAttribute('value')!;
    const dates = {
      applicationsUntil: '2027-01-10',
      startsOn: '2027-01-12',
      endsOn: '2027-02-08',
      examOn: '2027-02-15',
    };
    const latest = browser.page.querySelector('[name=curriculum] [selected]')!;
    expect(latest.text).to.contain('Terbaru');
    await browser.submit('/angkatan/baru', { number: '4', name: 'Angkatan 4', centre, seats: '41', ...dates });
    expect(browser.text).to.contain('daya tampung balai 40 peserta');
    // Eight days for a course of four weeks are asked about, and can be changed with all that was typed.
    await browser.submit('/angkatan/baru', { seats: '30', endsOn: '2027-01-19' });
    expect(browser.status).to.equal(200);
    expect(browser.text).to.contain('Angkatan ini 8 hari untuk kursus 4 minggu').and.contain('Tetap buat');
    expect((await listCohortsOf((await listProgrammes()).items[0]!.id)).items).to.deep.equal([]);
    await browser.post(browser.path, { ...filled(browser), changeFirst: 'yes' });
    expect(browser.page.querySelector('[name=endsOn]')!.getAttribute('value')).to.equal('2027-01-19');
    await browser.submit('/angkatan/baru', {
      startsOn: '2020-01-12',
      endsOn: '2020-02-08',
      applicationsUntil: '2020-01-10',
    });
    expect(browser.status).to.equal(422);
    expect(browser.text).to.contain('Tanggal ini sudah lewat');
    await browser.submit('/angkatan/baru', dates);
    await browser.submit('/keadaan');
    expect(browser.text).to.contain('sudah dibuka').and.contain('0 dari 30 terisi');

    const [programme] = (await listProgrammes()).items;
    const [cohort] = (await listCohortsOf(programme!.id)).items;
    expect(cohort).to.include({ number: 4, state: 'open', seatsLeft: 30 });
    await browser.submit('/kursi', { seats: '41' });
    expect(browser.status).to.equal(422);
    await browser.submit('/kursi', { seats: '25' });
    expect((await findCohort(cohort!.id))?.seats).to.equal(25);
    // A system admin needs no role for what all of them may do.
    expect(await listAccountsWithRole('programme-admin', programme!.id)).to.deep.equal([]);
    expect((await findPerson(id))?.name).to.equal('Admin');
  });

  it('show what a programme admin makes to that admin alone', async () => {
    const { programme } = await aProgramme();
    const own = await aPerson(app.address, 'Budi', { role: 'programme-admin', scope: programme.id });
    const other = await aPerson(app.address, 'Dewi', { role: 'programme-admin', scope: 'f'.repeat(24) });
    expect((await own.browser.open('/program')).text).to.contain('Sekolah Ekspor');
    expect((await own.browser.open(`/program/${programme.id}/ubah`)).status).to.equal(200);
    expect((await other.browser.open(`/program/${programme.id}`)).status).to.equal(404);
    expect((await own.browser.open('/program/balai')).status).to.equal(403);
  });

  it('list certification bodies page by page, and offer a system admin all of them', async () => {
    const { browser } = await aPerson(app.address, 'Admin', systemAdmin);
    const names = Array.from({ length: 26 }, (_, index) => `AAA ${String(index + 10)}`);
    const made = await BodyModel.insertMany(
      names.map((name) => ({ name, city: '36.71', signatories: [], panelMinimum: 3 })),
    );
    await browser.open('/program/lembaga');
    expect(browser.text).to.contain(names[24]).and.not.contain(names[25]);
    await browser.follow('halaman=2');
    expect(browser.text).to.contain(names[25]).and.not.contain(names[24]);
    await browser.open('/program/baru');
    const offered = browser.page.querySelectorAll('[name=body] option').map((option) => option.text);
    expect(offered).to.include.members(names);
    await BodyModel.deleteMany({ _id: mongoose.trusted({ $in: made.map(({ _id }) => _id) }) });
  });

  it('offer a programme admin only the bodies of their own programmes, and take no other', async () => {
    const [{ programme, body }, other] = [await aProgramme(), await aProgramme()];
    const { browser } = await aPerson(app.address, 'Budi', { role: 'programme-admin', scope: programme.id });
    const offered = () =>
      browser.page
        .querySelectorAll('[name=body] option')
        .map((option) => option.getAttribute('value'))
        .filter(Boolean);
    await browser.open('/program/baru');
    expect(offered()).to.deep.equal([body.id]);
    const names = { nameId: 'Sekolah Rajut', nameEn: 'Knitting School', summaryId: 'Gratis.', summaryEn: 'Free.' };
    const rest = { organiser: 'Disnaker', course: testCourse, targetCount: '10', targetFrom: '2026-01-01' };
    await browser.submit('/program/baru', { ...names, ...rest, targetUntil: '2027-12-31', body: other.body.id });
    expect(browser.status).to.equal(422);
    await browser.open(`/program/${programme.id}/ubah`);
    await browser.submit('/ubah', { body: other.body.id });
    expect(browser.status).to.equal(422);
    expect((await findProgramme(programme.id))?.body).to.equal(body.id);

    await browser.open('/program/baru');
    await browser.submit('/program/baru', { ...names, ...rest, targetUntil: '2027-12-31', body: body.id });
    expect(browser.text).to.contain('Sekolah Rajut').and.contain('dibuat sebagai rancangan');
  });
});

describe('the staff page of a cohort', () => {
  const app = useApp();

  it('invites, gives and takes roles, but not one’s own', async () => {
    const cohort = await anOpenCohort();
    const admin = await aPerson(app.address, 'Budi', { role: 'programme-admin', scope: cohort.programme });
    const rina = await aPerson(app.address, 'Rina', { role: 'instructor', scope: cohort.id });
    const { browser } = admin;
    await browser.open(`/angkatan/${cohort.id}/staf`);
    expect(browser.text).to.contain('Rina').and.contain('Instruktur');
    const confirming = () =>
      browser.page.querySelector('[name=confirmPassword]') ? { confirmPassword: admin.password } : {};

    await browser.follow('Rina');
    await browser.submit(rina.id, { roles: ['mentor', 'verifier'], ...confirming() });
    expect(browser.text, 'asked first')
      .to.contain('Ambil peran dari Rina?')
      .and.contain('Peran yang berakhir: Instruktur');
    expect(browser.html, 'a question holds no password').not.to.contain(admin.password);
    await browser.submit(rina.id);
    expect(browser.text).to.contain('Peran Rina sudah diubah');
    const holders = async (role: 'instructor' | 'mentor' | 'verifier', scope: string) =>
      (await listAccountsWithRole(role, scope)).map(({ name }) => name);
    expect(await holders('instructor', cohort.id)).to.deep.equal([]);
    expect(await holders('mentor', cohort.id)).to.deep.equal(['Rina']);
    expect(await holders('verifier', cohort.programme)).to.deep.equal(['Rina']);
    // What was taken back is gone at once.
    expect((await rina.browser.open(`/angkatan/${cohort.id}`)).path).to.contain('/masuk');

    await browser.follow('undang');
    await browser.submit('/undang', { name: 'Dewi', email: 'dewi', role: 'mentor', ...confirming() });
    expect(browser.status).to.equal(422);
    await browser.submit('/undang', { email: 'dewi@example.org', ...confirming() });
    expect(browser.text).to.contain('Undangan untuk Dewi dikirim');

    expect((await browser.open(`/angkatan/${cohort.id}/staf/${admin.id}`)).status).to.equal(403);
  });

  const inviting = (role: string) => ({ name: 'Dewi', email: `${role}@example.org`, role });

  it('gives no role at a body, a centre or a city into the hands of a programme admin', async () => {
    const cohort = await anOpenCohort();
    const staff = `/angkatan/${cohort.id}/staf`;
    const admin = await aPerson(app.address, 'Budi', { role: 'programme-admin', scope: cohort.programme });
    const manager = await aPerson(app.address, 'Agus', { role: 'certification-manager', scope: cohort.body });
    const mentor = await aPerson(app.address, 'Rina', { role: 'mentor', scope: cohort.id });
    const { browser } = admin;
    await browser.open(staff);
    expect(browser.text).to.contain('Rina').and.not.contain('Agus');
    expect(browser.text).to.contain('manajer sertifikasi lembaga itu atau admin sistem');
    for (const role of ['certification-manager', 'panel-member', 'assessor', 'centre-admin', 'labour-office']) {
      await browser.open(`${staff}/undang`);
      expect(browser.page.querySelector(`[value=${role}]`)).to.equal(null);
      await browser.post(`${staff}/undang`, inviting(role));
      expect(browser.status).to.equal(422);
      await browser.post(`${staff}/${mentor.id}`, { roles: role, seen: 'mentor' });
      expect(browser.status).to.equal(422);
    }
    await browser.post(`${staff}/${manager.id}`, { seen: 'certification-manager' });
    expect(browser.status).to.equal(404);
    const managers = await listAccountsWithRole('certification-manager', cohort.body);
    expect(managers.map(({ name }) => name)).to.deep.equal(['Agus']);
    expect(await listAccountsWithRole('assessor', cohort.body)).to.deep.equal([]);
  });

  it('lets a certification manager give the roles of the body, and the system admin all', async () => {
    const cohort = await anOpenCohort();
    const staff = `/angkatan/${cohort.id}/staf`;
    const manager = await aPerson(app.address, 'Agus', { role: 'certification-manager', scope: cohort.body });
    await manager.browser.open(`${staff}/undang`);
    await manager.browser.submit('/undang', inviting('assessor'));
    expect(manager.browser.text).to.contain('Undangan untuk Dewi dikirim');
    await manager.browser.post(`${staff}/undang`, inviting('verifier'));
    expect(manager.browser.status).to.equal(422);

    const admin = await aPerson(app.address, 'Sari', systemAdmin);
    await admin.browser.open(`${staff}/undang`);
    for (const role of ['labour-office', 'centre-admin', 'panel-member']) {
      await admin.browser.open(`${staff}/undang`);
      await admin.browser.submit('/undang', inviting(role));
      expect(admin.browser.text).to.contain('Undangan untuk Dewi dikirim');
    }
    await admin.browser.follow('Agus');
    await admin.browser.submit(manager.id, { roles: [] });
    await admin.browser.submit(manager.id);
    expect(await listAccountsWithRole('certification-manager', cohort.body)).to.deep.equal([]);
  });

  it('is not found by those who have nothing to do in the cohort', async () => {
    const cohort = await anOpenCohort();
    const strangers = [
      await aPerson(app.address, 'Joko'),
      await aPerson(app.address, 'Budi', { role: 'programme-admin', scope: 'f'.repeat(24) }),
      await aPerson(app.address, 'Agus', { role: 'certification-manager', scope: 'f'.repeat(24) }),
    ];
    const paths = [`/angkatan/${cohort.id}`, `/angkatan/${cohort.id}/staf`, `/angkatan/${cohort.id}/staf/undang`];
    for (const { browser } of strangers) {
      for (const path of paths) expect((await browser.open(path)).status).to.equal(404);
      await browser.post(`/angkatan/${cohort.id}/keadaan`, { from: 'open', to: 'running' });
      expect(browser.status).to.equal(404);
    }
    expect((await findCohort(cohort.id))?.state).to.equal('open');
  });

  it('is for admins; an instructor sees the cohort without it', async () => {
    const cohort = await anOpenCohort();
    const { browser } = await aPerson(app.address, 'Rina', { role: 'instructor', scope: cohort.id });
    await browser.open(`/angkatan/${cohort.id}`);
    expect(browser.text).to.contain('Catat pertemuan').and.not.contain('Atur staf');
    expect((await browser.open(`/angkatan/${cohort.id}/staf`)).status).to.equal(403);
  });
});
