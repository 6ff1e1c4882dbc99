import { expect } from 'chai';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { aPerson } from '../admissions/people.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, aLearner, signIn } from '../support/classroom.ts';

const lesson = 'materi/01-kenal-barang/02-berat';

describe('what a class has at hand', () => {
  const app = useApp();
  let cohort: Cohort;
  let learner: Browser;
  before(async () => {
    cohort = await aCohort(now());
    learner = await signIn(new Browser(app.address), (await aLearner(cohort, now())).email);
  });
  const at = (path: string) => `/kelas/${cohort.id}/${path}`;

  it('leads from a word in a lesson to its explanation', async () => {
    await learner.open(at(lesson));
    await learner.follow('berat bersih');
    expect(learner.path).to.contain('/glosarium');
    expect(learner.page.querySelector('#berat-bersih')?.text).to.contain('net weight').and.contain('tanpa kemasan');
    expect(learner.text, 'another initial').not.to.contain('Pembungkus barang');
    await learner.submit('/glosarium', { cari: 'PACK' });
    expect(learner.text).to.contain('Pembungkus barang').and.not.contain('tanpa kemasan');
    await learner.submit('/glosarium', { cari: 'zzz' });
    expect(learner.text).to.contain('Tidak ada istilah yang cocok');
  });

  it('shows a picture of the lesson, which can do nothing by itself', async () => {
    await learner.open(at(lesson));
    const image = learner.page.querySelector('.text img')!;
    expect(image.getAttribute('alt')).to.equal('Timbangan dapur menunjukkan 120 gram');
    const source = new URL(image.getAttribute('src')!, new URL(learner.path, app.address)).pathname;
    await learner.open(source);
    expect(learner.status).to.equal(200);
    expect(learner.headers.get('content-type')).to.contain('image/svg+xml');
    expect(learner.headers.get('content-security-policy')).to.equal(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    for (const name of ['lain.svg', 'constructor', '__proto__']) {
      expect((await learner.open(source.replace('timbangan.svg', name))).status, name).to.equal(404);
    }
  });

  it('dates under a lesson what may change', async () => {
    await learner.open(at(lesson));
    expect(learner.text).to.contain('Batas berat kiriman pos').and.contain('Diperiksa 21 Nov 2026');
    await learner.open(at('materi/01-kenal-barang/01-klaim'));
    expect(learner.text).not.to.contain('Batas berat kiriman pos');
  });

  it('has a handbook, the weeks after the last module, and the forms of an assignment', async () => {
    await learner.open(`/kelas/${cohort.id}`);
    expect(learner.text).to.contain('Uji kompetensi').and.contain('Bawa KTP');
    await learner.follow('Panduan kursus');
    expect(learner.text).to.contain('Satu modul setiap minggu');
    await learner.open(at('tugas/m01-a1'));
    await learner.follow('Formulir untuk dicetak');
    expect(learner.page.querySelector('.sheet.landscape')?.text).to.contain('Nama usaha');
    await learner.open(at('tugas/m01-a1'));
    await learner.follow('Contoh pekerjaan yang baik');
    expect(learner.text).to.contain('120 gram').and.contain('Mengapa ini baik');
  });

  it('keeps the notes with the answers for those who teach', async () => {
    const notes = at('catatan/01-kenal-barang');
    expect((await learner.open(notes)).status).to.equal(403);
    await learner.open(`/kelas/${cohort.id}`);
    expect(learner.html).not.to.contain('/catatan/');
    const { browser: teacher } = await aPerson(app.address, 'Budi', { role: 'instructor', scope: cohort.id });
    await teacher.open(`/kelas/${cohort.id}`);
    await teacher.follow('/catatan/01-kenal-barang');
    expect(teacher.text).to.contain('Beratnya 120 gram');
  });
});
