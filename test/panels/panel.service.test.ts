import { expect } from 'chai';
import { findDecidedCase } from '../../src/features/assessments/index.ts';
import { signMinute } from '../../src/features/panels/signing.service.ts';
import { CaseModel } from '../../src/features/assessments/case.model.ts';
import { addCases, removeCase } from '../../src/features/panels/agenda.service.ts';
import { findMinute } from '../../src/features/panels/minute.service.ts';
import { decideUnits } from '../../src/features/panels/vote.service.ts';
import { openReassessment } from '../../src/features/assessments/opening.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { subscribe } from '../../src/platform/events.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { aCohort } from '../support/classroom.ts';
import { useApp } from '../support/app.ts';
import { again, aCase, anAssessor, aRecommendation, at } from '../assessments/a-case.ts';
import { aMinute, aPanel, signAll } from './a-minute.ts';

const [U01, U02] = ['G.46PEI01.001.2', 'G.46PEI01.005.2'];
const later = new Date(at.getTime() + 15 * 86_400_000);

describe('a panel', () => {
  useApp();
  let cohort: Cohort;
  const decided: { case: string; outcome: string }[] = [];
  before(() => subscribe('assessment.decided', 'test.decided', async (event) => decided.push(event)));
  beforeEach(async () => {
    cohort = await aCohort(at);
    await anAssessor(cohort);
    decided.length = 0;
  });

  it('decides with the last of its signatures, and once when all of them come at once', async () => {
    const one = await aRecommendation(await aCase(cohort));
    const members = await aPanel(cohort);
    const minute = await aMinute(cohort, members, [one]);
    const signings = await Promise.all([...members, ...members].map(({ id }) => signMinute(minute, id, at)));
    expect(signings.some(({ closed }) => closed)).to.equal(true);
    const { state, signatures, closedAt } = (await findMinute(minute.id, [cohort.body]))!;
    expect({ state, closedAt }).to.deep.equal({ state: 'closed', closedAt: at });
    expect(signatures.map(({ by }) => by)).to.have.members(members.map(({ id }) => id));
    await runDueJobs();
    expect(decided).to.deep.equal([
      { case: one.id, enrolment: one.enrolment, account: one.account, outcome: 'competent' },
    ]);
    expect(await findDecidedCase(one.id)).to.deep.include({
      outcome: 'competent',
      units: [U01, U02],
      minuteNumber: minute.number,
      decidedAt: at,
    });
  });

  it('does not decide while one of those present has not signed', async () => {
    const one = await aRecommendation(await aCase(cohort));
    const members = await aPanel(cohort);
    const minute = await aMinute(cohort, members, [one]);
    const [first, second, third] = members.map(({ id }) => id) as [string, string, string];
    expect(await signMinute(minute, first, at)).to.deep.equal({ closed: false, missing: [second, third] });
    expect(await signMinute(minute, first, at), 'again').to.deep.equal({ closed: false, missing: [second, third] });
    expect(await signMinute(minute, third, at)).to.deep.equal({ closed: false, missing: [second] });
    expect((await again(one)).state).to.equal('recommended');
    expect(await signMinute(minute, second, at)).to.deep.equal({ closed: true });
    expect(await signMinute(minute, first, at), 'after all').to.deep.equal({ closed: true });
    expect((await again(one)).state).to.equal('decided');
  });

  it('counts no signature under what was changed since', async () => {
    const one = await aRecommendation(await aCase(cohort));
    const members = await aPanel(cohort);
    const minute = await aMinute(cohort, members, [one]);
    const [first, second, third] = members.map(({ id }) => id) as [string, string, string];
    await signMinute(minute, first, at);
    await signMinute(minute, second, at);
    const votes = [U01, U02].map((unit) => ({ unit, outcome: 'not-yet-competent' as const, reason: 'Kurang.' }));
    await decideUnits(minute, one.id, votes, third);
    const changed = (await findMinute(minute.id, [cohort.body]))!;
    expect(changed.signatures).to.deep.equal([]);
    const refused = await signMinute(minute, third, at).catch((error: unknown) => error);
    expect(refused).to.include({ reason: 'panels.minuteChanged' });
    expect(await signMinute(changed, third, at)).to.deep.equal({ closed: false, missing: [first, second] });
  });

  it('takes a case up in one minute only', async () => {
    const one = await aRecommendation(await aCase(cohort));
    const members = await aPanel(cohort);
    const [first, second] = [await aMinute(cohort, members, []), await aMinute(cohort, members, [])];
    const results = await Promise.allSettled(
      [first, second].map((minute) => addCases(minute, [one.id], members[0]!.id)),
    );
    expect(results.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    const taken = (await again(one)).minute!;
    const minute = (await findMinute(taken, [cohort.body]))!;
    await removeCase(minute, one.id, members[0]!.id);
    expect(await again(one)).to.not.have.property('minute');
  });

  it('departs from a recommendation with a reason, which becomes what is missing', async () => {
    const one = await aRecommendation(await aCase(cohort));
    const members = await aPanel(cohort);
    const minute = await aMinute(cohort, members, [one]);
    const vote = (reason: string) => [
      { unit: U01, outcome: 'not-yet-competent' as const, reason },
      { unit: U02, outcome: 'competent' as const, reason: '' },
    ];
    await decideUnits(minute, one.id, vote(''), members[0]!.id);
    const silent = (await findMinute(minute.id, [cohort.body]))!;
    expect(await signMinute(silent, members[0]!.id, at)).to.deep.include({
      closed: false,
      obstacles: { panel: [], votes: [{ case: one.id, unit: U01, problem: 'reason-needed' }] },
    });
    await decideUnits(silent, one.id, vote('Faktur bukan milik asesi.'), members[0]!.id);
    const reasoned = (await findMinute(minute.id, [cohort.body]))!;
    expect(await signAll(reasoned, members)).to.deep.equal({ closed: true });
    const { decision } = await again(one);
    expect(decision!.outcome).to.equal('not-yet-competent');
    expect(decision!.units[0]).to.include({
      code: U01,
      outcome: 'not-yet-competent',
      missing: 'Faktur bukan milik asesi.',
    });
  });

  it('decides on nothing but the record that was recommended', async () => {
    const one = await aRecommendation(await aCase(cohort), { [U01]: 'not-yet-competent' });
    const members = await aPanel(cohort);
    const minute = await aMinute(cohort, members, [one]);
    await CaseModel.updateOne({ _id: one.id }, { $set: { 'findings.0.finding': 'Diubah diam-diam.' } });
    expect(await signAll(minute, members).catch((error: unknown) => error)).to.include({
      reason: 'panels.recordAltered',
    });
    expect((await findMinute(minute.id, [cohort.body]))!.state, 'the transaction left nothing').to.equal('draft');
  });

  it('leads to a re-assessment of the missing units alone, and through it to competence in all', async () => {
    const one = await aRecommendation(await aCase(cohort), { [U01]: 'not-yet-competent' });
    const members = await aPanel(cohort);
    await signAll(await aMinute(cohort, members, [one]), members);
    const first = await again(one);
    expect(first.decision!.outcome).to.equal('not-yet-competent');
    expect(await openReassessment(first, at).catch((error: unknown) => error)).to.include({
      reason: 'assessments.noReassessmentNow',
    });
    const [asked, askedAgain] = await Promise.all([openReassessment(first, later), openReassessment(first, later)]);
    expect(askedAgain.id).to.equal(asked.id);
    expect(asked).to.deep.include({ cycle: 2, units: [U01], carried: [U02], state: 'awaiting-assessor' });
    const second = await aRecommendation(asked, {}, later);
    expect(await signAll(await aMinute(cohort, members, [second], later), members, later)).to.deep.equal({
      closed: true,
    });
    expect(await findDecidedCase(second.id)).to.deep.include({ outcome: 'competent', units: [U01, U02], cycle: 2 });
  });
});
