import { expect } from 'chai';
import mongoose from 'mongoose';
import { Account } from '../../src/features/accounts/account.model.ts';
import { certificatePolicy } from '../../src/features/certificates/certificate.policy.ts';
import { CertificateModel } from '../../src/features/certificates/certificate.model.ts';
import {
  type Certificate,
  findCertificate,
  latestOfCase,
} from '../../src/features/certificates/certificate.service.ts';
import { HeldModel } from '../../src/features/certificates/held.model.ts';
import { findHeld } from '../../src/features/certificates/held.service.ts';
import {
  certificatesOf,
  countHolders,
  countReplacementRequests,
  decideReplacement,
  decideRevocation,
  issueDue,
  listCertifiedEnrolments,
  requestReplacement,
  requestRevocation,
} from '../../src/features/certificates/index.ts';
import { withdrawReplacement } from '../../src/features/certificates/replacement.service.ts';
import { saveSpellings } from '../../src/features/certificates/spelling.service.ts';
import { setNameHidden } from '../../src/features/certificates/visibility.service.ts';
import type { Actor, Role } from '../../src/features/accounts/index.ts';
import { editionsOfCertificates } from '../../src/migrations/2026-11-30-editions-of-certificates.ts';
import { BodyModel } from '../../src/features/programmes/body.model.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { setClock } from '../../src/platform/clock.ts';
import { Conflict } from '../../src/platform/errors.ts';
import { readStoredFile } from '../../src/platform/files/index.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { verifyPdfSignature } from '../../src/platform/signing/verify-pdf.ts';
import { auditEntries } from '../support/audit.ts';
import { useApp } from '../support/app.ts';
import { aCohort } from '../support/classroom.ts';
import { decodeQr, readPdfText } from '../support/pdf.ts';
import { aGraduate, aMember } from './a-graduate.ts';

const grounds = { reason: 'name', note: 'Salah ketik, sudah dicocokkan dengan KTP.' } as const;
const approve = { isApproved: true, note: '' };
const refuse = { isApproved: false, note: 'Namanya sudah benar.' };

const again = async ({ id }: Certificate) => (await findCertificate({ _id: id }))!;
const outcomesOf = async (tries: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).map((one) =>
    one.status === 'fulfilled' ? 'done' : one.reason instanceof Conflict ? one.reason.reason : String(one.reason),
  );
const lettersTo = async (email: string) =>
  (await OutboxMail.find({ to: email }).sort({ _id: 1 }).lean()).map(({ subject }) => subject);

