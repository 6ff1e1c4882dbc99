import { expect } from 'chai';
import mongoose from 'mongoose';
import { transaction } from '../../src/platform/database.ts';
import { publish } from '../../src/platform/events.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { auditEntries } from '../support/audit.ts';
import { aLearner, signIn } from '../support/classroom.ts';
import { aDecidedLearner, aGraduate } from './a-graduate.ts';
import { jsonOf, useGraduate } from './issued.ts';

describe("the holder's pages", function () {
  this.timeout(60_000);
  const here = useGraduate();

  it('say before there is one when it will appear', async () => {
    const { email } = await aLearner(here.cohort, here.at);
    const learner = await signIn(here.stranger(), email);
    await learner.open('/sertifikat');
    expect(learner.text).to.include('setelah Anda menyelesaikan kelas');
    expect(learner.page.querySelector(`main a[href="/kelas/${here.cohort.id}"]`)).to.not.equal(null);
  });

  it('show it once the panel has decided, by itself', async () => {
    const { email, caseId, account, enrolment } = await aDecidedLearner(here.cohort);
    const learner = await signIn(here.stranger(), email);
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
    expect(here.pdf.subarray(0, 5).toString()).to.equal('%PDF-');
    expect(here.pdf.length).to.be.lessThan(300_000);
    await here.sari.open(`/sertifikat/${here.certificate.id}/sertifikat.pdf`);
    expect(here.sari.headers.get('content-disposition')).to.include(`sertifikat-${here.certificate.number}.pdf`);
    expect(here.sari.bytes.equals(here.pdf)).to.equal(true);
  });

  it('tell the truth about the signature, and offer to share', async () => {
    await here.sari.open('/sertifikat');
    expect(here.sari.text).to.include('belum tanda tangan elektronik tersertifikasi');
    const share = here.sari.page.querySelector('a[href^="https://wa.me/"]')!.getAttribute('href')!;
    expect(decodeURIComponent(share)).to.include(`/v/${here.certificate.code}`);
    await here.sari.follow('transkrip');
    expect(here.sari.text).to.include('BA-2026-0001').and.include('Kompeten');
  });

  it("are nobody else's", async () => {
    const other = await signIn(here.stranger(), (await aLearner(here.cohort, here.at)).email);
    for (const path of ['', '/transkrip', '/sertifikat.pdf']) {
      expect((await other.open(`/sertifikat/${here.certificate.id}${path}`)).status, path).to.equal(404);
    }
  });

  it('hide the name and show it again', async () => {
    await here.sari.open('/sertifikat');
    await here.sari.submit('/nama');
    expect(here.sari.text).to.include('sekarang tersembunyi');
    const asker = await here.stranger().open(`/v/${here.certificate.code}`);
    expect(asker.text).to.include('Disembunyikan').and.not.include('Sari Wulandari');
    expect((await jsonOf(here.stranger(), here.certificate.code)).certificate).to.include({ holderName: null });
    await asker.submit(`/v/${here.certificate.code}`, { nama: 'Sari Lestari' });
    expect(asker.text).to.include('tidak cocok').and.not.include('Sari Wulandari');
    expect(asker.page.querySelector('h1.verdict.doubt b')!.text).to.equal('NAMA TIDAK COCOK');
    expect(asker.page.querySelector('h1')!.text).to.not.include('ASLI');
    const wrong = await jsonOf(here.stranger(), `${here.certificate.code}?nama=Sari%20Lestari`);
    expect(wrong.certificate).to.include({ holderName: null, nameCheck: 'differs' });
    const right = await jsonOf(here.stranger(), `${here.certificate.code}?nama=sari+wulandari`);
    expect(right.certificate).to.include({ holderName: 'Sari Wulandari', nameCheck: 'matches' });
    await asker.submit(`/v/${here.certificate.code}`, { nama: 'sari  wulandari' });
    expect(asker.text).to.include('cocok').and.include('Sari Wulandari');
    await here.sari.submit('/nama');
    expect((await here.stranger().open(`/v/${here.certificate.code}`)).text).to.include('Sari Wulandari');
  });

  it('refuse bytes that are not those that were issued, and put it on record', async () => {
    const { certificate: damaged, email } = await aGraduate(here.cohort, here.at);
    const chunks = mongoose.connection.collection('files.chunks');
    const fileId = new mongoose.Types.ObjectId(damaged.file);
    const chunk = (await chunks.findOne({ files_id: fileId, n: 0 }))!;
    const bytes = Buffer.from((chunk.data as mongoose.mongo.Binary).buffer);
    bytes[2000]! ^= 1;
    await chunks.updateOne({ _id: chunk._id }, { $set: { data: new mongoose.mongo.Binary(bytes) } });
    const holder = await signIn(here.stranger(), email);
    await holder.open(`/sertifikat/${damaged.id}/sertifikat.pdf`);
    expect(holder.status).to.equal(500);
    expect(holder.text).to.include('tidak sama dengan yang diterbitkan');
    const told = { action: 'certificates.foundDamaged', 'target.id': damaged.id };
    expect(await auditEntries(told)).to.have.length(1);
  });
});
