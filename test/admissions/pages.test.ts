import { expect } from 'chai';
import mongoose from 'mongoose';
import sharp from 'sharp';
import { type Application, findOwnApplication } from '../../src/features/admissions/index.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { CohortModel } from '../../src/features/programmes/cohort.model.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { anOpenCohort } from '../programmes/a-programme.ts';
import { aSentApplication, newNumbers } from './an-application.ts';
import { aPerson } from './people.ts';

const photo = async () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#0b5069' } })
    .jpeg()
    .toBuffer();

/** Cohorts that take applications on the day the tests run. */
const inMonths = (months: number) => new Date(Date.now() + months * 30 * 86_400_000);
const aCohortOfToday = (seats = 30): Promise<Cohort> =>
  anOpenCohort({
    seats,
    applicationsUntil: inMonths(1),
    startsOn: inMonths(2),
    endsOn: inMonths(6),
    examOn: inMonths(7),
  });

/** Subjects of the letters that name the application, in the order in which they were queued. */
async function lettersAbout({ number }: Application): Promise<string[]> {
  const letters = mongoose.connection.db!.collection('outbox');
  const found = await letters
    .find({ subject: new RegExp(number!) })
    .sort({ _id: 1 })
    .toArray();
  return found.map(({ subject }) => subject as string);
}

