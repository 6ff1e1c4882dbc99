import { expect } from 'chai';
import mongoose from 'mongoose';
import { AssessorModel } from '../../src/features/assessors/assessor.model.ts';
import type { AssessmentCase } from '../../src/features/assessments/case.service.ts';
import { signMinute } from '../../src/features/panels/signing.service.ts';
import { findMinute } from '../../src/features/panels/minute.service.ts';
import { fingerprintOf } from '../../src/features/assessments/record.rules.ts';
import { considerAssessors, routeCase } from '../../src/features/assessments/routing.service.ts';
import { barsOfRecommender } from '../../src/features/assessments/recommender.service.ts';
import { setAside } from '../../src/features/panels/set-aside.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { Job } from '../../src/platform/jobs/job.model.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { auditEntries } from '../support/audit.ts';
import { useApp } from '../support/app.ts';
import { aCohort } from '../support/classroom.ts';
import { addRole, again, aCase, anAssessor, aRecommendation, at, loadOf } from '../assessments/a-case.ts';
import { aMinute, aPanel, signAll } from './a-minute.ts';

const [manager, colleague] = ['a'.repeat(24), 'b'.repeat(24)] as const;
const dayInMs = 86_400_000;

describe('a recommendation that does not count', () => {
  useApp();
  let cohort: Cohort;
  let first: { id: string; email: string };
  let one: AssessmentCase;
  beforeEach(async () => {
    cohort = await aCohort(at);
    first = await anAssessor(cohort);
    one = await aRecommendation(await aCase(cohort));
  });

  const reason = 'Asesor ternyata sepupu asesi.';
  const take = (by: string = manager, now = at) =>
    setAside(one.id, { fingerprint: one.recommendation!.fingerprint, kind: 'conflict', reason }, by, now);
  const endLicence = (until: Date) =>
    AssessorModel.updateOne({ account: first.id }, { $set: { 'licence.until': until } });
  const entries = () => auditEntries({ action: 'assessments.setAside', 'target.id': one.id });
  /** Besides the one that was asked for when the case was opened. */
  const furtherSearches = async () =>
    (await Job.find({ kind: 'assessments.route' }).lean()).filter(({ payload }) => payload.includes(one.id)).length - 1;

  it('is kept in the history as it was recommended, and the case goes to somebody else', async () => {
    const second = await anAssessor(cohort);
    const { kind, record } = await take();
    expect(kind).to.equal('done');
    const after = await again(one);
    expect(after).to.include({ state: 'awaiting-assessor' });
    expect(after).to.not.have.any.keys('assessor', 'recommendation', 'acceptance', 'minute');
    expect(after.findings).to.deep.equal([]);
    expect(after.evidence.every(({ checks, source }) => checks === undefined && source !== 'assessor')).to.equal(true);
    expect(record.recommendation).to.deep.equal(one.recommendation);
    expect(fingerprintOf({ ...after, ...after.setAside[0]! }, one.recommendation!.heldOn)).to.equal(
      one.recommendation!.fingerprint,
    );
    expect(await furtherSearches()).to.equal(1);
    expect(await routeCase(one.id, at)).to.equal('offered');
    expect((await again(one)).assessor).to.equal(second.id);
  });

  it('is told to the candidate and the assessor, without the reason', async () => {
    await take();
    const letters = await OutboxMail.find({ subject: new RegExp(one.number) }).lean();
    const told = letters.filter(({ subject }) => subject.includes('diganti'));
    expect(told.map(({ to }) => to))
      .to.include(first.email)
      .and.have.length(2);
    for (const { text } of told) expect(text).not.to.contain('sepupu');
    const [entry] = await entries();
    expect(entry).to.include({ actor: manager });
  });

  it('is examined again by nobody with that conflict, and leaves the desks as they were', async () => {
    const load = await loadOf(cohort, first.id);
    await take();
    expect(await loadOf(cohort, first.id), 'the place was free since the recommendation').to.equal(load);
    expect(await routeCase(one.id, at)).to.equal('nobody');
    const { candidates } = await considerAssessors(await again(one), at);
    expect(candidates.find(({ assessor }) => assessor === first.id)!.bars).to.deep.equal(['declared', 'declined']);
  });

  it('is taken once by two managers at once, and both get the same record', async () => {
    const taken = await Promise.all([take(manager), take(colleague), take(manager), take(colleague)]);
    expect(taken.filter(({ kind }) => kind === 'done')).to.have.length(1);
    expect(new Set(taken.map(({ record }) => record.by)).size).to.equal(1);
    expect((await again(one)).setAside).to.have.length(1);
    expect(await entries()).to.have.length(1);
    expect(await furtherSearches()).to.equal(1);
    expect((await take(colleague)).kind, 'a late press').to.equal('stored');
  });

  it('is either decided or taken, never both', async () => {
    const members = await aPanel(cohort);
    const minute = await aMinute(cohort, members, [one]);
    for (const { id } of members.slice(1)) await signMinute(minute, id, at);
    const [signing, taking] = await Promise.allSettled([signMinute(minute, members[0]!.id, at), take()]);
    const after = await again(one);
    const isDecided = after.state === 'decided';
    expect(signing.status).to.equal(isDecided ? 'fulfilled' : 'rejected');
    expect(taking.status).to.equal(isDecided ? 'rejected' : 'fulfilled');
    expect(after.setAside).to.have.length(isDecided ? 0 : 1);
    const { state, cases } = (await findMinute(minute.id, [cohort.body]))!;
    expect({ state, cases: cases.length }).to.deep.equal(
      isDecided ? { state: 'closed', cases: 1 } : { state: 'draft', cases: 0 },
    );
  });

  it('cannot be taken once it is decided', async () => {
    const members = await aPanel(cohort);
    await signAll(await aMinute(cohort, members, [one]), members);
    expect(await take().catch((error: unknown) => error)).to.include({ reason: 'assessments.changedMeanwhile' });
    expect((await again(one)).state).to.equal('decided');
  });

  it('leaves the draft it was in without signatures', async () => {
    const members = await aPanel(cohort);
    const other = await aRecommendation(await aCase(cohort));
    const minute = await aMinute(cohort, members, [one, other]);
    await signMinute(minute, members[0]!.id, at);
    await take();
    const after = (await findMinute(minute.id, [cohort.body]))!;
    expect(after.cases.map((entry) => entry.case)).to.deep.equal([other.id]);
    expect(after.signatures).to.deep.equal([]);
    expect(after.revision).to.be.greaterThan(minute.revision);
  });

  it('gets another day when the exam day has passed', async () => {
    const late = new Date(one.examOn.getTime() + 3 * dayInMs);
    await take(manager, late);
    expect((await again(one)).examOn).to.deep.equal(new Date(late.getTime() + 14 * dayInMs));
  });

  describe('before a panel', () => {
    const closingOf = async () => {
      const members = await aPanel(cohort);
      return signMinute(await aMinute(cohort, members, [one]), members[0]!.id, at);
    };
    const problem = (bar: string) => ({ kind: 'assessor', assessor: first.id, bar, case: one.id });

    it('is not decided without a licence on the day it was made or on that of the exam, and decided with one on both', async () => {
      await endLicence(new Date(at.getTime() - dayInMs));
      expect(await barsOfRecommender(one)).to.deep.equal(['licence']);
      const closing = await closingOf();
      expect('obstacles' in closing && closing.obstacles.panel).to.deep.equal([problem('licence')]);
      await endLicence(at);
      expect(await barsOfRecommender(one)).to.deep.equal([]);
      const { recommendation } = one;
      const heldOn = new Date(at.getTime() - 2 * dayInMs);
      const early = { ...one, recommendation: { ...recommendation!, heldOn } };
      expect(await barsOfRecommender(early), 'examined before the licence began').to.deep.equal(['licence']);
    });

    it('is not decided when the scheme was taken from the licence', async () => {
      await AssessorModel.updateOne({ account: first.id }, { $set: { schemes: [] } });
      const closing = await closingOf();
      expect('obstacles' in closing && closing.obstacles.panel).to.deep.equal([problem('scheme')]);
    });

    it('is not decided when the assessor has declared a conflict in another case of the person', async () => {
      const { _id, number, ...stored } = (await mongoose.connection
        .collection('assessment_cases')
        .findOne({ _id: new mongoose.Types.ObjectId(one.id) }))!;
      const decline = { assessor: first.id, name: 'Eko', kind: 'conflict', reason: 'Sepupu.', at };
      const other = { ...stored, number: `${number}-2`, cycle: 2, state: 'awaiting-assessor', declines: [decline] };
      await mongoose.connection.collection('assessment_cases').insertOne(other);
      const closing = await closingOf();
      expect('obstacles' in closing && closing.obstacles.panel).to.deep.equal([problem('declared')]);
    });

    it('is not decided when the assessor has become a teacher of the candidate', async () => {
      await addRole(first.id, 'instructor', cohort.id);
      const closing = await closingOf();
      expect('obstacles' in closing && closing.obstacles.panel).to.deep.equal([problem('taught')]);
      expect((await again(one)).state).to.equal('recommended');
    });
  });
});