describe('replacing a certificate', function () {
  this.timeout(120_000);
  useApp();
  const at = new Date();
  let cohort: Cohort;
  let asker: { id: string; email: string };
  let second: { id: string; email: string };
  let third: { id: string; email: string };
  before(async () => {
    cohort = await aCohort(at);
    asker = await aMember('certification-manager', cohort.body);
    second = await aMember('panel-member', cohort.body);
    third = await aMember('certification-manager', cohort.body);
  });

  /** A certificate whose holder's name was corrected after it was issued. */
  async function misprinted(name = 'Sari Wulandari Putri') {
    const learner = await aGraduate(cohort, at);
    await Account.updateOne({ _id: learner.account }, { $set: { name } });
    return learner;
  }
  async function asked(name?: string) {
    const learner = await misprinted(name);
    return { ...learner, certificate: await requestReplacement(learner.certificate.id, grounds, asker.id, at) };
  }
  const decide = ({ id, replacement }: Certificate, decision = approve, by = second.id) =>
    decideReplacement(id, replacement!.at, decision, by, at);
  async function ordered(name?: string) {
    const learner = await asked(name);
    return { ...learner, certificate: await decide(learner.certificate) };
  }
  const issued = async (old: Certificate) => (await findCertificate({ number: (await again(old)).supersededBy! }))!;

  it('issues a new one with the next number, and only then supersedes the old one', async () => {
    const { certificate: old, account, caseId, enrolment, email } = await ordered();
    const waiting = await again(old);
    expect(waiting.state, 'ordered, and still the one that counts').to.equal('valid');
    const frozen = await readStoredFile(old.file);
    const last = await CertificateModel.countDocuments({ number: /^LYR-/ });
    await runDueJobs();

    const [before, after] = [await again(old), await issued(old)];
    expect(before).to.include({ state: 'superseded', supersededBy: after.number, sha256: old.sha256 });
    expect(before.replacement).to.equal(undefined);
    expect(before.supersession).to.include({ reason: 'name', by: asker.id, approvedBy: second.id });
    expect((await readStoredFile(before.file)).equals(frozen), 'the old bytes stay').to.equal(true);
    expect(after).to.include({ state: 'valid', edition: 2, supersedes: old.number, account, case: caseId });
    expect(Number(after.number.slice(-4)), 'no gap').to.equal(last + 1);
    expect(after.code).to.not.equal(old.code);
    expect(after.snapshot.holderName).to.equal('Sari Wulandari Putri');
    const { units, decidedOn, validUntil, schemeTitle } = old.snapshot;
    expect(after.snapshot).to.deep.include({ units, decidedOn, validUntil, schemeTitle });
    expect(after.validUntil).to.deep.equal(old.validUntil);

    const pdf = await readStoredFile(after.file);
    expect(await verifyPdfSignature(pdf)).to.include({ intact: true, coversWholeFile: true });
    expect(await decodeQr(pdf)).to.equal(after.snapshot.verifyUrl);
    expect(await readPdfText(pdf))
      .to.include('Sari Wulandari Putri')
      .and.include(after.number);

    expect((await certificatesOf([enrolment.id])).get(enrolment.id)).to.include({
      number: after.number,
      state: 'valid',
    });
    expect(await latestOfCase(caseId)).to.include({ number: after.number });
    expect((await lettersTo(email)).at(-1)).to.equal(`Sertifikat ${old.number} digantikan oleh ${after.number}`);
    expect(await lettersTo(asker.email)).to.include(`Sertifikat ${old.number} digantikan oleh ${after.number}`);
    const deeds = await auditEntries({ 'target.id': old.id });
    expect(deeds.map(({ action }) => action)).to.include.members([
      'certificates.requestReplacement',
      'certificates.approveReplacement',
      'certificates.supersede',
    ]);
    expect(await auditEntries({ action: 'certificates.issue', 'target.id': after.id })).to.have.length(1);
  });

  it('counts its holder once', async () => {
    const own = await aCohort(at);
    const manager = await aMember('certification-manager', own.body);
    const { certificate, account } = await aGraduate(own, at);
    await Account.updateOne({ _id: account }, { $set: { name: 'Nama Benar' } });
    const { id } = await requestReplacement(certificate.id, grounds, manager.id, at);
    await decideReplacement(id, at, approve, second.id, at);
    await runDueJobs();
    expect(await CertificateModel.countDocuments({ account })).to.equal(2);
    expect(await countHolders({ programmes: [own.programme] })).to.equal(1);
    expect(await listCertifiedEnrolments(own.programme)).to.have.length(1);
  });

  it('tells the others of the body that it waits, and who asked that it was refused', async () => {
    const { certificate, email } = await asked();
    const subject = `Penggantian sertifikat ${certificate.number} menunggu putusan`;
    for (const one of [second, third]) expect(await lettersTo(one.email)).to.include(subject);
    expect(await lettersTo(asker.email)).to.not.include(subject);
    expect(await lettersTo(email)).to.not.include(subject);
    await decide(certificate, refuse);
    expect(await lettersTo(asker.email)).to.include(`Penggantian sertifikat ${certificate.number} ditolak`);
    const { state, replacement, closedReplacements } = await again(certificate);
    expect([state, replacement]).to.deep.equal(['valid', undefined]);
    expect(closedReplacements[0]).to.include({ end: 'refused', closedBy: second.id, closingNote: refuse.note });
  });

  it('can be taken back by who asked, and by nobody else, until it is decided', async () => {
    const { certificate } = await asked();
    const withdraw = (by: string) => withdrawReplacement(certificate.id, at, by, at);
    expect(await outcomesOf([withdraw(third.id)])).to.deep.equal(['certificates.changedMeanwhile']);
    expect(await countReplacementRequests([cohort.body])).to.equal(1);
    await withdraw(asker.id);
    expect(await countReplacementRequests([cohort.body])).to.equal(0);
    expect((await again(certificate)).closedReplacements[0]).to.include({ end: 'withdrawn', closedBy: asker.id });
    expect(await outcomesOf([decide(certificate)])).to.deep.equal(['certificates.changedMeanwhile']);

    const { certificate: other } = await ordered();
    const late = withdrawReplacement(other.id, at, asker.id, at);
    expect(await outcomesOf([late])).to.deep.equal(['certificates.changedMeanwhile']);
    await runDueJobs();
  });

  it('needs something that differs, for the reason that is given', async () => {
    const same = await aGraduate(cohort, at);
    const other = await misprinted();
    const request = (id: string, reason: 'name' | 'signatory') =>
      requestReplacement(id, { reason, note: 'x' }, asker.id, at);
    expect(
      await outcomesOf([request(same.certificate.id, 'name'), request(other.certificate.id, 'signatory')]),
    ).to.deep.equal(Array.from({ length: 2 }, () => 'certificates.reasonUnfounded'));
  });

  it('says what was asked for and approved, whatever is changed after that', async () => {
    const { certificate, account } = await ordered();
    await Account.updateOne({ _id: account }, { $set: { name: 'Nama Lain' } });
    await runDueJobs();
    expect((await issued(certificate)).snapshot.holderName).to.equal('Sari Wulandari Putri');
  });

  it('takes over a corrected signatory of the body', async () => {
    const { certificate } = await aGraduate(cohort, at);
    const { signatories } = (await BodyModel.findById(cohort.body).lean())!;
    const corrected = [{ name: 'Budi Santoso', role: { id: 'Ketua', en: 'Chair' } }];
    await BodyModel.updateOne({ _id: cohort.body }, { $set: { signatories: corrected } });
    const { replacement } = await requestReplacement(certificate.id, { reason: 'signatory', note: 'x' }, asker.id, at);
    await decideReplacement(certificate.id, replacement!.at, approve, second.id, at);
    await BodyModel.updateOne({ _id: cohort.body }, { $set: { signatories } });
    await runDueJobs();
    expect((await issued(certificate)).snapshot.signatories).to.deep.equal(corrected);
  });

  describe('that has ended', () => {
    it('is refused, with the reason', async () => {
      const expired = await misprinted();
      const later = new Date(expired.certificate.validUntil.getTime() + 1);
      const revoked = await misprinted();
      await requestRevocation(revoked.certificate.id, { reason: 'deceit', note: 'x' }, asker.id, at);
      expect(
        await outcomesOf([
          requestReplacement(expired.certificate.id, grounds, asker.id, later),
          requestReplacement(revoked.certificate.id, grounds, asker.id, at),
        ]),
      ).to.deep.equal(['certificates.cannotReplace.expired', 'certificates.cannotReplace.revocation-asked']);
      await decideRevocation(revoked.certificate.id, at, approve, second.id, at);
      const { certificate: replaced } = await ordered();
      await runDueJobs();
      expect(
        await outcomesOf([
          requestReplacement(revoked.certificate.id, grounds, asker.id, at),
          requestReplacement(replaced.id, grounds, asker.id, at),
        ]),
      ).to.deep.equal(['certificates.cannotReplace.revoked', 'certificates.cannotReplace.superseded']);
    });

    it('since it was asked for is not approved, and can still be refused', async () => {
      const { certificate } = await asked();
      const later = new Date(certificate.validUntil.getTime() + 1);
      const decideThen = (decision: typeof approve) =>
        decideReplacement(certificate.id, at, decision, second.id, later);
      expect(await outcomesOf([decideThen(approve)])).to.deep.equal(['certificates.cannotReplace.expired']);
      expect(await outcomesOf([decideThen(refuse)])).to.deep.equal(['done']);
    });
  });

  describe('at once', () => {
    const many = 6;
    const times = Array.from({ length: many }, (_, index) => index);

    it('is asked for once', async () => {
      const { certificate } = await misprinted();
      const outcomes = await outcomesOf(
        times.map((index) =>
          requestReplacement(
            certificate.id,
            grounds,
            index % 2 === 0 ? asker.id : third.id,
            new Date(at.getTime() + index),
          ),
        ),
      );
      expect(outcomes.filter((one) => one === 'done')).to.have.length(1);
      expect(new Set(outcomes)).to.deep.equal(new Set(['done', 'certificates.changedMeanwhile']));
    });

    it('is approved once, issued once by many workers, and the numbers have no gap', async () => {
      const learners = await Promise.all(times.map(() => asked()));
      for (const { certificate } of learners) {
        const outcomes = await outcomesOf([
          decide(certificate),
          decide(certificate, approve, third.id),
          decide(certificate, refuse, third.id),
          decide(certificate, approve, asker.id),
        ]);
        expect(outcomes.filter((one) => one === 'done')).to.have.length(1);
        expect(outcomes[3]).to.equal('certificates.changedMeanwhile');
      }
      await Promise.all(
        learners.flatMap(({ caseId }) => [issueDue(caseId, at), issueDue(caseId, at), issueDue(caseId, at)]),
      );
      await runDueJobs();
      for (const { certificate } of learners) {
        const { state, supersededBy, closedReplacements } = await again(certificate);
        const wasRefused = closedReplacements.length > 0;
        expect([state, supersededBy !== undefined]).to.deep.equal(wasRefused ? ['valid', false] : ['superseded', true]);
        const all = await CertificateModel.countDocuments({ case: certificate.case });
        expect(all).to.equal(wasRefused ? 1 : 2);
      }
      const numbers = (await CertificateModel.find({}, { number: 1 }).lean()).map(({ number }) => number).sort();
      const year = numbers[0]!.slice(0, 9);
      expect(numbers).to.deep.equal(numbers.map((_, index) => `${year}${String(index + 1).padStart(4, '0')}`));
    });

    it('with a revocation ends as one of the two, and never as both', async () => {
      for (const _ of times) {
        const { certificate, caseId } = await ordered();
        await requestRevocation(certificate.id, { reason: 'deceit', note: 'x' }, asker.id, at);
        const [revocation] = await outcomesOf([
          decideRevocation(certificate.id, at, approve, second.id, at),
          issueDue(caseId, at),
        ]);
        const [old, latest] = [await again(certificate), (await latestOfCase(caseId))!];
        if (revocation === 'done') {
          expect(old.state).to.equal('revoked');
          expect(old.closedReplacements.map(({ end }) => end)).to.deep.equal(['revoked']);
          expect(latest.id).to.equal(old.id);
        } else {
          expect(old).to.include({ state: 'superseded', supersededBy: latest.number });
          expect(old.request).to.equal(undefined);
          expect(latest.request, 'the request goes along').to.include({ reason: 'deceit', by: asker.id });
        }
      }
      await runDueJobs();
      expect(await HeldModel.countDocuments({ body: cohort.body })).to.equal(0);
    });

    it('is not approved while somebody has asked to revoke it', async () => {
      const { certificate } = await asked();
      await requestRevocation(certificate.id, { reason: 'error', note: 'x' }, asker.id, at);
      expect(await outcomesOf([decide(certificate)])).to.deep.equal(['certificates.cannotReplace.revocation-asked']);
      await decideRevocation(certificate.id, at, approve, second.id, at);
      expect(await lettersTo(asker.email)).to.include(`Penggantian sertifikat ${certificate.number} gugur`);
    });
  });

  it('waits like any other for letters that no font draws, and is issued once they are spelled', async () => {
    const { certificate, caseId, account } = await ordered('李小龍');
    await runDueJobs();
    expect((await again(certificate)).state).to.equal('valid');
    const held = (await findHeld(caseId, [cohort.body]))!;
    expect(held).to.include({ cause: 'text', account });
    const restore = setClock(() => new Date(Date.now() + 1000));
    await saveSpellings(held, ['Li Xiaolong'], third.id, new Date());
    await runDueJobs();
    restore();
    expect((await issued(certificate)).snapshot.holderName).to.equal('Li Xiaolong');
    expect(await findHeld(caseId, [cohort.body])).to.equal(undefined);
  });

  it('that is held up and revoked waits no more, and nothing is issued', async () => {
    const { certificate, caseId } = await ordered('李小龍');
    await runDueJobs();
    await requestRevocation(certificate.id, { reason: 'deceit', note: 'x' }, asker.id, at);
    await decideRevocation(certificate.id, at, approve, second.id, at);
    expect(await findHeld(caseId, [cohort.body])).to.equal(undefined);
    const restore = setClock(() => new Date(Date.now() + 3_600_000));
    await runDueJobs();
    restore();
    expect(await CertificateModel.countDocuments({ case: caseId })).to.equal(1);
    expect(await findHeld(caseId, [cohort.body])).to.equal(undefined);
  });

  it('can be done again, and hides the name on each when its holder wishes', async () => {
    const { certificate: first, account, caseId } = await ordered();
    await setNameHidden(first, true, account);
    await runDueJobs();
    const next = await issued(first);
    expect(next.isNameHidden).to.equal(true);
    await Account.updateOne({ _id: account }, { $set: { name: 'Sari Wulandari Putri Utami' } });
    await decide(await requestReplacement(next.id, grounds, third.id, at));
    await runDueJobs();
    expect((await latestOfCase(caseId))!).to.include({ edition: 3, supersedes: next.number, isNameHidden: true });
    await setNameHidden(next, false, account);
    const hidden = await CertificateModel.distinct('isNameHidden', { case: caseId });
    expect(hidden).to.deep.equal([false]);
  });

  it('is asked for by managers, decided by another of the body, and never by its holder', async () => {
    const { certificate, account } = await asked();
    const somebody = (id: string, role?: Role, scope = cohort.body): Actor =>
      ({ id, roles: role ? [{ role, scope }] : [] }) as never;
    const subject = { certificate };
    const verdicts = (actor: Actor) =>
      (['requestReplacement', 'decideReplacement', 'withdrawReplacement'] as const).map(
        (act) => certificatePolicy[act](actor, subject).allowed,
      );
    const stranger = String(new mongoose.Types.ObjectId());
    const cases: [string, Actor, boolean[]][] = [
      ['who asked', somebody(asker.id, 'certification-manager'), [true, false, true]],
      ['another manager', somebody(stranger, 'certification-manager'), [true, true, false]],
      ['a panel member', somebody(stranger, 'panel-member'), [false, true, false]],
      ['the holder, a manager too', somebody(account, 'certification-manager'), [false, false, false]],
      ['a manager elsewhere', somebody(stranger, 'certification-manager', 'f'.repeat(24)), [false, false, false]],
      ['a learner', somebody(stranger), [false, false, false]],
    ];
    for (const [name, actor, allowed] of cases) expect(verdicts(actor), name).to.deep.equal(allowed);
  });

  it('numbers the editions of certificates from before, once and for all', async () => {
    const certificates = mongoose.connection.db!.collection('certificates');
    const { certificate } = await aGraduate(cohort, at);
    const _id = new mongoose.Types.ObjectId(certificate.id);
    await certificates.updateOne({ _id }, { $unset: { edition: 1, closedReplacements: 1 } });
    const run = () => editionsOfCertificates.run(mongoose.connection.db!, () => {});
    expect([await run(), await run()]).to.deep.equal([1, 0]);
    await Account.updateOne({ _id: certificate.account }, { $set: { name: 'Nama Benar' } });
    await decide(await requestReplacement(certificate.id, grounds, asker.id, at));
    await runDueJobs();
    expect(await issued(certificate)).to.include({ edition: 2 });
  });

  it('never leaves two that are valid for one decision', async () => {
    const { certificate } = await aGraduate(cohort, at);
    const twin = (await CertificateModel.collection.findOne({ number: certificate.number }))!;
    const differing = { number: 'LYR-1999-0001', code: 'X'.repeat(26), sha256: '0'.repeat(64), edition: 2 };
    const { _id, ...rest } = twin;
    const refused: unknown = await CertificateModel.collection
      .insertOne({ ...rest, ...differing })
      .catch((error: unknown) => error);
    expect(refused).to.include({ code: 11_000 });
    expect(String(_id)).to.equal(certificate.id);
  });
});
