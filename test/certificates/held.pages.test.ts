import { expect } from 'chai';
import { Types } from 'mongoose';
import { TOTP } from 'otpauth';
import { Account } from '../../src/features/accounts/account.model.ts';
import { CertificateModel } from '../../src/features/certificates/certificate.model.ts';
import { HeldModel } from '../../src/features/certificates/held.model.ts';
import { countHeld, heldAmong } from '../../src/features/certificates/index.ts';
import { findHeld, tryAllAgain } from '../../src/features/certificates/held.service.ts';
import { installIssuer } from '../../src/features/certificates/issuer.service.ts';
import { saveSpellings } from '../../src/features/certificates/spelling.service.ts';
import { BodyModel } from '../../src/features/programmes/body.model.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { ProgrammeModel } from '../../src/features/programmes/programme.model.ts';
import { caseOf } from '../../src/features/assessments/index.ts';
import { examSituation } from '../../src/features/home/exam-state.rules.ts';
import type { Conflict } from '../../src/platform/errors.ts';
import { setClock } from '../../src/platform/clock.ts';
import { readStoredFile } from '../../src/platform/files/index.ts';
import { listFailingJobs, runDueJobs } from '../../src/platform/jobs/index.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { aCase, anAssessor, aRecommendation, at } from '../assessments/a-case.ts';
import { aMinute, aPanel, signAll } from '../panels/a-minute.ts';
import { lettersTo } from '../accounts/letters.ts';
import { auditEntries } from '../support/audit.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, signIn } from '../support/classroom.ts';
import { testConfig } from '../support/database.ts';
import { readPdfText } from '../support/pdf.ts';
import { aMember, totpSecret } from './a-graduate.ts';

const daysLater = (days: number) => new Date(at.getTime() + days * 86_400_000);

