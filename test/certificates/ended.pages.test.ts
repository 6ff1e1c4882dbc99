import { expect } from 'chai';
import { CaseModel } from '../../src/features/assessments/case.model.ts';
import { CertificateModel } from '../../src/features/certificates/certificate.model.ts';
import { countHolders, listCertifiedEnrolments } from '../../src/features/certificates/index.ts';
import { type Standing, standingOf, usesOf } from '../../src/features/certificates/standing.rules.ts';
import { findProgramme } from '../../src/features/programmes/index.ts';
import { reportOn } from '../../src/features/reports/funnel.service.ts';
import { publish } from '../../src/platform/events.ts';
import { transaction } from '../../src/platform/database.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { aCohort, signIn } from '../support/classroom.ts';
import { readPdfText } from '../support/pdf.ts';
import { aGraduate } from './a-graduate.ts';
import { compare, useGraduate } from './issued.ts';

const day = 86_400_000;

describe('a certificate that has ended', function () {
  this.timeout(120_000);
  const here = useGraduate();

  /** The certificate of a cohort of its own, brought into this standing. */
  async function graduateAs(standing: Standing) {
    const cohort = await aCohort(here.at);
    const { certificate, email, caseId, enrolment } = await aGraduate(cohort, here.at);
    const validUntil = new Date(standing === 'expired' ? Date.now() - day : Date.now() + day);
    const change =
      standing === 'revoked'
        ? {
            state: 'revoked',
            revocation: { reason: 'error', note: 'x', by: 'a', at: here.at, approvedBy: 'b', approvedAt: here.at },
          }
        : standing === 'superseded'
          ? { state: 'superseded', supersededBy: 'LYR-2099-0001' }
          : { validUntil, 'snapshot.validUntil': validUntil };
    await CertificateModel.collection.updateOne({ code: certificate.code }, { $set: change });
    await runDueJobs();
    if (standing === 'revoked' || standing === 'expired')
      await tell(standing, certificate, caseId, enrolment.id, validUntil);
    return { cohort, certificate, email, caseId };
  }

  /** The news that services publish as they issue and revoke. */
  async function tell(
    standing: 'revoked' | 'expired',
    { id, account }: { id: string; account: string },
    caseId: string,
    enrolment: string,
    validUntil: Date,
  ) {
    await CaseModel.collection.updateOne(
      { _id: (await CaseModel.findById(caseId))!._id },
      { $unset: { certificate: 1 } },
    );
    const news = { certificate: id, case: caseId, enrolment, account, validUntil: validUntil.toISOString() };
    await transaction((session) =>
      publish(standing === 'revoked' ? 'certificate.revoked' : 'certificate.issued', news, session),
    );
    await runDueJobs();
  }

  for (const standing of ['valid', 'expired', 'revoked', 'superseded'] as const) {
    it(`that is ${standing} is counted, shared and handed out as the one rule says`, async () => {
      const { cohort, certificate, email } = await graduateAs(standing);
      const { counts, mayBeShared, pdf } = usesOf[standing];
      const stored = (await CertificateModel.findById(certificate.id).lean())!;
      expect(standingOf(stored, new Date())).to.equal(standing);

      const counted = counts ? 1 : 0;
      expect(await countHolders({ programmes: [cohort.programme] }, new Date())).to.equal(counted);
      expect(await listCertifiedEnrolments(cohort.programme, new Date())).to.have.length(counted);
      const report = await reportOn((await findProgramme(cohort.programme))!, new Date());
      expect([report.funnel.certified, report.finding.have]).to.deep.equal([counted, counted]);

      const holder = await signIn(here.stranger(), email);
      await holder.open(`/sertifikat/${certificate.id}`);
      expect(holder.page.querySelector('a[href^="https://wa.me"]') !== null, 'share').to.equal(mayBeShared);
      expect(holder.page.querySelector('a[href$="sertifikat.pdf"]') !== null, 'download').to.equal(pdf !== 'none');
      expect(holder.text.includes('Bukti bahwa Anda kompeten')).to.equal(standing === 'valid');
      await holder.open(`/sertifikat/${certificate.id}/sertifikat.pdf`);
      expect(holder.status).to.equal(pdf === 'none' ? 410 : 200);
    });
  }

  it('is handed out with a stamp on each page once it has expired, and the copy is known for what it is', async () => {
    const { certificate, email } = await graduateAs('expired');
    const holder = await signIn(here.stranger(), email);
    await holder.open(`/sertifikat/${certificate.id}/sertifikat.pdf`);
    const copy = holder.bytes;
    const pages = (await readPdfText(copy)).split('KEDALUWARSA').length - 1;
    expect(pages, 'read out once, and stamped on both pages').to.equal(3);
    const stranger = await compare(here.stranger(), copy);
    expect(stranger.text).to.include('KEDALUWARSA').and.include(certificate.number).and.not.include('SUDAH DIUBAH');
    expect(stranger.text).to.not.include('sama persis');
    const altered = Buffer.from(copy);
    altered[altered.length - 30]! ^= 1;
    expect((await compare(here.stranger(), altered)).text).to.include('SUDAH DIUBAH');
  });

  const sentences = [
    ['expired', 'Sertifikat Anda kedaluwarsa'],
    ['revoked', 'Sertifikat Anda dicabut'],
  ] as const;
  for (const [standing, sentence] of sentences) {
    it(`that is ${standing} is not congratulated on at the exam's page`, async () => {
      const { email, caseId } = await graduateAs(standing);
      const holder = await signIn(here.stranger(), email);
      await holder.open(`/uji/${caseId}`);
      expect(holder.text).to.include(sentence).and.not.include('Anda dinyatakan kompeten');
    });
  }
});
