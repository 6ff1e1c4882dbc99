import { expect } from 'chai';
import { Types } from 'mongoose';
import { certificatePolicy } from '../../src/features/certificates/certificate.policy.ts';
import { type Certificate, findCertificate } from '../../src/features/certificates/certificate.service.ts';
import { countRevocationRequests, decideRevocation, requestRevocation } from '../../src/features/certificates/index.ts';
import { installIssuer } from '../../src/features/certificates/issuer.service.ts';
import type { Actor, Role } from '../../src/features/accounts/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { Conflict } from '../../src/platform/errors.ts';
import { readStoredFile } from '../../src/platform/files/index.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { auditEntries } from '../support/audit.ts';
import { aCohort } from '../support/classroom.ts';
import { testConfig, useDatabase } from '../support/database.ts';
import { aGraduate, aMember, issuedAt } from './a-graduate.ts';

const grounds = { reason: 'deceit', note: 'Orang lain yang diuji.' } as const;
const [first, second, third] = Array.from({ length: 3 }, () => String(new Types.ObjectId())) as [
  string,
  string,
  string,
];
const approve = { isApproved: true, note: '' };
const refuse = { isApproved: false, note: 'Buktinya tidak cukup.' };

const again = async ({ id }: Certificate) => (await findCertificate({ _id: id }))!;
const outcomesOf = async (tries: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).map((one) =>
    one.status === 'fulfilled' ? 'done' : one.reason instanceof Conflict ? 'conflict' : String(one.reason),
  );

describe('revoking a certificate', function () {
  this.timeout(60_000);
  useDatabase();
  let cohort: Cohort;
  before(async () => {
    installIssuer(await testConfig());
    cohort = await aCohort(issuedAt);
  });
  const requested = async () => {
    const { certificate } = await aGraduate(cohort);
    return requestRevocation(certificate.id, grounds, first, issuedAt);
  };

  it('needs two different people', async () => {
    const certificate = await requested();
    const own = decideRevocation(certificate.id, issuedAt, approve, first, issuedAt);
    expect(await outcomesOf([own])).to.deep.equal(['conflict']);
    expect((await again(certificate)).state).to.equal('valid');

    await decideRevocation(certificate.id, issuedAt, approve, second, issuedAt);
    const revoked = await again(certificate);
    expect(revoked.state).to.equal('revoked');
    expect(revoked.revocation).to.include({ reason: 'deceit', by: first, approvedBy: second });
    expect(revoked.request).to.equal(undefined);
  });

  it('keeps the frozen bytes, tells the holder the reason and not the note, and is on record', async () => {
    const certificate = await requested();
    const before = await readStoredFile(certificate.file);
    await decideRevocation(certificate.id, issuedAt, approve, second, issuedAt);
    expect((await readStoredFile(certificate.file)).equals(before)).to.equal(true);
    const letter = (await OutboxMail.find({ subject: `Sertifikat ${certificate.number} dicabut` }).lean())[0]!;
    expect(letter.text).to.include('kecurangan').and.not.include('Orang lain');
    const actions = await auditEntries({ 'target.id': certificate.id });
    expect(actions.map(({ action }) => action)).to.have.members([
      'certificates.issue',
      'certificates.requestRevocation',
      'certificates.revoke',
    ]);
  });

  it('is told to everybody who may be the second person, and its outcome to who asked', async () => {
    const members = await Promise.all(
      (['certification-manager', 'panel-member'] as const).map((role) => aMember(role, cohort.body)),
    );
    const [asks, decides] = members as [{ id: string; email: string }, { id: string; email: string }];
    const { certificate } = await aGraduate(cohort);
    const subjectsTo = async ({ email }: { email: string }) =>
      (await OutboxMail.find({ to: email }).lean()).map(({ subject }) => subject);
    await requestRevocation(certificate.id, grounds, asks.id, issuedAt);
    const waits = `Pencabutan sertifikat ${certificate.number} menunggu putusan`;
    expect(await subjectsTo(decides)).to.deep.equal([waits]);
    expect(await subjectsTo(asks), 'who asked knows').to.deep.equal([]);
    await decideRevocation(certificate.id, issuedAt, refuse, decides.id, issuedAt);
    expect(await subjectsTo(asks)).to.deep.equal([`Pencabutan sertifikat ${certificate.number} ditolak`]);
  });

  it('is decided once, whoever decides at the same time', async () => {
    const certificate = await requested();
    const decisions = [second, third, second].map((by, index) =>
      decideRevocation(certificate.id, issuedAt, index === 1 ? refuse : approve, by, issuedAt),
    );
    expect((await outcomesOf(decisions)).sort()).to.deep.equal(['conflict', 'conflict', 'done']);
  });

  it('is asked for once, whoever asks at the same time', async () => {
    const { certificate } = await aGraduate(cohort);
    const requests = [first, second].map((by) => requestRevocation(certificate.id, grounds, by, issuedAt));
    expect((await outcomesOf(requests)).sort()).to.deep.equal(['conflict', 'done']);
    expect(await countRevocationRequests([cohort.body])).to.be.greaterThan(0);
  });

  it('can be refused and asked for again, and an old page does not decide the new request', async () => {
    const certificate = await requested();
    await decideRevocation(certificate.id, issuedAt, refuse, second, issuedAt);
    const kept = await again(certificate);
    expect(kept.state).to.equal('valid');
    expect(kept.refusals).to.have.length(1);

    const later = new Date(issuedAt.getTime() + 60_000);
    await requestRevocation(certificate.id, { reason: 'misuse', note: 'Dipakai orang lain.' }, first, later);
    const stale = decideRevocation(certificate.id, issuedAt, approve, second, later);
    expect(await outcomesOf([stale])).to.deep.equal(['conflict']);
    expect((await again(certificate)).state).to.equal('valid');
  });

  it('is final', async () => {
    const certificate = await requested();
    await decideRevocation(certificate.id, issuedAt, approve, second, issuedAt);
    const more = requestRevocation(certificate.id, grounds, first, issuedAt);
    expect(await outcomesOf([more])).to.deep.equal(['conflict']);
  });
});

