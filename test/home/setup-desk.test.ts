import { expect } from 'chai';
import { setupDesk } from '../../src/features/home/setup-desk.page.ts';
import type { SetupDesk } from '../../src/features/home/setup-desk.service.ts';
import { createBody, createCentre, moveCohort, moveProgramme } from '../../src/features/programmes/index.ts';
import { CentreModel } from '../../src/features/programmes/centre.model.ts';
import { now } from '../../src/platform/clock.ts';
import { formatterFor } from '../../src/platform/format.ts';
import { translator } from '../../src/platform/i18n.ts';
import { aPerson } from '../admissions/people.ts';
import { aProgramme } from '../programmes/a-programme.ts';
import { useApp } from '../support/app.ts';
import { aCohort } from '../support/classroom.ts';

const speech = { t: translator('id'), f: formatterFor('id'), lang: 'id' } as const;
const systemAdmin = { role: 'system-admin', scope: 'system' } as const;
const somebody = '0'.repeat(24);
const nothing: SetupDesk = {
  hasBody: false,
  hasCentre: false,
  programme: undefined,
  cohort: undefined,
  hasStaff: false,
};

describe('setting up a school', () => {
  const table: readonly [string, Partial<SetupDesk>, string, string | undefined, readonly string[]][] = [
    [
      'an empty school',
      {},
      'Lembaga sertifikasi',
      '/program/lembaga',
      ['Berikutnya', 'Belum', 'Belum', 'Belum', 'Belum', 'Belum'],
    ],
    [
      'a school with a body',
      { hasBody: true },
      'Balai pelatihan',
      '/program/balai',
      ['Selesai', 'Berikutnya', 'Belum', 'Belum', 'Belum', 'Belum'],
    ],
    [
      'a school with a centre and no body',
      { hasCentre: true },
      'Lembaga sertifikasi',
      '/program/lembaga',
      ['Berikutnya', 'Selesai', 'Belum', 'Belum', 'Belum', 'Belum'],
    ],
    [
      'a school with a body and a centre',
      { hasBody: true, hasCentre: true },
      'Program',
      '/program/baru',
      ['Selesai', 'Selesai', 'Berikutnya', 'Belum', 'Belum', 'Belum'],
    ],
    [
      'a school with a programme',
      { hasBody: true, hasCentre: true, programme: 'p' },
      'Angkatan pertama',
      '/program/p/angkatan/baru',
      ['Selesai', 'Selesai', 'Selesai', 'Berikutnya', 'Belum', 'Belum'],
    ],
    [
      'a school with a cohort',
      { hasBody: true, hasCentre: true, programme: 'p', cohort: 'k' },
      'Staf',
      '/angkatan/k/staf',
      ['Selesai', 'Selesai', 'Selesai', 'Selesai', 'Berikutnya', 'Belum'],
    ],
    [
      'a school with staff',
      { hasBody: true, hasCentre: true, programme: 'p', cohort: 'k', hasStaff: true },
      'Buka pendaftaran',
      '/program/p',
      ['Selesai', 'Selesai', 'Selesai', 'Selesai', 'Selesai', 'Berikutnya'],
    ],
  ];
  for (const [school, facts, title, href, states] of table) {
    it(`leads ${school} to: ${title}`, () => {
      const desk = setupDesk({ ...nothing, ...facts }, speech);
      expect([desk.next!.title, desk.next!.link?.href]).to.deep.equal([title, href]);
      expect(desk.tasks.map(({ state }) => state!.text)).to.deep.equal(states);
    });
  }

  it('links to no step before what it needs is there, and says what that is', () => {
    const [body, centre, programme, cohort, staff, opening] = setupDesk(nothing, speech).tasks;
    expect([body!.href, centre!.href]).to.deep.equal(['/program/lembaga', '/program/balai']);
    for (const locked of [programme, cohort, staff, opening]) {
      expect(locked!.href).to.equal(undefined);
      expect(locked!.hint).to.match(/^Setelah /);
    }
  });
});

describe('the home of the first administrator', () => {
  const app = useApp();

  it('leads step by step from an empty school to one that takes applications', async () => {
    const { browser } = await aPerson(app.address, 'Admin', systemAdmin);
    await browser.open('/beranda');
    expect(browser.text).to.include('Langkah 1 dari 6').and.not.include('Tidak ada yang menunggu Anda');
    await browser.open('/program/baru');
    expect(browser.text).to.include('Buat lembaganya dulu');
    expect(browser.page.querySelectorAll('main form')).to.have.length(0);
    await browser.follow('Buat lembaga sertifikasi');
    expect(browser.path).to.equal('/program/lembaga');

    await createBody({ name: 'LSP Uji', city: '36.71', signatories: [], panelMinimum: 3 }, somebody);
    await createCentre({ name: 'BLK Lain', address: 'Jl. 1', city: '33.75', capacity: 20 }, somebody);
    await browser.open('/beranda');
    expect(browser.text).to.include('Langkah 3 dari 6');
    await browser.follow('Buat program');
    expect(browser.path).to.equal('/program/baru');
    expect(browser.page.querySelectorAll('[name=body] option')).to.have.length(2);

    const cohort = await aCohort(now());
    await browser.open('/beranda');
    expect(browser.text).to.include('Langkah 5 dari 6');
    await browser.follow('Undang staf');
    expect(browser.path).to.equal(`/angkatan/${cohort.id}/staf`);
    await aPerson(app.address, 'Vera', { role: 'verifier', scope: cohort.programme });
    await aPerson(app.address, 'Budi', { role: 'instructor', scope: cohort.id });
    await browser.open('/beranda');
    expect(browser.text).to.include('Langkah 6 dari 6');
    await moveProgramme(cohort.programme, 'open', somebody);
    await moveCohort(cohort.id, 'open', somebody);
    await browser.open('/beranda');
    expect(browser.text).not.to.include('Langkah').and.not.include('Menyiapkan sekolah');
  });

  it('says why no cohort can be made in a city without a centre, and leads on whoever may make one', async () => {
    const city = { code: '33.75', name: 'Kota Pekalongan' };
    const { programme } = await aProgramme({ city });
    await CentreModel.deleteMany({ city: city.code });
    const { browser: admin } = await aPerson(app.address, 'Admin', systemAdmin);
    await admin.open(`/program/${programme.id}/angkatan/baru`);
    expect(admin.text).to.include('belum ada di Kota Pekalongan');
    await admin.follow('Buat balai pelatihan');
    expect(admin.path).to.equal('/program/balai');
    const { browser: runner } = await aPerson(app.address, 'Rina', { role: 'programme-admin', scope: programme.id });
    await runner.open(`/program/${programme.id}/angkatan/baru`);
    expect(runner.text).to.include('Admin sistem dapat menambahkannya');
    expect(runner.html).not.to.include('href="/program/balai"');
  });
});
