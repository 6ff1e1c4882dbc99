import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { CertificateModel } from '../../src/features/certificates/certificate.model.ts';
import { checksOf, writeCounts } from '../../src/features/certificates/check-count.service.ts';
import { showCode } from '../../src/features/certificates/code.rules.ts';
import { certificateFields } from '../../src/features/certificates/verdict-json.page.ts';
import { setClock } from '../../src/platform/clock.ts';
import { aPdf } from '../platform/samples.ts';
import { aGraduate } from './a-graduate.ts';
import { asJson, compare, jsonOf, useGraduate } from './issued.ts';

describe('the pages that check a certificate', function () {
  this.timeout(60_000);
  const here = useGraduate();

  it('answer a code with the verdict first, and with nothing that is private', async () => {
    const browser = await here.stranger().open(`/v/${here.certificate.code}`);
    expect(browser.status).to.equal(200);
    expect(browser.text).to.match(/^ASLI dan masih berlaku Diperiksa /);
    for (const said of ['Sari Wulandari', here.certificate.number, here.certificate.sha256, 'G.46PEI01.001.2']) {
      expect(browser.text).to.include(said);
    }
    expect(browser.html).to.not.include('@example.org').and.not.include(here.certificate.account);
    expect(browser.html).to.include('<meta name="robots" content="noindex">');
    expect(browser.headers.get('cache-control')).to.equal('no-store');
    expect(browser.headers.get('x-robots-tag')).to.equal('noindex');
    expect(browser.headers.getSetCookie()).to.deep.equal([]);
    expect(gzipSync(browser.html).length).to.be.lessThan(20_000);
  });

  it('take a typed code in small letters and groups', async () => {
    const browser = await here.stranger().open('/periksa');
    await browser.submit('/periksa/kode', { kode: ` ${showCode(here.certificate.code).toLowerCase()}` });
    expect(browser.path).to.equal(`/v/${here.certificate.code}`);
    expect(browser.text).to.include('ASLI');
  });

  it('take the address behind the QR code, of whatever host', async () => {
    const browser = await here.stranger().open('/periksa');
    await browser.submit('/periksa/kode', { kode: `Lihat https://lain.example/v/${here.certificate.code}?nama=x` });
    expect(browser.path).to.equal(`/v/${here.certificate.code}`);
  });

  it('tell how the certificate of a number stands, and nothing that could be had by guessing', async () => {
    const { number, code } = here.certificate;
    const browser = await here.stranger().open(`/periksa/kode?kode=${number.toLowerCase().replaceAll('-', '%20')}`);
    expect(browser.status).to.equal(200);
    expect(browser.text).to.include(`Nomor ${number}: ASLI dan masih berlaku`);
    for (const secret of ['Sari Wulandari', code, showCode(code)]) expect(browser.html).to.not.include(secret);
    const none = await here.stranger().open('/periksa/kode?kode=LYR-1999-0001');
    expect(none.status).to.equal(404);
    expect(none.text).to.include('Nomor LYR-1999-0001: TIDAK DITEMUKAN');
  });

  it('compare a hidden name by its letters alone, also one that was stored long ago', async () => {
    await mongoose.connection
      .collection('certificates')
      .updateOne({ code: here.certificate.code }, { $set: { isNameHidden: true, searchName: 'sari wulandari’' } });
    for (const [typed, matches] of [
      ['sari WULANDARI', true],
      ['Sari-Wulandari', true],
      ['\u202aSari\u00a0Wulanda\u0301ri\u200b’', true],
      ['Sari Wulandar', false],
      ["'", false],
    ] as const) {
      const browser = await here.stranger().open(`/v/${here.certificate.code}?nama=${encodeURIComponent(typed)}`);
      expect(browser.text.includes('Sari Wulandari'), typed).to.equal(matches);
    }
    await mongoose.connection
      .collection('certificates')
      .updateOne({ code: here.certificate.code }, { $set: { isNameHidden: false, searchName: 'sariwulandari' } });
  });

  it('say beside the field what is wrong with a code, and keep it', async () => {
    const browser = await here.stranger().open('/periksa/kode?kode=abc-1');
    expect(browser.status).to.equal(422);
    expect(browser.text).to.include('Kode berisi 26 huruf dan angka. Yang Anda ketik 4.');
    expect(browser.page.querySelector('[name=kode]')!.getAttribute('value')).to.equal('abc-1');
  });

  it('help with a code that is not found', async () => {
    const browser = await here.stranger().open(`/v/${'0'.repeat(26)}`);
    expect(browser.status).to.equal(404);
    expect(browser.text)
      .to.match(/^TIDAK DITEMUKAN/)
      .and.include('Ketik ulang kodenya');
  });

  it('answer programs at the same address', async () => {
    const answer = await jsonOf(here.stranger(), here.certificate.code);
    expect(answer).to.have.all.keys('verdict', 'checkedAt', 'certificate');
    expect(answer).to.include({ verdict: 'valid' });
    const absent = new Set<string>(['revokedOn', 'supersededBy', 'supersededByUrl', 'supersedes']);
    expect(Object.keys(answer.certificate)).to.deep.equal(certificateFields.filter((name) => !absent.has(name)));
    expect(answer.certificate).to.include({ number: here.certificate.number, pdfSha256: here.certificate.sha256 });
    const nobody = await here.stranger().open(`/v/${'0'.repeat(26)}`, asJson);
    expect(nobody.status).to.equal(404);
    expect(Object.keys(JSON.parse(nobody.bytes.toString()) as object)).to.deep.equal(['verdict', 'checkedAt']);
  });

  it('recognise the very file', async () => {
    const browser = await compare(here.stranger(), here.pdf);
    expect(browser.text)
      .to.match(/^ASLI dan masih berlaku/)
      .and.include('sama persis');
  });

  it('tell a file that was altered by one byte, wherever', async () => {
    for (const place of [1000, Math.floor(here.pdf.length / 2), here.pdf.length - 2000]) {
      const altered = Buffer.from(here.pdf);
      altered[place]! ^= 1;
      const browser = await compare(here.stranger(), altered);
      expect(browser.text, `byte ${place}`)
        .to.match(/^SUDAH DIUBAH/)
        .and.not.include('Sari Wulandari');
    }
  });

  it('tell a file with something added, and one of another school', async () => {
    const longer = await compare(here.stranger(), Buffer.concat([here.pdf, Buffer.from('\n%%EOF\n')]));
    expect(longer.text).to.match(/^SUDAH DIUBAH/);
    const other = await compare(here.stranger(), aPdf());
    expect(other.text)
      .to.match(/^TIDAK DITEMUKAN/)
      .and.include('PDF yang asli');
  });

  it('say what kind of file is taken', async () => {
    const lying = await compare(here.stranger(), Buffer.from('not a pdf'));
    expect(lying.status).to.equal(422);
    expect(lying.text).to.include('Simpan ulang sebagai PDF');
    const none = await (await here.stranger().open('/periksa')).submit('/periksa');
    expect(none.text).to.include('Pilih berkas dulu');
  });

  it('keep nothing of an uploaded file', async () => {
    const files = mongoose.connection.collection('files.files');
    const before = await files.countDocuments();
    expect((await compare(here.stranger(), aPdf())).text).to.match(/^TIDAK DITEMUKAN/);
    expect(await files.countDocuments()).to.equal(before);
  });

  it('answer expired and superseded certificates as such', async () => {
    const back = setClock(() => new Date(here.certificate.validUntil.getTime() + 1));
    const expired = await here.stranger().open(`/v/${here.certificate.code}`).finally(back);
    expect(expired.text).to.match(/^ASLI, tetapi KEDALUWARSA/);

    const { certificate: old } = await aGraduate(here.cohort, here.at);
    await CertificateModel.updateOne(
      { _id: old.id },
      { $set: { state: 'superseded', supersededBy: here.certificate.number } },
    );
    expect((await here.stranger().open(`/v/${old.code}`)).text)
      .to.match(/^DIGANTIKAN/)
      .and.include(here.certificate.number);
    expect(await jsonOf(here.stranger(), old.code)).to.include({ verdict: 'superseded' });
  });

  it("publish the certificate of the school's key", async () => {
    const browser = await here.stranger().open('/sertifikat/kunci-publik.pem');
    expect(browser.bytes.toString())
      .to.match(/^-----BEGIN CERTIFICATE-----/)
      .and.not.include('PRIVATE');
  });

  it("are counted for the holder, without the holder's own look", async () => {
    await writeCounts();
    const { total } = await checksOf(here.certificate.id);
    expect(total).to.be.greaterThan(0);
    await here.sari.open(`/v/${here.certificate.code}`);
    const path = `/v/${here.certificate.code}`;
    await here.stranger().probe('HEAD', path);
    await here.stranger().open(path, { 'sec-purpose': 'prefetch;prerender' });
    await here.stranger().open(path, { 'user-agent': 'WhatsApp preview bot' });
    await writeCounts();
    expect(await checksOf(here.certificate.id), 'nobody but a person is counted').to.include({ total });
    await here.stranger().open(path);
    expect(await checksOf(here.certificate.id), 'looking writes nothing').to.include({ total });
    await here.sari.open('/sertifikat');
    expect(here.sari.text).to.include(`Sudah diperiksa orang ${total} kali`);
    await writeCounts();
    expect(await checksOf(here.certificate.id)).to.include({ total: total + 1 });
  });
});