describe('the pages of an applicant', () => {
  const app = useApp();
  let cohort: Cohort;
  let at: string;
  before(async () => {
    cohort = await aCohortOfToday();
    at = `/pendaftaran/${cohort.id}`;
  });

  it('tell a visitor what is needed, and lead to an account and back', async () => {
    const visitor = await new Browser(app.address).open(at);
    expect(visitor.text)
      .to.contain('Surat NIB dari OSS')
      .and.contain('Foto KTP Kota Tangerang')
      .and.contain('20 menit');
    await visitor.follow('Buat akun');
    expect(visitor.path).to.equal(`/daftar-akun?kembali=${encodeURIComponent(at)}`);
    expect(visitor.status).to.equal(200);
  });

  it('lead from the first step to a receipt, with drafts and mistakes on the way', async () => {
    const { id, browser } = await aPerson(app.address, 'Sari Wulandari');
    const { nik, nib } = newNumbers();
    const attachment = { field: 'proof', name: 'bukti.jpg', bytes: await photo(), type: 'image/jpeg' };

    await browser.open(at);
    await browser.submit('/mulai');
    expect(browser.text).to.contain('0 dari 5 bagian selesai').and.contain('Belum mulai');

    await browser.follow('Data diri');
    expect(browser.text).to.contain('Sari Wulandari');
    const person = {
      birthDay: '21',
      birthMonth: '5',
      birthYear: '1990',
      district: '36.71.05',
      address: 'Jl. Raden Saleh 1',
    };
    await browser.submit('/data-diri', { ...person, nik: '123', tujuan: 'lanjut' });
    expect(browser.status).to.equal(422);
    expect(browser.page.querySelector('#nik')?.getAttribute('value')).to.equal('123');
    expect(browser.page.querySelector('title')?.text).to.contain('Kesalahan:');
    await browser.submit('/data-diri', { nik, tujuan: 'lanjut' });
    expect(browser.path).to.equal(`${at}/nib`);

    // The number is wrong, the file is kept all the same.
    await browser.submit('/nib', { number: nib.slice(1), businessName: 'Batik Sari', tujuan: 'lanjut' }, [attachment]);
    expect(browser.status).to.equal(422);
    expect(browser.text).to.contain('bukti.jpg').and.contain('NIB');
    await browser.submit('/nib', { number: nib, tujuan: 'draf' });
    expect(browser.path).to.equal(at);
    expect(browser.text).to.contain('Draf tersimpan').and.contain('2 dari 5 bagian selesai');

    await browser.follow('Produk buatan sendiri');
    const product = { product: 'Batik', description: 'Ditulis', role: 'producer', place: 'Cipadu', tujuan: 'lanjut' };
    await browser.submit('/produk', product, [{ ...attachment, bytes: Buffer.from('<html></html>') }]);
    expect(browser.status).to.equal(422);
    expect(browser.text).to.match(/Isi .+ rusak atau tidak sesuai dengan namanya/);
    await browser.submit('/produk', product, [attachment]);
    await browser.submit(
      '/mutu',
      { capacity: '1.250', unit: 'lembar', checking: 'Semua', certificates: ['halal', 'sni'], tujuan: 'lanjut' },
      [attachment],
    );
    await browser.submit('/ktp', { region: 'elsewhere', address: 'Jl. Serpong 5', tujuan: 'lanjut' }, [attachment]);

    expect(browser.path).to.equal(`${at}/periksa`);
    expect(browser.text).to.contain('3671********').and.not.contain(nik).and.not.contain(nib);
    expect(browser.text).to.contain('1.250 lembar').and.contain('Halal, SNI');
    expect(browser.text).to.contain('Program ini hanya untuk pemilik KTP Kota Tangerang');
    await browser.submit('/kirim');
    expect(browser.status).to.equal(422);
    await browser.submit('/kirim', { declaration: 'on' });
    expect(browser.path).to.equal(`${at}/tanda-terima`);
    expect(browser.text)
      .to.match(/PD-\d{4}-\d{5}/)
      .and.contain('WIB');

    await browser.open(at);
    expect(browser.text).to.contain('Menunggu pemeriksaan');
    expect(browser.page.querySelector('.voyage [aria-current=step]')?.text).to.equal('Diterima');
    expect((await browser.open(`${at}/nib`)).path).to.equal(at);
    expect((await findOwnApplication(cohort.id, id))?.state).to.equal('submitted');

    await browser.open(at);
    await browser.submit('/tarik');
    expect(browser.text).to.contain('Tarik pendaftaran Anda?');
    expect((await findOwnApplication(cohort.id, id))?.state).to.equal('submitted');
    await browser.submit('/tarik');
    expect(browser.text).to.contain('Pendaftaran ditarik');
    await browser.submit('/mulai');
    expect(browser.text).to.contain('5 dari 5 bagian selesai');
  });

  it('take a file away when its box is ticked', async () => {
    const { browser } = await aPerson(app.address, 'Budi');
    const attachment = { field: 'proof', name: 'ktp.jpg', bytes: await photo(), type: 'image/jpeg' };
    await browser.open(at);
    await browser.submit('/mulai');
    await browser.open(`${at}/ktp`);
    await browser.submit('/ktp', { tujuan: 'draf' }, [attachment]);
    await browser.open(`${at}/ktp`);
    const file = browser.page.querySelector('[name=hapus]')!.getAttribute('value')!;
    await browser.submit('/ktp', { hapus: file, tujuan: 'draf' });
    expect((await browser.open(`${at}/ktp`)).text).to.not.contain('ktp.jpg');
  });

  it('keep what was typed when there are more files than fit, take those that fit and name the other', async () => {
    const { id, browser } = await aPerson(app.address, 'Citra');
    const attachment = { field: 'proof', name: 'nib.jpg', bytes: await photo(), type: 'image/jpeg' };
    await browser.open(at);
    await browser.submit('/mulai');
    await browser.open(`${at}/nib`);
    const named = (name: string) => ({ ...attachment, name });
    const four = [attachment, attachment, attachment, attachment];
    await browser.submit('/nib', { businessName: 'Batik Citra', tujuan: 'draf' }, four);
    const stored = async () => (await findOwnApplication(cohort.id, id))!.checks.nib;

    await browser.open(`${at}/nib`);
    await browser.submit('/nib', { businessName: 'Batik Baru', tujuan: 'draf' }, [named('5.jpg'), named('6.jpg')]);
    expect(browser.status).to.equal(422);
    expect(browser.page.querySelector('#businessName')?.getAttribute('value')).to.equal('Batik Baru');
    expect(browser.page.querySelector('#proof-error')?.text)
      .to.contain('6.jpg tidak ikut diterima')
      .and.to.contain('paling banyak 5 berkas dan sudah berisi 5');
    expect((await stored()).proofs.map(({ name }) => name)).to.deep.equal([...Array(4).fill('nib.jpg'), '5.jpg']);

    const hapus = (await stored()).proofs[0]!.file;
    await browser.submit('/nib', { hapus, businessName: 'Batik Baru', tujuan: 'draf' }, [attachment]);
    expect(browser.path).to.equal(at);
    expect(await stored()).to.include({ businessName: 'Batik Baru' });
    expect((await stored()).proofs).to.have.length(5);
  });

  it('are not found by somebody without an application, nor is their cohort when it does not exist', async () => {
    const { browser } = await aPerson(app.address, 'Ani');
    expect((await browser.open(`${at}/nib`)).status).to.equal(404);
    expect((await browser.open(`/pendaftaran/${'f'.repeat(24)}`)).status).to.equal(404);
    expect((await browser.open('/verifikasi')).status).to.equal(403);
  });

  it('speak English', async () => {
    const visitor = await new Browser(app.address).open(`${at}?bahasa=en`);
    expect(visitor.text).to.contain('Have these at hand');
  });
});

