import { expect } from 'chai';
import { TOTP } from 'otpauth';
import type { AssessmentCase } from '../../src/features/assessments/case.service.ts';
import { openCase } from '../../src/features/assessments/opening.service.ts';
import { routeCase } from '../../src/features/assessments/routing.service.ts';
import { findPerson } from '../../src/features/accounts/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { formatterFor, isoDay } from '../../src/platform/format.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, password, signIn } from '../support/classroom.ts';
import { aPdf } from '../platform/samples.ts';
import { addRole, aCandidate, again, aMember, anAssessor, totpSecret } from './a-case.ts';

const [U01, U02] = ['G.46PEI01.001.2', 'G.46PEI01.005.2'] as const;
const timeOfDay = (at: Date) => formatterFor('en').time(at).slice(0, 5);
const kept = (key: string) => ({
  [`valid-${key}`]: 'on',
  [`authentic-${key}`]: 'on',
  [`current-${key}`]: 'on',
  [`sufficient-${key}`]: 'on',
});

describe('the pages of an assessment', function () {
  this.timeout(60_000);
  const app = useApp();
  let cohort: Cohort;
  let one: AssessmentCase;
  let sari: Browser;
  let budi: Browser;

  const staff = async (email: string) => {
    const browser = await signIn(new Browser(app.address), email);
    return browser.submit('/masuk/kode', { code: new TOTP({ secret: totpSecret }).generate() });
  };

  before(async () => {
    const now = new Date();
    cohort = await aCohort(now);
    const [assessor, candidate] = [await anAssessor(cohort), await aCandidate(cohort)];
    one = await openCase(candidate.completed, now);
    await routeCase(one.id, now);
    sari = await signIn(new Browser(app.address), candidate.email);
    budi = await staff(assessor.email);
  });

  it('let the assessor answer an offer, and only with the declaration', async () => {
    await budi.open('/asesor');
    expect(budi.text).to.contain('Sari Wulandari').and.contain('Ditawarkan');
    await budi.follow('Sari Wulandari');
    expect(budi.text).to.contain('Mengapa Anda').and.contain('Rekomendasi, bukan keputusan');
    await budi.submit('/terima');
    expect(budi.status).to.equal(422);
    const desk = `/asesor/${one.id}`;
    for (const path of [`unit/${U01}`, `instrumen/${U01}`, 'persetujuan', 'rekomendasi']) {
      expect((await budi.open(`${desk}/${path}`)).status, path).to.equal(403);
      expect(budi.text, path).to.contain('Terima uji ini terlebih dahulu');
    }
    expect((await budi.open(`${desk}/tolak`)).status, 'declining').to.equal(200);
    await budi.open(desk);
    await budi.submit('/terima', { declared: 'on' });
    expect(budi.text).to.contain('Uji diterima');
  });

  it('let the candidate assess herself by unit and add evidence, keeping what was typed', async () => {
    await sari.open('/uji');
    expect(sari.path, 'one case needs no list').to.equal(`/uji/${one.id}`);
    expect(sari.text).to.contain('Nilai diri Anda sendiri');
    await sari.follow('Kerjakan asesmen mandiri');
    await sari.follow('Mulai dari unit pertama');
    expect(sari.text).to.contain('1.1 Produk diidentifikasi.').and.contain('Rumusan sementara.');
    const answer = { note: 'Di bengkel saya.', title: 'Faktur ekspor', intent: 'next' };
    const invoice = { field: 'files', name: 'faktur.pdf', bytes: aPdf() };
    await sari.submit(`/${U01}`, answer, [invoice]);
    expect(sari.status).to.equal(422);
    expect(sari.html, 'what was typed is kept').to.contain('Di bengkel saya.').and.contain('Faktur ekspor');
    expect(sari.text).to.contain('Pilih salah satu');
    const whole = { ...answer, claim: 'competent', madeOn: isoDay(new Date()) };
    await sari.submit(`/${U01}`, whole, [{ ...invoice, name: 'faktur.exe', bytes: Buffer.from('MZ, and no invoice') }]);
    expect(sari.status, 'a file of the wrong kind').to.equal(422);
    await sari.submit(`/${U01}`, whole, [invoice]);
    expect(sari.path).to.equal(`/uji/${one.id}/asesmen-mandiri/${U02}`);
    await sari.submit(`/${U02}`, { claim: 'not-yet-competent', intent: 'next' });
    expect(sari.text).to.contain('2 dari 2 unit dijawab');
    await sari.submit('/asesmen-mandiri');
    expect(sari.text).to.contain('Asesmen mandiri terkirim').and.contain('Tanda tangani persetujuan');
  });

  it('let both sign the consent, and then the assessment has begun', async () => {
    await sari.follow('Baca dan tanda tangani');
    await sari.submit('/persetujuan', { agreed: 'on' });
    expect(sari.text).to.contain('Menunggu tanda tangan asesor');
    await budi.open(`/asesor/${one.id}/persetujuan`);
    await budi.submit('/persetujuan', { agreed: 'on' });
    expect(budi.text).to.contain('Sedang diuji');
  });

  it('let the assessor open and check the evidence, and nobody else', async () => {
    await budi.follow('Faktur ekspor');
    const file = budi.page.querySelector('a[href*="/berkas/"]')!.getAttribute('href')!;
    const evidence = budi.path;
    await budi.submit(evidence);
    expect(budi.text, 'nothing judged').to.contain('Nilai bukti ini untuk paling sedikit satu unit');
    await budi.submit(evidence, { 'valid-U01': 'on' });
    expect(budi.status, 'a rule that is not kept wants a note').to.equal(422);
    await budi.post(evidence, { ...kept('U01'), ...kept('U02') });
    expect(budi.status, 'for a unit that it is not offered for').to.equal(400);
    await budi.open(evidence);
    await budi.submit(evidence, kept('U01'));
    expect(budi.text).to.contain('Penilaian bukti tersimpan');
    await budi.open(file);
    expect(budi.bytes.subarray(0, 5).toString()).to.equal('%PDF-');
    const stranger = await staff((await anAssessor(cohort)).email);
    for (const path of [file, evidence, `/asesor/${one.id}`, `/uji/${one.id}`, `/sertifikasi/uji/${one.id}`]) {
      expect((await stranger.open(path)).status, path).to.equal(404);
    }
  });

  it('let the assessor judge each unit and send the recommendation with the password', async () => {
    await budi.open(`/asesor/${one.id}/unit/${U01}`);
    await budi.follow('Ceklis dan pertanyaan');
    expect(budi.text).to.contain('Nilai dan satuan.').and.contain('Katun adalah bahan.').and.contain('kunci');
    await budi.follow('Lembar untuk asesi');
    expect(budi.text)
      .to.contain('Mana yang menyebut bahan?')
      .and.not.contain('Katun adalah bahan.')
      .and.not.contain('kunci');
    const instruments = `/asesor/${one.id}/instrumen/${U01}`;
    expect((await sari.open(instruments)).status, 'the candidate').to.equal(404);
    await budi.open(`/asesor/${one.id}/unit/${U01}`);
    expect(budi.text, 'the exam day has not come').to.contain('Temuan diisi mulai hari uji');
    expect(budi.page.querySelector('[name=recommendation]')).to.equal(null);
    await budi.post(`/asesor/${one.id}/unit/${U01}`, {
      methods: 'portfolio',
      finding: 'Lengkap.',
      recommendation: 'competent',
    });
    expect(budi.status).to.equal(409);
    await budi.open(`/asesor/${one.id}/tanggal`);
    await budi.submit('/tanggal', { examOn: isoDay(new Date(Date.now() - 86_400_000)) });
    expect(budi.text).to.contain('Pilih hari ini atau hari sesudahnya');
    await budi.submit('/tanggal', { examOn: isoDay(new Date()) });
    expect(budi.text).to.contain('Tanggal uji tersimpan');
    await budi.open(`/asesor/${one.id}/unit/${U01}`);
    await budi.submit(`/${U01}`, { finding: 'Lengkap.', recommendation: 'competent' });
    expect(budi.status, 'without a method').to.equal(422);
    await budi.submit(`/${U01}`, {
      methods: ['portfolio', 'interview'],
      finding: 'Lengkap.',
      recommendation: 'competent',
    });
    expect(budi.path).to.equal(`/asesor/${one.id}/unit/${U02}`);
    const notYet = { methods: ['interview'], finding: 'Belum dapat menghitung.', recommendation: 'not-yet-competent' };
    await budi.submit(`/${U02}`, notYet);
    expect(budi.text, 'without saying what is missing').to.contain('Tulis apa yang masih kurang');
    await budi.submit(`/${U02}`, { ...notYet, missing: 'Hitung harga FOB dari biaya nyata.' });
    await budi.follow('Periksa dan kirim');
    const { assessor } = await again(one);
    const examiner = (await findPerson(assessor!))!.name;
    const papers = [
      `unit/${U01}`,
      'persetujuan',
      'tanggal',
      `instrumen/${U01}`,
      `instrumen/${U01}?lembar=asesi`,
      'rekomendasi',
    ];
    for (const paper of papers) {
      await budi.open(`/asesor/${one.id}/${paper}`);
      for (const fact of ['Sari Wulandari', examiner, one.number, 'Skema uji'])
        expect(budi.text, paper).to.contain(fact);
    }
    const signature = { confirmPassword: password };
    await budi.submit('/rekomendasi', { heldOn: isoDay(new Date()) });
    expect(budi.status, 'a signature is given, however lately the password was').to.equal(422);
    const tomorrow = isoDay(new Date(Date.now() + 86_400_000));
    await budi.submit('/rekomendasi', { ...signature, heldOn: tomorrow });
    expect(budi.text).to.contain('Pilih hari ini atau hari yang sudah lewat');
    await budi.submit('/rekomendasi', { ...signature, heldOn: isoDay(new Date()) });
    expect(budi.text).to.contain('Rekomendasi terkirim dan dikunci');
    await budi.open(`/asesor/${one.id}/rekomendasi`);
    expect(budi.text).to.contain(`Ditandatangani oleh ${examiner}`).and.contain('Hari uji dilaksanakan');
    await budi.open(`/asesor/${one.id}/unit/${U02}`);
    expect(budi.page.querySelector('form[action$="/bukti"]'), 'nothing can be changed').to.equal(null);
  });

  it('show the manager how the assessor was chosen', async () => {
    const manager = await staff((await aMember('certification-manager', cohort.body)).email);
    await manager.open('/sertifikasi?keadaan=pleno');
    await manager.follow('Sari Wulandari');
    expect(manager.text).to.contain('Memenuhi syarat').and.contain('Dipilih menurut aturan');
    await manager.open('/sertifikasi/asesor');
    expect(manager.text).to.contain('MET.000.').and.contain('Skema uji');
    const newcomer = await aMember('assessor', cohort.body, 'Wayan Asesor');
    await manager.open('/sertifikasi/asesor/baru');
    const entry = { person: `${cohort.body}.${newcomer.id}`, from: '2025-01-01', schemes: 'skema-uji', capacity: '5' };
    await manager.submit('/baru', { ...entry, registration: 'MET 123', until: '2028-01-01' });
    expect(manager.status).to.equal(422);
    expect(manager.text).to.contain('Isi nomor seperti MET.000.001668 2012');
    await manager.submit('/baru', { registration: 'met.000.04567.2025', until: '2024-01-01' });
    expect(manager.text).to.contain('Isi tanggal setelah tanggal mulai');
    await manager.submit('/baru', { until: '2025-06-01' });
    expect(manager.text, 'over already').to.contain('Hari terakhirnya sudah lewat');
    await manager.open('/sertifikasi/asesor/baru');
    await manager.submit('/baru', { ...entry, registration: 'met.000.04567.2025', until: '2028-01-01' });
    expect(manager.text).to.contain('Wayan Asesor MET.000.004567 2025');
    await manager.follow('Wayan Asesor');
    await manager.submit(manager.path, { capacity: '2' });
    expect(manager.text).to.contain('0 dari 2 uji');
  });

  it('let a panel decide in a dated minute, and tell the candidate what is missing', async () => {
    const members = [];
    for (let count = 0; count < 3; count++) members.push(await aMember('panel-member', cohort.body));
    const chair = await staff(members[0]!.email);
    await chair.open('/pleno/baru');
    const ids = members.map(({ id }) => id);
    const meeting = { heldOn: isoDay(new Date()), heldAt: timeOfDay(new Date()), place: 'BLK Uji', chair: ids[0]! };
    await chair.submit('/pleno/baru', { ...meeting, members: ids.slice(0, 2) });
    expect(chair.text).to.contain('paling sedikit 3 anggota').and.contain('belum memuat uji');
    const inDays = (days: number) => isoDay(new Date(Date.now() + days * 86_400_000));
    await chair.follow('Ubah waktu dan susunan');
    await chair.submit('/susunan', { members: ids, heldOn: inDays(1) });
    await chair.submit('/kasus', { cases: one.id });
    expect(chair.text).to.contain('Uji dimasukkan').and.contain('Rapat belum berlangsung');
    await chair.follow('Ubah waktu dan susunan');
    await chair.submit('/susunan', { heldOn: inDays(-1) });
    expect(chair.text, 'asked first').to.contain('Hari itu sudah lewat');
    await chair.submit('/susunan');
    expect(chair.text).to.contain('Rekomendasi untuk Sari Wulandari baru dikirim setelah rapat ini');
    await chair.follow('Ubah waktu dan susunan');
    await chair.submit('/susunan', { heldOn: meeting.heldOn, heldAt: timeOfDay(new Date()) });
    expect(chair.text).not.to.contain('setelah rapat ini').and.not.contain('belum berlangsung');
    await chair.follow('Sari Wulandari');
    await chair.submit(`/kasus/${one.id}`, { 'outcome-U02': 'competent', 'reason-U02': 'Kami percaya.' });
    expect(chair.text).to.contain('Belum ada bukti yang memenuhi keempat aturan');
    await chair.submit(`/kasus/${one.id}`, { 'outcome-U02': 'not-yet-competent', 'reason-U02': '' });
    const minute = chair.path;
    await addRole(members[2]!.id, 'mentor', cohort.id);
    const mentor = await staff(members[2]!.email);
    await mentor.open(`${minute}/kasus/${one.id}`);
    expect(mentor.status).to.equal(200);
    expect(mentor.html).not.to.contain('outcome-U02');
    await mentor.post(`${minute}/kasus/${one.id}`, { 'outcome-U02': 'competent', 'reason-U02': 'Murid saya.' });
    expect(mentor.status).to.equal(403);
    const spare = await aMember('panel-member', cohort.body);
    await chair.follow('Ubah waktu dan susunan');
    await chair.submit('/susunan', { members: [ids[0]!, ids[1]!, spare.id] });
    const confirmation = (browser: Browser) =>
      browser.html.includes('confirmPassword') ? { confirmPassword: password } : {};
    await chair.submit('/tanda-tangan', confirmation(chair));
    expect(chair.text).to.contain('Masih menunggu 2 anggota').and.contain('Anda sudah bertanda tangan');
    expect((await again(one)).state).to.equal('recommended');
    await mentor.post(`${minute}/tanda-tangan`, { revision: '1', confirmPassword: password });
    expect(mentor.status, 'who is not on the panel').to.equal(403);
    const second = await staff(members[1]!.email);
    await second.open(minute);
    await second.post(`${minute}/tanda-tangan`, { revision: '1', confirmPassword: password });
    expect(second.status, 'under what stood there before').to.equal(409);
    await second.open(minute);
    await second.submit('/tanda-tangan', confirmation(second));
    await chair.open(`${minute}/kasus/${one.id}`);
    await chair.submit(`/kasus/${one.id}`);
    expect(chair.text, 'signatures are not lost unasked').to.contain('Tanda tangan ini terhapus');
    const third = await staff(spare.email);
    await third.open(minute);
    expect(third.text).to.contain('Tanda tangan ini menutup berita acara dan memutuskan: Sari Wulandari: Belum');
    await third.submit('/tanda-tangan', confirmation(third));
    expect(third.text).to.contain('Keputusan berlaku');
    await chair.open(minute);
    await chair.follow('Cetak berita acara');
    expect(chair.text).to.contain('Tanda tangan').and.contain('Hitung harga FOB dari biaya nyata.');
    await sari.open(`/uji/${one.id}`);
    expect(sari.text)
      .to.contain('Hitung harga FOB dari biaya nyata.')
      .and.contain('Anda dapat meminta uji ulang mulai');
    expect((await again(one)).decision!.outcome).to.equal('not-yet-competent');
  });

  it('speak English too', async () => {
    await sari.open(`/uji/${one.id}?bahasa=en`);
    expect(sari.text).to.contain('Not yet competent').and.contain('See what is still missing');
  });
});