describe('who may do what with a certificate', () => {
  const [body, otherBody, holder] = ['body', 'other', 'holder'];
  const somebody = (id: string, role?: Role, scope = body): Actor => ({
    id,
    name: id,
    roles: role ? [{ role, scope }] : [],
  });
  const manager = somebody('manager', 'certification-manager');
  const member = somebody('member', 'panel-member');
  const elsewhere = somebody('elsewhere', 'certification-manager', otherBody);
  const graduate = somebody(holder);
  const both = somebody(holder, 'certification-manager');
  const assessor = somebody('assessor', 'assessor');
  const certificate = { account: holder, body };
  const requestedBy = (by: string) => ({ certificate: Object.assign({ request: { by } }, certificate) });

  const cases: [name: string, allowed: boolean, verdict: { allowed: boolean }][] = [
    ['the holder opens it', true, certificatePolicy.hold(graduate, { certificate })],
    ['a manager does not hold it', false, certificatePolicy.hold(manager, { certificate })],
    ['the holder downloads it', true, certificatePolicy.download(graduate, { certificate })],
    ['a manager downloads it', true, certificatePolicy.download(manager, { certificate })],
    ['a manager of another body does not', false, certificatePolicy.download(elsewhere, { certificate })],
    ['a panel member does not download it', false, certificatePolicy.download(member, { certificate })],
    ['a manager sees the register', true, certificatePolicy.listAll(manager)],
    ['a panel member sees the register', true, certificatePolicy.listAll(member)],
    ['an assessor does not', false, certificatePolicy.listAll(assessor)],
    ['a panel member sees one', true, certificatePolicy.oversee(member, { certificate })],
    ['a manager of another body does not see it', false, certificatePolicy.oversee(elsewhere, { certificate })],
    ['a manager asks', true, certificatePolicy.requestRevocation(manager, { certificate })],
    ['a panel member does not ask', false, certificatePolicy.requestRevocation(member, { certificate })],
    ['a manager does not ask about the own one', false, certificatePolicy.requestRevocation(both, { certificate })],
    ['a panel member decides', true, certificatePolicy.decideRevocation(member, requestedBy('manager'))],
    ['another manager decides', true, certificatePolicy.decideRevocation(manager, requestedBy('another'))],
    ['who asked does not decide', false, certificatePolicy.decideRevocation(manager, requestedBy('manager'))],
    ['the holder does not decide', false, certificatePolicy.decideRevocation(both, requestedBy('manager'))],
    ['another body does not decide', false, certificatePolicy.decideRevocation(elsewhere, requestedBy('manager'))],
  ];
  for (const [name, allowed, verdict] of cases) {
    it(name, () => expect(verdict.allowed).to.equal(allowed));
  }
});
