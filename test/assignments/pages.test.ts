import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { installFiles } from '../../src/platform/files/index.ts';
import { aPerson } from '../admissions/people.ts';
import { anOfficeFile } from '../platform/office-samples.ts';
import { aPdf, aPhonePhoto } from '../platform/samples.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { testConfig } from '../support/database.ts';
import { aCohort, aLearner, signIn } from '../support/classroom.ts';
import { assignmentId } from './a-work.ts';

const pdf = (name = 'spesifikasi.pdf') => ({ field: 'files', name, bytes: aPdf(name), type: 'application/pdf' });

describe('an assignment without JavaScript', () => {
  const app = useApp();
  let cohort: Cohort;
  let path: string;
  before(async () => {
    cohort = await aCohort(now());
    path = `/kelas/${cohort.id}/tugas/${assignmentId}`;
  });

  async function aSignedInLearner() {
    const learner = await aLearner(cohort, now());
    return { ...learner, browser: await signIn(new Browser(app.address), learner.email) };
  }

  const anInstructor = (name = 'Budi Santoso') => aPerson(app.address, name, { role: 'instructor', scope: cohort.id });

  it('goes from the list over a draft to a receipt', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(`/kelas/${cohort.id}/tugas`);
    expect(browser.text).to.contain('Belum mulai').and.to.contain('Tugas M01').and.to.contain('Kumpulkan sampai');
    await browser.follow('Kerjakan tugas');
    expect(browser.text).to.contain('Kerjakan untuk barang Anda sendiri.').and.to.contain('Bobot 60%');

    await browser.submit('/draf', { text: 'Kopi bubuk 250 g' }, [pdf()]);
    expect(browser.text).to.contain('Draf tersimpan').and.to.contain('spesifikasi.pdf');
    await browser.submit('/kirim', {}, [pdf('foto.pdf')]);
    expect(browser.path).to.match(/tanda-terima$/);
    expect(browser.text)
      .to.match(/TGS-\w{5}-\w{5}/)
      .and.to.contain('Tepat waktu')
      .and.to.contain('foto.pdf');
    expect(browser.text).to.match(/[0-9a-f]{64}/);

    await browser.open(path);
    expect(browser.text).to.contain('Terkirim').and.to.contain('Versi 1').and.not.to.contain('Simpan draf');
    await browser.follow('/tugas/berkas/');
    expect(browser.bytes).to.deep.equal(aPdf('spesifikasi.pdf'));
  });

  it('gives a receipt with the fingerprint of each file as it was sent', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    const photo = await aPhonePhoto();
    await browser.submit('/kirim', { text: 'siap' }, [
      { field: 'files', name: 'foto.jpg', bytes: photo, type: 'image/jpeg' },
    ]);
    expect(browser.path).to.match(/tanda-terima$/);
    expect(browser.text).to.contain(createHash('sha256').update(photo).digest('hex'));
  });

  it('keeps the good files when others are refused, and names those', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    const exe = (name: string) => ({ ...pdf(name), bytes: Buffer.from('MZ') });
    await browser.submit('/kirim', { text: 'siap' }, [exe('a.exe'), pdf('b.pdf'), exe('c.exe'), pdf('d.pdf')]);
    expect(browser.status).to.equal(422);
    const said = browser.page.querySelectorAll('.drop .error').map(({ text }) => text.trim());
    expect(said.map((sentence) => sentence.split(' ')[0])).to.deep.equal(['a.exe', 'c.exe']);
    const kept = browser.page.querySelectorAll('form .file a').map(({ text }) => text);
    expect(kept).to.deep.equal(['b.pdf', 'd.pdf']);
    for (const link of browser.page.querySelectorAll('[role=alert] a')) {
      expect(browser.page.querySelector(link.getAttribute('href')!), 'leads somewhere').to.not.equal(null);
    }
  });

  it('takes as much text as its box holds, whose line breaks count once', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    await browser.submit('/draf', { text: `${'“\r\n'.repeat(9_999)}“.` });
    expect(browser.status).to.equal(200);
    expect(browser.text).to.contain('Draf tersimpan');
    // As a script saves it, a curly quotation mark takes nine bytes.
    await browser.post(`${path}/draf`, { text: '”'.repeat(20_000), revision: '1' });
    await browser.open(path);
    expect(browser.page.querySelector('[name=text]')!.text).to.equal('”'.repeat(20_000));
  });

  it('keeps the file when the text is too long, and the text when a file is refused', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    await browser.submit('/draf', { text: 'x'.repeat(20_001) }, [pdf()]);
    expect(browser.status).to.equal(422);
    expect(browser.text).to.contain('Terlalu panjang').and.to.contain('spesifikasi.pdf');

    await browser.submit('/kirim', { text: 'Teks yang pendek' }, [{ ...pdf('surat.exe'), bytes: Buffer.from('MZ') }]);
    expect(browser.status).to.equal(422);
    expect(browser.text).to.contain('surat.exe bukan jenis berkas yang diterima di sini');
    await browser.open(path);
    expect(browser.page.querySelector('#text')!.text).to.equal('Teks yang pendek');
  });

  describe('of somebody whose files take all their room', () => {
    const install = async (quotaBytes: number) =>
      installFiles({ ...(await testConfig()), uploads: { quotaBytes, unusedDays: 7 } });
    before(() => install(aPdf('a.pdf').length + 10));
    after(() => install(200_000_000));

    it('takes the text all the same, says beside the field how much is used, and keeps no file more', async () => {
      const { browser } = await aSignedInLearner();
      await browser.open(path);
      await browser.submit('/draf', { text: 'satu' }, [pdf('a.pdf')]);
      await browser.submit('/kirim', { text: 'dua' }, [pdf('b.pdf')]);
      expect(browser.status).to.equal(422);
      const said = browser.page.querySelector('#files-error')!.text;
      expect(said)
        .to.match(/^Berkas Anda sudah memakai \d+ KB dari \d+ KB/)
        .and.to.contain('7 hari');
      expect(
        browser.page
          .querySelectorAll('.file')
          .map(({ text }) => text)
          .join(),
      ).not.to.contain('b.pdf');
      await browser.open(`${path}?bahasa=en`);
      expect(browser.page.querySelector('#text')!.text).to.equal('dua');
      await browser.submit('/draf', {}, [pdf('b.pdf')]);
      expect(browser.page.querySelector('#files-error')!.text).to.contain('Send a smaller file');
    });
  });

  it('may be a link where the task says so, which its marker follows, or a sheet that is only ever downloaded', async () => {
    const { browser } = await aSignedInLearner();
    const other = `/kelas/${cohort.id}/tugas/m02-a1`;
    expect((await browser.open(path)).page.querySelector('#link'), 'not here').to.equal(null);
    await browser.open(other);
    expect(browser.text).to.contain('MP4 paling besar 60 MB');
    await browser.submit('/kirim', { text: 'Lihat toko saya' });
    expect(browser.text).to.contain('Tambahkan berkas, tautan, atau jawaban tertulis');
    await browser.submit('/draf', { text: 'Lihat', link: 'javascript:alert(1)' });
    expect(browser.status).to.equal(422);
    expect(browser.page.querySelector('#link-error')!.text).to.contain('bukan alamat halaman');
    expect(browser.page.querySelector('#link')!.getAttribute('value'), 'stays').to.equal('javascript:alert(1)');

    const sheet = { field: 'files', name: 'kalkulasi.xlsx', bytes: anOfficeFile('xlsx'), type: 'application/zip' };
    await browser.open(other);
    await browser.submit('/draf', { text: 'Lihat', link: 'tokopedia.com/sari' }, [sheet]);
    await browser.submit('/kirim', { text: 'Lihat', link: 'https://tokopedia.com/sari' });
    expect(browser.path).to.match(/tanda-terima$/);
    expect(browser.text).to.contain('https://tokopedia.com/sari').and.to.contain('kalkulasi.xlsx');

    const { browser: desk } = await anInstructor();
    await desk.open('/penilaian');
    await desk.follow('Ambil berikutnya');
    while (!desk.text.includes('kalkulasi.xlsx')) {
      await desk.submit(desk.path, { decision: 'returned', comment: 'Bukan ini.' });
      await desk.follow('Ambil berikutnya');
    }
    const link = desk.page.querySelector('main a[href="https://tokopedia.com/sari"]')!;
    expect(link.getAttribute('rel')).to.contain('noopener').and.contain('nofollow');
    await desk.open(desk.page.querySelector('main .file a')!.getAttribute('href')!);
    const { headers } = desk;
    expect(headers.get('content-disposition')).to.match(/^attachment; /);
    expect(headers.get('content-type')).to.match(/spreadsheetml\.sheet$/);
    expect(headers.get('content-security-policy')).to.match(/^sandbox/);
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
  });

  it('is not sent without a file, and a file can be taken out again', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    expect(browser.text.replaceAll(/\s/gu, ' '), 'day and hour').to.match(
      /Kumpulkan sampai \S+, [^·]+ 20\d\d, \d\d\.\d\d WIB/,
    );
    await browser.submit('/kirim', { text: 'Tanpa berkas' });
    expect(browser.status).to.equal(422);
    expect(browser.text).to.contain('Tambahkan paling sedikit satu berkas');
    expect(browser.page.querySelector('#text')!.text).to.equal('Tanpa berkas');

    await browser.submit('/draf', {}, [pdf()]);
    const file = browser.page.querySelector('button[name=remove]')!.getAttribute('value')!;
    await browser.submit('/draf', { remove: file, text: 'Sampai di sini' });
    expect(browser.text, 'asked first').to.contain('Hapus spesifikasi.pdf dari draf?');
    const asked = browser.twin();
    await asked.open(path);
    expect(asked.text).to.contain('spesifikasi.pdf');
    await browser.submit('/draf');
    expect(browser.path).to.equal(path);
    expect(browser.text).not.to.contain('spesifikasi.pdf');
    expect(browser.page.querySelector('#text')!.text, 'typed before').to.equal('Sampai di sini');
  });

  it('gives the same receipt to a second press', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    await browser.submit('/draf', { text: 'siap' }, [pdf()]);
    const { html, path: at } = browser;
    await browser.submit('/kirim');
    const once = browser.text;
    browser.html = html;
    browser.path = at;
    await browser.submit('/kirim');
    expect(browser.text).to.equal(once);
  });

  it('saves by JSON for autosave, and stops when another tab has gone on', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    const { html } = browser;
    const save = async (text: string, revision: string) => {
      browser.html = html;
      await browser.post(`${path}/draf`, { text, revision }, { accept: 'application/json' });
      return { status: browser.status, ...(JSON.parse(browser.bytes.toString()) as object) };
    };
    expect(await save('satu', '0')).to.include({ status: 200, state: 'saved', revision: 1 });
    expect(await save('dua', '0')).to.include({ status: 409, state: 'stale' });
    expect(await save('dua', '1')).to.include({ status: 200, revision: 2 });
    expect(await save('tiga', '1'))
      .to.include({ status: 409 })
      .and.to.have.nested.include({ 'stored.revision': 2, 'stored.typed.text': 'dua' });
    expect(await save('x'.repeat(20_001), '2')).to.include({ status: 422, state: 'refused', revision: 3 });
    expect(await save('tiga', '3')).to.include({ status: 200, revision: 4 });
  });

  it('shows both texts when another tab has gone on', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    const { html } = browser;
    await browser.submit('/draf', { text: 'tulisan di telepon' });
    browser.html = html;
    await browser.submit('/draf', { text: 'tulisan di laptop' });
    expect(browser.status).to.equal(409);
    expect(browser.text).to.contain('tulisan di telepon').and.to.contain('tulisan di laptop');
    await browser.submit('/draf');
    expect(browser.text).to.contain('Draf tersimpan').and.not.to.contain('tulisan di telepon');
  });

  it('is marked, returned, fixed and accepted', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    await browser.submit('/kirim', { text: 'Versi pertama' }, [pdf()]);
    const { browser: desk } = await anInstructor();
    await desk.open('/penilaian');
    await desk.follow('Ambil berikutnya');
    while (!desk.text.includes('Versi pertama')) {
      await desk.submit(desk.path, { decision: 'returned', comment: 'Bukan ini.' });
      await desk.follow('Ambil berikutnya');
    }
    const marking = desk.path;
    await desk.submit(marking, { decision: 'draft', 'level-R1': '1' });
    expect(desk.text).to.contain('Draf penilaian tersimpan');
    await desk.submit(marking, { decision: 'accepted', 'level-R2': '2' });
    expect(desk.status).to.equal(422);
    expect(desk.text).to.contain('Bagian ini harus lulus');
    await desk.submit(marking, { decision: 'returned' });
    expect(desk.text).to.contain('Tulis apa yang perlu diperbaiki');
    await desk.submit(marking, { decision: 'returned', 'comment-R1': 'Tambahkan toleransi.' });
    expect(desk.text).to.contain('Tugas dikembalikan');

    await browser.open(`/kelas/${cohort.id}/tugas`);
    await browser.follow('Baca komentar');
    expect(browser.text).to.contain('Tambahkan toleransi.').and.to.contain('Nilai 70');
    await browser.submit('/kirim', { text: 'Versi kedua' });
    await desk.open(marking);
    expect(desk.text).to.contain('Versi kedua').and.to.contain('Versi sebelumnya');
    await desk.submit(marking, { decision: 'accepted', 'level-R1': '2', 'level-R2': '2' });
    expect(desk.text).to.contain('Tugas diterima');
    await browser.open(path);
    expect(browser.text).to.contain('Diterima').and.to.contain('Nilai 100').and.to.contain('Versi pertama');
  });

  it('shows a second marker what the first one gave', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    await browser.submit('/kirim', { text: 'Untuk dua penilai' }, [pdf()]);
    const file = browser.path;
    const [{ browser: one }, { browser: other }] = await Promise.all([anInstructor('Ani Lestari'), anInstructor()]);
    await one.open('/penilaian?halaman=1');
    const link = one.page.querySelectorAll('tbody a').at(-1)!.getAttribute('href')!;
    await Promise.all([one.open(link), other.open(link)]);
    await one.submit(link, { decision: 'accepted', 'level-R1': '2', 'level-R2': '2' });
    await other.submit(link, { decision: 'returned', 'level-R1': '0', 'comment-R1': 'Belum ada isi.' });
    expect(other.status).to.equal(409);
    expect(other.text).to.contain('Sudah dinilai oleh Ani Lestari').and.to.contain('Belum ada isi.');
    await browser.open(file.replace('/tanda-terima', ''));
    expect(browser.text).to.contain('Diterima');
  });

  it('shows a marker who has read an old version the new one, with a notice and without the old marks', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    await browser.submit('/kirim', { text: 'Versi lama' }, [pdf()]);
    const { browser: desk } = await anInstructor();
    await desk.open('/penilaian');
    const marking = desk.page.querySelectorAll('tbody a').at(-1)!.getAttribute('href')!;
    await desk.open(marking);
    const old = desk.twin();
    await desk.submit(marking, { decision: 'returned', comment: 'Perbaiki.' });
    await browser.open(path);
    await browser.submit('/kirim', { text: 'Versi baru' });

    for (const comment of ['Sudah baik.', 'x'.repeat(4001)]) {
      const tab = old.twin();
      await tab.submit(marking, { decision: 'accepted', comment, 'level-R1': '2', 'level-R2': '2' });
      expect(tab.status).to.equal(409);
      expect(tab.page.querySelector('[role=alert]')!.text).to.contain('Peserta sudah mengirim versi 2');
      expect(tab.text).to.contain('Versi baru');
      expect(tab.page.querySelectorAll('input[checked]')).to.have.length(0);
      expect(tab.page.querySelector('#comment')!.text).to.equal('');
    }
    const fields = { decision: 'draft', version: '1', revision: '0', comment: '' };
    await old.post(marking, fields, { accept: 'application/json' });
    expect(old.status).to.equal(409);
    expect(JSON.parse(old.bytes.toString())).to.have.property('text').that.contains('mengirim versi 2');
  });

  it('is not found by those who have no part in it', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path);
    await browser.submit('/kirim', { text: 'Rahasia' }, [pdf()]);
    await browser.open(path);
    const file = browser.page.querySelector('a[href^="/tugas/berkas/"]')!.getAttribute('href')!;
    const { browser: neighbour } = await aSignedInLearner();
    expect((await neighbour.open(file)).status).to.equal(404);
    expect((await neighbour.open('/penilaian')).status).to.equal(403);
    const { browser: stranger } = await aPerson(app.address, 'Orang lain', {
      role: 'instructor',
      scope: '0'.repeat(24),
    });
    expect((await stranger.open(file)).status).to.equal(404);
    expect((await stranger.open(path)).status).to.equal(404);
    expect((await stranger.open(`/penilaian/${file.split('/')[3]}`)).status).to.equal(404);
    const { browser: instructor } = await anInstructor();
    expect((await instructor.open(file)).status).to.equal(200);
    expect((await instructor.open(path)).text).to.contain('Anda melihat tugas ini sebagai staf');
    expect((await instructor.post(`${path}/kirim`)).status).to.equal(403);
  });
});