describe('what a certificate says and waits for', function () {
  this.timeout(120_000);
  const app = useApp();
  let cohort: Cohort;
  beforeEach(async () => {
    cohort = await aCohort(at);
    await anAssessor(cohort);
  });

  /** A case that a panel decides now; its certificate waits for the jobs to run. */
  async function decide(name = 'Sari Wulandari') {
    const opened = await aCase(cohort);
    await Account.updateOne({ _id: opened.account }, { $set: { name } });
    const one = await aRecommendation(opened);
    const members = await aPanel(cohort);
    await signAll(await aMinute(cohort, members, [one]), members);
    return one;
  }

  const certificateOf = (one: { id: string }) => CertificateModel.findOne({ case: one.id }).lean();

  async function staff(email: string) {
    const browser = await signIn(new Browser(app.address), email);
    return browser.submit('/masuk/kode', { code: new TOTP({ secret: totpSecret }).generate() });
  }

  it('is what was true when the panel decided, dates too, whenever it is printed', async () => {
    const ratna = { name: 'Ratna Puspitasari', role: { id: 'Kepala Sekolah', en: 'Head of School' } };
    await BodyModel.updateOne({ _id: cohort.body }, { $set: { signatories: [ratna] } });
    const one = await decide();
    await Account.updateOne({ _id: one.account }, { $set: { name: 'Nama Baru' } });
    await ProgrammeModel.updateOne({ _id: one.programme }, { $set: { 'name.id': 'Program Baru' } });
    const body = (await BodyModel.findById(one.body).lean())!;
    await BodyModel.updateOne(
      { _id: one.body },
      { $set: { name: `Lembaga Baru ${one.number}`, 'signatories.0.name': 'Orang Baru' } },
    );
    const restore = setClock(() => daysLater(9));
    await runDueJobs();
    restore();
    const { snapshot, issuedAt } = (await certificateOf(one))!;
    expect(snapshot).to.deep.include({
      holderName: 'Sari Wulandari',
      issuerName: body.name,
      decidedOn: at,
      issuedOn: at,
    });
    expect(snapshot.programmeName).to.not.equal('Program Baru');
    expect(snapshot.signatories).to.deep.equal([ratna]);
    expect(issuedAt).to.deep.equal(at);
  });

  it('is printed with plain signs where no font draws those of the source', async () => {
    await ProgrammeModel.updateOne(
      { _id: cohort.programme },
      { $set: { 'name.id': 'Sekolah Ekspor → Pasar Dunia 🚀' } },
    );
    const one = await decide();
    await runDueJobs();
    const { snapshot, file } = (await certificateOf(one))!;
    expect(snapshot.programmeName).to.equal('Sekolah Ekspor – Pasar Dunia');
    expect(await readPdfText(await readStoredFile(String(file)))).to.include('Sekolah Ekspor – Pasar Dunia');
  });

  it('waits for letters that no font draws: all are told at once, and it is issued once they are spelled', async () => {
    const manager = await aMember('certification-manager', cohort.body);
    const one = await decide('李小龍');
    await runDueJobs();
    expect(await certificateOf(one)).to.equal(null);
    const job = (await listFailingJobs(1)).items.find(({ subject }) => subject === one.number);
    expect(job).to.include({ kind: 'certificates.issue', attempts: 1 });
    expect(job!.lastError).to.include('李').and.not.include('李小龍');
    const letters = (await lettersTo(manager.email)).filter((letter) => letter.includes('tertahan'));
    expect(letters).to.have.length(1);
    expect(letters[0]).to.include('李小龍').and.include(`/sertifikasi/tertahan/${one.id}`);

    const browser = await staff(manager.email);
    await browser.open('/beranda');
    expect(browser.text).to.include('1 sertifikat tertahan');
    await browser.open('/sertifikasi/tertahan');
    expect(browser.text).to.include('李小龍').and.include(one.number);
    await browser.open(`/sertifikasi/tertahan/${one.id}`);
    expect(browser.text).to.include('Tidak dapat dicetak: 李 (U+674E), 小 (U+5C0F), 龍 (U+9F8D)');
    await browser.submit(`/sertifikasi/tertahan/${one.id}/ejaan`, { 'ejaan-0': '李 Xiaolong' });
    expect(browser.status).to.equal(422);
    expect(browser.text).to.include('Huruf ini tidak dapat dicetak: 李');
    await browser.submit(`/sertifikasi/tertahan/${one.id}/ejaan`, { 'ejaan-0': 'Li Xiaolong' });
    expect(browser.text).to.include('Ejaan tersimpan');
    await runDueJobs();
    expect((await certificateOf(one))!.snapshot.holderName).to.equal('Li Xiaolong');
    expect(await countHeld([cohort.body])).to.equal(0);
    expect((await listFailingJobs(1)).items.filter(({ subject }) => subject === one.number)).to.deep.equal([]);
    expect((await auditEntries({ action: 'certificates.spell' })).map(({ actor }) => actor)).to.deep.equal([
      manager.id,
    ]);
  });

  it('is spelled as the first of two managers spells it, and the other is told', async () => {
    const spellings = ['Li Xiaolong', 'Lee Siu-lung'];
    const one = await decide('李小龍');
    await runDueJobs();
    const held = (await findHeld(one.id, [cohort.body]))!;
    const managers = [new Types.ObjectId(), new Types.ObjectId()].map(String);
    const save = (index: number) =>
      saveSpellings(held, [spellings[index]!], managers[index]!, at).then(
        () => 'saved',
        ({ reason }: Conflict) => reason,
      );
    const outcomes = await Promise.all([save(0), save(1)]);
    expect([...outcomes].sort()).to.deep.equal(['certificates.heldChanged', 'saved']);
    await runDueJobs();
    expect((await certificateOf(one))!.snapshot.holderName).to.equal(spellings[outcomes.indexOf('saved')]);
  });

  it('takes a text that blocked from where it was mended meanwhile, and nothing else', async () => {
    const one = await decide('サリ ウランダリ');
    await runDueJobs();
    await Account.updateOne({ _id: one.account }, { $set: { name: 'Sari Wulandari' } });
    await ProgrammeModel.updateOne({ _id: one.programme }, { $set: { 'name.id': 'Program Baru' } });
    const restore = setClock(() => new Date(Date.now() + 3_600_000));
    await runDueJobs();
    restore();
    const { snapshot } = (await certificateOf(one))!;
    expect(snapshot.holderName).to.equal('Sari Wulandari');
    expect(snapshot.programmeName).to.not.equal('Program Baru');
  });

  it('is promised to nobody while it waits', async () => {
    const one = await decide('李小龍');
    const { email } = (await Account.findById(one.account).lean())!;
    const learner = await signIn(new Browser(app.address), email!);
    await learner.open('/sertifikat');
    expect(learner.text).to.include('Sertifikat sedang dibuat').and.not.include('menit');
    await runDueJobs();
    await learner.open('/sertifikat');
    expect(learner.text).to.include('Sertifikat Anda tertahan').and.not.include('menit');
    expect(
      examSituation(cohort, (await caseOf(one.enrolment))!, at, true).kind,
      'what home says, from the first failure on',
    ).to.equal('certificate-held-up');
    expect(await heldAmong([one.id, one.account])).to.deep.equal(new Set([one.id]));
  });

  for (const address of ['http://127.0.0.1:3000', 'http://sekolah.example']) {
    it(`waits while BASE_URL is ${address}, one letter for all, and is issued at the next start`, async () => {
      const manager = await aMember('certification-manager', cohort.body);
      const config = await testConfig({ BASE_URL: address });
      installIssuer({ ...config, purpose: 'work' });
      const [first, second] = [await decide(), await decide()];
      await runDueJobs();
      expect(await HeldModel.countDocuments({ body: cohort.body, cause: 'address' })).to.equal(2);
      expect(await OutboxMail.countDocuments({ to: manager.email, subject: /tertahan/ })).to.equal(1);
      const browser = await staff(manager.email);
      await browser.open('/sertifikasi/sertifikat');
      expect(browser.text).to.include('Sertifikat baru tertahan').and.include(address);
      await browser.open(`/sertifikasi/tertahan/${first.id}`);
      expect(browser.text).to.include('BASE_URL').and.include('ALLOW_PLAIN_HTTP');

      installIssuer({ ...(await testConfig({ BASE_URL: 'https://sekolah.example' })), purpose: 'work' });
      await tryAllAgain('address');
      await runDueJobs();
      for (const one of [first, second]) {
        expect((await certificateOf(one))!.snapshot.verifyUrl).to.match(/^https:\/\/sekolah\.example\/v\//);
      }
    });
  }

  after(async () => installIssuer(await testConfig({ BASE_URL: app.address })));
});
