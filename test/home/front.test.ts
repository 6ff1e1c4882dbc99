import { expect } from 'chai';
import { now } from '../../src/platform/clock.ts';
import { CohortModel } from '../../src/features/programmes/cohort.model.ts';
import { moveCohort, moveProgramme } from '../../src/features/programmes/index.ts';
import { anOpenCohort } from '../programmes/a-programme.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort } from '../support/classroom.ts';

const somebody = '0'.repeat(24);

describe('the public pages', () => {
  const app = useApp();
  const visit = (path: string) => new Browser(app.address).open(path);

  it('say so while nothing is open', async () => {
    const front = await visit('/');
    expect(front.status).to.equal(200);
    expect(front.text).to.include('Pendaftaran belum dibuka');
  });

  it('have one heading each, in both languages', async () => {
    for (const path of ['/', '/privasi', '/bantuan']) {
      expect((await visit(path)).page.querySelectorAll('h1')).to.have.length(1);
      expect((await visit(`${path}?bahasa=en`)).html).to.include('lang="en"');
    }
  });

  it('show a cohort once it is open, with its seats and modules, and say when it is too late to apply', async () => {
    const cohort = await aCohort(now());
    expect((await visit(`/program-ekspor/${cohort.id}`)).status, 'not before it is open').to.equal(404);
    await moveProgramme(cohort.programme, 'open', somebody);
    await moveCohort(cohort.id, 'open', somebody);
    const offer = await visit(`/program-ekspor/${cohort.id}`);
    expect(offer.status).to.equal(200);
    expect(offer.text).to.include('30 dari 30').and.include('M01').and.include('M02');
    expect(offer.text).to.include('Pendaftaran angkatan ini sudah ditutup');
    expect(offer.html).to.not.include(`/pendaftaran/${cohort.id}`);
  });

  it('name the city of the cohorts on offer, not the school’s own', async () => {
    expect((await visit('/')).text).to.include('pelaku usaha Kota Tangerang');
    const city = { code: '33.75', name: 'Kota Pekalongan' };
    const applicationsUntil = new Date(now().getTime() + 86_400_000);
    await anOpenCohort({ applicationsUntil }, { city });
    const front = await visit('/');
    expect(front.text).to.include('pelaku usaha Kota Pekalongan').and.not.include('pelaku usaha Kota Tangerang');
  });

  it('say once that a cohort is full, and nothing of seats that are left', async () => {
    const cohort = await anOpenCohort({ applicationsUntil: new Date(now().getTime() + 86_400_000) });
    await CohortModel.updateOne({ _id: cohort.id }, { $set: { seatsLeft: 0 } });
    const { text } = await visit('/');
    expect(text).to.include('Kursi penuh').and.include('semua 30 kursi sudah terisi');
    const offer = await visit(`/program-ekspor/${cohort.id}`);
    expect(offer.text).to.include('semua 30 kursi sudah terisi').and.not.include('kursi tersisa');
  });
});