describe('the pages of a verifier', () => {
  const app = useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohortOfToday();
  });
  const aVerifier = () => aPerson(app.address, 'Rina', { role: 'verifier', scope: cohort.programme });
  const met = Object.fromEntries(
    ['nib', 'ownProduct', 'quality', 'localId'].map((check) => [`${check}-verdict`, 'meets']),
  );
  const stateOf = async ({ applicant }: Application) => (await findOwnApplication(cohort.id, applicant))!.state;

  it('let the queue be narrowed to any cohort, however many there are', async () => {
    const own = await aCohortOfToday();
    const application = await aSentApplication(own);
    const { _id, ...stored } = (await CohortModel.findById(own.id).lean())!;
    const later = Array.from({ length: 26 }, (_, index) => ({ ...stored, number: index + 10, name: `Kelas ${index}` }));
    await CohortModel.insertMany(later);
    const { browser } = await aPerson(app.address, 'Rina', { role: 'verifier', scope: own.programme });
    await browser.open('/verifikasi');
    const offered = browser.page.querySelectorAll('[name=angkatan] option').map((option) => option.text);
    expect(offered).to.include.members([own.name, ...later.map(({ name }) => name)]);
    expect(browser.text).to.contain(application.number);
    expect(browser.page.querySelector('td[data-label=Angkatan]')!.text).to.equal(own.name);
    await browser.submit('/verifikasi', { angkatan: own.id });
    expect(browser.text).to.contain(application.number);
    await browser.open(`/verifikasi?angkatan=${String((await CohortModel.findOne({ name: 'Kelas 3' }).lean())!._id)}`);
    expect(browser.text).not.to.contain(application.number);
  });

  it('lead from the queue through the checks to an acceptance', async () => {
    const numbers = newNumbers();
    const application = await aSentApplication(cohort, numbers);
    const { browser, password } = await aVerifier();
    await browser.open('/verifikasi');
    await browser.follow(application.id);
    expect(browser.text).to.contain('Batik Sari Cipadu').and.contain('Cocokkan nomor').and.not.contain(numbers.nik);
    const proof = browser.page.querySelector('.file a')!.getAttribute('href')!;

    await browser.submit(application.id, { ...met, 'quality-verdict': 'needs-fixing' });
    expect(browser.status).to.equal(422);
    expect(browser.text).to.contain('supaya pendaftar tahu alasannya');
    await browser.submit(application.id, met);
    expect(browser.text).to.contain('Pemeriksaan disimpan');

    const form = browser.page.querySelector('form[action$="/nomor"]')!;
    await browser.submit('/nomor', form.querySelector('[name=confirmPassword]') ? { confirmPassword: password } : {});
    expect(browser.text).to.contain(numbers.nik).and.contain(numbers.nib);
    expect((await browser.open(proof)).headers.get('content-type')).to.equal('application/pdf');

    await browser.open(`/verifikasi/${application.id}`);
    await browser.submit('/terima');
    expect(browser.text).to.contain('diterima');
    expect(await stateOf(application)).to.equal('accepted');
  });

  it('lose nothing that is typed when the numbers are shown', async () => {
    const numbers = newNumbers();
    const application = await aSentApplication(cohort, numbers);
    const { browser, password } = await aVerifier();
    await browser.open(`/verifikasi/${application.id}`);
    const typed = { 'nib-verdict': 'needs-fixing', 'nib-note': 'Buram "sekali"', reason: 'Belum pasti' };
    const expectKept = () => {
      const field = (name: string) => browser.page.querySelector(`[name="${name}"]`)!;
      expect(browser.page.querySelector('[name=nib-verdict][value=needs-fixing]')!.hasAttribute('checked')).to.equal(
        true,
      );
      expect(field('nib-note').text).to.equal(typed['nib-note']);
      expect(field('reason').text).to.equal(typed.reason);
    };
    const asked = browser.page.querySelector('[name=confirmPassword]') !== null;
    if (asked) {
      await browser.submit('/nomor', { ...typed, confirmPassword: 'salah sekali ini' });
      expect(browser.status).to.equal(422);
      expectKept();
    }
    await browser.submit('/nomor', { ...typed, ...(asked ? { confirmPassword: password } : {}) });
    expect(browser.text).to.contain(numbers.nik);
    expectKept();
    await browser.submit(application.id);
    expect(browser.text).to.contain('Pemeriksaan disimpan');
    expect(browser.page.querySelector('[name=nib-note]')!.text).to.equal(typed['nib-note']);
    await browser.post(`/verifikasi/${application.id}/kembalikan`, { lain: 'x' });
    expect(browser.status, 'a field that the page does not have').to.equal(400);
  });

  it('send back with notes that the applicant reads', async () => {
    const application = await aSentApplication(cohort);
    const { browser } = await aVerifier();
    await browser.open(`/verifikasi/${application.id}`);
    await browser.submit(application.id, { 'nib-verdict': 'needs-fixing', 'nib-note': 'Surat NIB buram' });
    await browser.submit('/kembalikan');
    expect(await stateOf(application)).to.equal('needs-fixing');
    await runDueJobs();
    expect(await lettersAbout(application)).to.deep.equal([
      `Pendaftaran ${application.number} kami terima`,
      `Pendaftaran ${application.number} perlu diperbaiki`,
    ]);
  });

  it('need a reason to refuse', async () => {
    const application = await aSentApplication(cohort);
    const { browser } = await aVerifier();
    await browser.open(`/verifikasi/${application.id}`);
    await browser.submit('/tolak', { reason: '  ' });
    expect(browser.status).to.equal(422);
    await browser.submit('/tolak', { reason: 'Produk bukan buatan sendiri' });
    expect(browser.text).to.contain('Pendaftar membaca alasan ini: Produk bukan buatan sendiri');
    expect(await stateOf(application)).to.equal('submitted');
    await browser.submit('/tolak', { changeFirst: 'yes' });
    expect(browser.page.querySelector('[name=reason]')!.text.trim(), 'not done, and typed still').to.equal(
      'Produk bukan buatan sendiri',
    );
    await browser.submit('/tolak');
    await browser.submit('/tolak');
    expect(await stateOf(application)).to.equal('refused');
  });

  it('are closed to verifiers of other programmes, and proofs to everybody else', async () => {
    const application = await aSentApplication(cohort);
    const proof = `/pendaftaran/berkas/${application.id}/${application.checks.nib.proofs[0]!.file}.png`;
    const other = await aPerson(app.address, 'Dewi', { role: 'verifier', scope: 'f'.repeat(24) });
    const learner = await aPerson(app.address, 'Joko');
    expect((await other.browser.open(`/verifikasi/${application.id}`)).status).to.equal(404);
    expect((await other.browser.open(proof)).status).to.equal(404);
    expect((await learner.browser.open(proof)).status).to.equal(404);
    expect((await new Browser(app.address).open(proof)).path).to.contain('/masuk');
  });
});
