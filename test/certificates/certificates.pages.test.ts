import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { TOTP } from 'otpauth';
import { CertificateModel } from '../../src/features/certificates/certificate.model.ts';
import type { Certificate } from '../../src/features/certificates/certificate.service.ts';
import { decideRevocation, requestRevocation } from '../../src/features/certificates/index.ts';
import { showCode } from '../../src/features/certificates/code.rules.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { AuditEntry } from '../../src/platform/audit.model.ts';
import { setClock } from '../../src/platform/clock.ts';
import { publish } from '../../src/platform/events.ts';
import { transaction } from '../../src/platform/database.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { aPdf } from '../platform/samples.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, aLearner, password, signIn } from '../support/classroom.ts';
import { aDecidedLearner, aGraduate, aMember, totpSecret } from './a-graduate.ts';

const asJson = { accept: 'application/json' };
const grounds = { reason: 'error', note: 'Salah unggah.' } as const;

describe('the pages of certificates', function () {
  this.timeout(60_000);
  const app = useApp();
  let cohort: Cohort;
  let at: Date;
  let sari: Browser;
  let certificate: Certificate;
  let pdf: Buffer;

  const stranger = () => new Browser(app.address);
  const staff = async (email: string) => {
    const browser = await signIn(stranger(), email);
    return browser.submit('/masuk/kode', { code: new TOTP({ secret: totpSecret }).generate() });
  };
  const jsonOf = async (code: string) =>
    JSON.parse((await stranger().open(`/v/${code}`, asJson)).bytes.toString('utf8')) as Record<string, never>;
  const compare = async (bytes: Buffer, name = 'sertifikat.pdf') => {
    const browser = await stranger().open('/periksa');
    return browser.submit('/periksa', {}, [{ field: 'berkas', name, bytes, type: 'application/pdf' }]);
  };

  before(async () => {
    at = new Date();
    cohort = await aCohort(at);
    const graduate = await aGraduate(cohort, at);
    certificate = graduate.certificate;
    sari = await signIn(stranger(), graduate.email);
    await sari.open(`/sertifikat/${certificate.id}/unduh`);
    pdf = sari.bytes;
  });

  describe('for the holder', () => {
    it('say before there is one when it will appear', async () => {
      const { email } = await aLearner(cohort, at);
      const learner = await signIn(stranger(), email);
      await learner.open('/sertifikat');
      expect(learner.text).to.include('setelah Anda menyelesaikan kelas');
      expect(learner.page.querySelector(`main a[href="/kelas/${cohort.id}"]`)).to.not.equal(null);
    });

    it('show it once the panel has decided, by itself', async () => {
      const { email, caseId, account, enrolment } = await aDecidedLearner(cohort);
      const learner = await signIn(stranger(), email);
      await learner.open('/sertifikat');
      expect(learner.text).to.include('Sertifikat sedang dibuat');
      const event = { case: caseId, enrolment: enrolment.id, account, outcome: 'competent' } as const;
      await transaction((session) => publish('assessment.decided', event, session));
      await runDueJobs();
      await learner.open('/sertifikat');
      expect(learner.text)
        .to.include('Sari Wulandari')
        .and.match(/LYR-\d{4}-0002/);
    });

    it('give the frozen bytes under a name with the number', async () => {
      expect(pdf.subarray(0, 5).toString()).to.equal('%PDF-');
      expect(pdf.length).to.be.lessThan(300_000);
      await sari.open(`/sertifikat/${certificate.id}/unduh`);
      expect(sari.headers.get('content-disposition')).to.include(`sertifikat-${certificate.number}.pdf`);
      expect(sari.bytes.equals(pdf)).to.equal(true);
    });

    it('tell the truth about the signature, and offer to share', async () => {
      await sari.open('/sertifikat');
      expect(sari.text).to.include('belum tanda tangan elektronik tersertifikasi');
      const share = sari.page.querySelector('a[href^="https://wa.me/"]')!.getAttribute('href')!;
      expect(decodeURIComponent(share)).to.include(`/v/${certificate.code}`);
      await sari.follow('transkrip');
      expect(sari.text).to.include('BA-2026-0001').and.include('Kompeten');
    });

    it("are nobody else's", async () => {
      const other = await signIn(stranger(), (await aLearner(cohort, at)).email);
      for (const path of ['', '/transkrip', '/unduh']) {
        expect((await other.open(`/sertifikat/${certificate.id}${path}`)).status, path).to.equal(404);
      }
    });

    it('hide the name and show it again', async () => {
      await sari.open('/sertifikat');
      await sari.submit('/nama');
      expect(sari.text).to.include('sekarang tersembunyi');
      const asker = await stranger().open(`/v/${certificate.code}`);
      expect(asker.text).to.include('Disembunyikan').and.not.include('Sari Wulandari');
      expect((await jsonOf(certificate.code)).certificate).to.include({ holderName: null });
      await asker.submit(`/v/${certificate.code}`, { nama: 'Sari Lestari' });
      expect(asker.text).to.include('tidak cocok').and.not.include('Sari Wulandari');
      await asker.submit(`/v/${certificate.code}`, { nama: 'sari  wulandari' });
      expect(asker.text).to.include('cocok').and.include('Sari Wulandari');
      await sari.submit('/nama');
      expect((await stranger().open(`/v/${certificate.code}`)).text).to.include('Sari Wulandari');
    });

    it('refuse bytes that are not those that were issued, and put it on record', async () => {
      const { certificate: damaged, email } = await aGraduate(cohort, at);
      const chunks = mongoose.connection.collection('files.chunks');
      const fileId = new mongoose.Types.ObjectId(damaged.file);
      const chunk = (await chunks.findOne({ files_id: fileId, n: 0 }))!;
      const bytes = Buffer.from((chunk.data as mongoose.mongo.Binary).buffer);
      bytes[2000]! ^= 1;
      await chunks.updateOne({ _id: chunk._id }, { $set: { data: new mongoose.mongo.Binary(bytes) } });
      const holder = await signIn(stranger(), email);
      await holder.open(`/sertifikat/${damaged.id}/unduh`);
      expect(holder.status).to.equal(500);
      expect(holder.text).to.include('tidak sama dengan yang diterbitkan');
      expect(
        await AuditEntry.countDocuments({ action: 'certificates.foundDamaged', 'target.id': damaged.id }),
      ).to.equal(1);
    });
  });

  describe('for anyone', () => {
    it('answer a code with the verdict first, and with nothing that is private', async () => {
      const browser = await stranger().open(`/v/${certificate.code}`);
      expect(browser.status).to.equal(200);
      expect(browser.text).to.match(/^ASLI dan masih berlaku Diperiksa /);
      for (const said of ['Sari Wulandari', certificate.number, certificate.sha256, 'G.46PEI01.001.2']) {
        expect(browser.text).to.include(said);
      }
      expect(browser.html).to.not.include('@example.org').and.not.include(certificate.account);
      expect(browser.html).to.include('<meta name="robots" content="noindex">');
      expect(browser.headers.get('cache-control')).to.equal('no-store');
      expect(browser.headers.get('x-robots-tag')).to.equal('noindex');
      expect(browser.headers.getSetCookie()).to.deep.equal([]);
      expect(gzipSync(browser.html).length).to.be.lessThan(20_000);
    });

    it('take a typed code in small letters and groups', async () => {
      const browser = await stranger().open('/periksa');
      await browser.submit('/periksa', { kode: ` ${showCode(certificate.code).toLowerCase()}` });
      expect(browser.path).to.equal(`/v/${certificate.code}`);
      expect(browser.text).to.include('ASLI');
    });

    it('say beside the field what is wrong with a code, and keep it', async () => {
      const browser = await stranger().open('/periksa?kode=abc-1');
      expect(browser.status).to.equal(422);
      expect(browser.text).to.include('Kode berisi 26 huruf dan angka. Yang Anda ketik 4.');
      expect(browser.page.querySelector('[name=kode]')!.getAttribute('value')).to.equal('abc-1');
    });

    it('help with a code that is not found', async () => {
      const browser = await stranger().open(`/v/${'0'.repeat(26)}`);
      expect(browser.status).to.equal(404);
      expect(browser.text)
        .to.match(/^TIDAK DITEMUKAN/)
        .and.include('Ketik ulang kodenya');
    });

    it('answer programs at the same address', async () => {
      const answer = (await jsonOf(certificate.code)) as { certificate: object; checkedAt: string };
      expect(answer).to.have.all.keys('verdict', 'checkedAt', 'certificate');
      expect(answer).to.include({ verdict: 'valid' });
      expect(answer.certificate).to.have.all.keys(
        ...['number', 'holderName', 'scheme', 'units', 'issuer', 'school', 'decidedOn', 'issuedOn', 'validUntil'],
        ...['pdfSha256', 'signature'],
      );
      expect(answer.certificate).to.include({ number: certificate.number, pdfSha256: certificate.sha256 });
      const nobody = await stranger().open(`/v/${'0'.repeat(26)}`, asJson);
      expect(nobody.status).to.equal(404);
      expect(Object.keys(JSON.parse(nobody.bytes.toString()) as object)).to.deep.equal(['verdict', 'checkedAt']);
    });

    it('recognise the very file', async () => {
      const browser = await compare(pdf);
      expect(browser.text)
        .to.match(/^ASLI dan masih berlaku/)
        .and.include('sama persis');
    });

    it('tell a file that was altered by one byte, wherever', async () => {
      for (const place of [1000, Math.floor(pdf.length / 2), pdf.length - 2000]) {
        const altered = Buffer.from(pdf);
        altered[place]! ^= 1;
        const browser = await compare(altered);
        expect(browser.text, `byte ${place}`)
          .to.match(/^SUDAH DIUBAH/)
          .and.not.include('Sari Wulandari');
      }
    });

    it('tell a file with something added, and one of another school', async () => {
      const longer = await compare(Buffer.concat([pdf, Buffer.from('\n%%EOF\n')]));
      expect(longer.text).to.match(/^SUDAH DIUBAH/);
      const other = await compare(await aPdf());
      expect(other.text)
        .to.match(/^TIDAK DITEMUKAN/)
        .and.include('PDF yang asli');
    });

    it('say what kind of file is taken', async () => {
      const lying = await compare(Buffer.from('not a pdf'));
      expect(lying.status).to.equal(422);
      expect(lying.text).to.include('Kirim PDF');
      const none = await (await stranger().open('/periksa')).submit('/periksa');
      expect(none.text).to.include('Pilih berkas dulu');
    });

    it('keep nothing of an uploaded file', async () => {
      const files = mongoose.connection.collection('files.files');
      const before = await files.countDocuments();
      await compare(await aPdf());
      expect(await files.countDocuments()).to.equal(before);
    });

    it('answer expired and superseded certificates as such', async () => {
      const back = setClock(() => new Date(certificate.validUntil.getTime() + 1));
      const expired = await stranger().open(`/v/${certificate.code}`).finally(back);
      expect(expired.text).to.match(/^ASLI, tetapi KEDALUWARSA/);

      const { certificate: old } = await aGraduate(cohort, at);
      await CertificateModel.updateOne(
        { _id: old.id },
        { $set: { state: 'superseded', supersededBy: certificate.number } },
      );
      expect((await stranger().open(`/v/${old.code}`)).text)
        .to.match(/^DIGANTIKAN/)
        .and.include(certificate.number);
      expect(await jsonOf(old.code)).to.include({ verdict: 'superseded' });
    });

    it("publish the certificate of the school's key", async () => {
      const browser = await stranger().open('/sertifikat/kunci-publik.pem');
      expect(browser.bytes.toString())
        .to.match(/^-----BEGIN CERTIFICATE-----/)
        .and.not.include('PRIVATE');
    });

    it("are counted for the holder, without the holder's own look", async () => {
      await sari.open(`/v/${certificate.code}`);
      await sari.open('/sertifikat');
      expect(sari.text).to.match(/Sudah diperiksa orang \d+ kali/);
    });
  });

  describe('for the certification body', () => {
    it('find certificates by number and by the beginning of a name', async () => {
      const manager = await staff((await aMember('certification-manager', cohort.body)).email);
      await manager.open('/sertifikasi/sertifikat');
      expect(manager.text).to.include(certificate.number);
      for (const [typed, isFound] of [
        [certificate.number.toLowerCase(), true],
        ['sari w', true],
        ['SARI', true],
        ['wulandari', false],
        ['LYR-1999', false],
      ] as const) {
        await manager.open(`/sertifikasi/sertifikat?cari=${encodeURIComponent(typed)}`);
        expect(manager.text.includes(certificate.number), typed).to.equal(isFound);
      }
    });

    it('revoke by two people, each confirming who they are', async () => {
      const { certificate: doomed, email } = await aGraduate(cohort, at);
      const path = `/sertifikasi/sertifikat/${doomed.id}`;
      const [asker, decider] = await Promise.all([
        staff((await aMember('certification-manager', cohort.body)).email),
        staff((await aMember('panel-member', cohort.body)).email),
      ]);
      const back = setClock(() => new Date(Date.now() + 11 * 60_000));
      try {
        await asker.open(path);
        await asker.submit('/cabut', { reason: 'deceit', note: 'Bukti palsu.', confirmPassword: 'salah sekali' });
        expect(asker.status).to.equal(422);
        expect(asker.page.querySelector('[name=note]')!.text).to.include('Bukti palsu.');
        await asker.submit('/cabut', { confirmPassword: password });
        expect(asker.text).to.include('Menunggu orang kedua');
        await asker.post(`${path}/putusan`, { decision: 'approve', seen: at.toISOString(), note: '' });
        expect(asker.status).to.equal(403);

        await decider.open('/sertifikasi/sertifikat?tampil=diminta');
        await decider.follow(path);
        await decider.submit('/putusan', { decision: 'refuse', confirmPassword: password });
        expect(decider.text).to.include('Tulis alasan penolakan');
        await decider.submit('/putusan', { decision: 'approve', confirmPassword: password });
        expect(decider.text).to.include('Sertifikat sudah dicabut');
      } finally {
        back();
      }

      expect((await stranger().open(`/v/${doomed.code}`)).text)
        .to.match(/^DICABUT/)
        .and.not.include('Bukti palsu');
      expect(await jsonOf(doomed.code)).to.include({ verdict: 'revoked' });
      const holder = await signIn(stranger(), email);
      await holder.open('/sertifikat');
      expect(holder.text).to.include('Diperoleh dengan kecurangan').and.not.include('Bukti palsu');
      await holder.open(`/sertifikat/${doomed.id}/unduh`);
      expect(holder.status).to.equal(410);
      expect(holder.text).to.include('sudah dicabut');
    });

    it('say of the file of a revoked certificate that it is revoked', async () => {
      const { certificate: doomed, email } = await aGraduate(cohort, at);
      const holder = await signIn(stranger(), email);
      await holder.open(`/sertifikat/${doomed.id}/unduh`);
      const kept = holder.bytes;
      await requestRevocation(doomed.id, grounds, 'a'.repeat(24), at);
      await decideRevocation(doomed.id, at, { isApproved: true, note: '' }, 'b'.repeat(24), at);
      expect((await compare(kept)).text).to.match(/^DICABUT/);
    });

    it('are closed to another body and to learners', async () => {
      const elsewhere = await staff((await aMember('certification-manager', 'c'.repeat(24))).email);
      expect((await elsewhere.open(`/sertifikasi/sertifikat/${certificate.id}`)).status).to.equal(404);
      await elsewhere.open('/sertifikasi/sertifikat');
      expect(elsewhere.text).to.include('Belum ada sertifikat');
      expect((await sari.open('/sertifikasi/sertifikat')).status).to.equal(403);
    });
  });
});
