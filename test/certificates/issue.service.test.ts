import { createHash } from 'node:crypto';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { Account } from '../../src/features/accounts/account.model.ts';
import { CertificateModel } from '../../src/features/certificates/certificate.model.ts';
import { countHolders, issueCertificate } from '../../src/features/certificates/index.ts';
import { hold, isHeld } from '../../src/features/certificates/held.service.ts';
import { installIssuer, openSchoolKey } from '../../src/features/certificates/issuer.service.ts';
import { BodyModel } from '../../src/features/programmes/body.model.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { readStoredFile } from '../../src/platform/files/index.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { verifyPdfSignature } from '../../src/platform/signing/verify-pdf.ts';
import { auditEntries } from '../support/audit.ts';
import { aCohort } from '../support/classroom.ts';
import { testConfig, useDatabase } from '../support/database.ts';
import { decodeQr, readPdfText } from '../support/pdf.ts';
import { aDecidedLearner, aGraduate, issuedAt } from './a-graduate.ts';
import { certificatesOf } from '../../src/features/certificates/certificate.service.ts';

const numbers = async () => (await CertificateModel.find().sort({ number: 1 }).lean()).map(({ number }) => number);
const filesOf = (account: string) =>
  mongoose.connection
    .collection('storedfiles')
    .countDocuments({ owner: new mongoose.Types.ObjectId(account), purpose: 'certificates.pdf' });

describe('issuing certificates', function () {
  this.timeout(120_000);
  useDatabase();
  let cohort: Cohort;
  before(async () => {
    installIssuer(await testConfig({ BASE_URL: 'https://layar.example.id' }));
    cohort = await aCohort(issuedAt);
  });

  it('gives many issuers at once the same certificate, with one number and one PDF', async () => {
    const { caseId, account } = await aDecidedLearner(cohort);
    const issued = await Promise.all(Array.from({ length: 12 }, () => issueCertificate(caseId, issuedAt)));
    expect(new Set(issued.map((one) => one!.number))).to.deep.equal(new Set(['LYR-2026-0001']));
    expect(new Set(issued.map((one) => one!.sha256)).size).to.equal(1);
    expect(await numbers()).to.deep.equal(['LYR-2026-0001']);
    expect(await filesOf(account)).to.equal(1);
    expect(await OutboxMail.countDocuments()).to.equal(1);
    expect(await auditEntries({ action: 'certificates.issue' })).to.have.length(1);
  });

  it('numbers many certificates at once without a gap', async () => {
    const learners = [];
    for (let count = 0; count < 8; count += 1) learners.push(await aDecidedLearner(cohort));
    await Promise.all(
      learners.flatMap(({ caseId }) => [issueCertificate(caseId, issuedAt), issueCertificate(caseId, issuedAt)]),
    );
    expect(await numbers()).to.deep.equal(Array.from({ length: 9 }, (_, index) => `LYR-2026-000${index + 1}`));
    expect(await countHolders({ programmes: [cohort.programme] })).to.equal(9);
  });

  it('waits for nothing once it is there, whatever another attempt says later', async () => {
    const { caseId } = await aGraduate(cohort);
    await hold(caseId, new Error('the answer to the commit was lost'), issuedAt);
    expect(await isHeld(caseId)).to.equal(false);
  });

  it('issues none for who is not yet competent', async () => {
    const { caseId, enrolment } = await aDecidedLearner(cohort, 'not-yet-competent');
    expect(await issueCertificate(caseId, issuedAt)).to.equal(undefined);
    expect((await certificatesOf([enrolment.id])).size).to.equal(0);
  });

  it('prints a signed PDF that leads to its verification, says what is stored, and names no national authority', async () => {
    const { certificate } = await aGraduate(cohort);
    const pdf = await readStoredFile(certificate.file);
    expect(createHash('sha256').update(pdf).digest('hex')).to.equal(certificate.sha256);
    expect(await decodeQr(pdf)).to.equal(`https://layar.example.id/v/${certificate.code}`);
    const text = await readPdfText(pdf);
    for (const said of ['Sari Wulandari', certificate.number, '4 Desember 2026', '4 Desember 2029']) {
      expect(text).to.include(said);
    }
    expect(text).to.not.match(/BNSP/);
    const { signer } = await openSchoolKey();
    const signature = await verifyPdfSignature(pdf);
    expect(signature).to.include({ intact: true, coversWholeFile: true });
    expect(signature).to.include({ certificateFingerprint: signer.certificate.fingerprint });
  });

  it('stays what it was when the account gets another name or goes away', async () => {
    const { certificate, account, caseId } = await aGraduate(cohort);
    const before = await readStoredFile(certificate.file);
    await Account.updateOne({ _id: account }, { $set: { name: 'Nama Lain' } });
    expect((await issueCertificate(caseId, new Date('2027-01-01')))!.snapshot.holderName).to.equal('Sari Wulandari');
    await Account.deleteOne({ _id: account });
    expect((await issueCertificate(caseId, new Date('2027-01-01')))!.sha256).to.equal(certificate.sha256);
    expect((await readStoredFile(certificate.file)).equals(before)).to.equal(true);
  });

  it('cannot be written over', async () => {
    const { certificate } = await aGraduate(cohort);
    const overwritten = CertificateModel.updateOne({ _id: certificate.id }, { $set: { sha256: '0'.repeat(64) } });
    await overwritten.catch(() => undefined);
    expect((await CertificateModel.findById(certificate.id).lean())!.sha256).to.equal(certificate.sha256);
  });

  it('names the national authority only with a licence that is valid', async () => {
    const licensed = await aCohort(issuedAt);
    const setLicence = (validUntil: Date) =>
      BodyModel.updateOne({ _id: licensed.body }, { $set: { licence: { number: 'LSP-001', validUntil } } });
    await setLicence(new Date(issuedAt.getTime() - 1));
    expect((await aGraduate(licensed)).certificate.snapshot.statement.id).to.not.include('BNSP');
    await setLicence(issuedAt);
    expect((await aGraduate(licensed)).certificate.snapshot.statement.id).to.include('BNSP Nomor LSP-001');
  });
});
