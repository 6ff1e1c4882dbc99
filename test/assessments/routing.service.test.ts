import { expect } from 'chai';
import { Types } from 'mongoose';
import { revokeRole } from '../../src/features/accounts/index.ts';
import { EnrolmentModel } from '../../src/features/admissions/enrolment.model.ts';
import { AssessorModel } from '../../src/features/assessors/assessor.model.ts';
import { acceptCase, declineCase, takeBackOffer } from '../../src/features/assessments/offer.service.ts';
import { openCase } from '../../src/features/assessments/opening.service.ts';
import { overrideRouting } from '../../src/features/assessments/override.service.ts';
import { considerAssessors, routeCase } from '../../src/features/assessments/routing.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { Conflict } from '../../src/platform/errors.ts';
import { aCohort } from '../support/classroom.ts';
import { useApp } from '../support/app.ts';
import { addRole, again, aCandidate, aCase, aMember, anAssessor, at, loadOf } from './a-case.ts';

const settled = async (attempts: Promise<unknown>[]) => {
  const results = await Promise.allSettled(attempts);
  const refused = results.filter((one) => one.status === 'rejected');
  for (const { reason } of refused) expect(reason).to.be.instanceOf(Conflict);
  return { won: results.length - refused.length, refused: refused.length };
};

describe('a case and its assessor', () => {
  useApp();
  let cohort: Cohort;
  beforeEach(async () => {
    cohort = await aCohort(at);
  });

  it('is opened once, however many times completion is told', async () => {
    const { completed } = await aCandidate(cohort);
    const opened = await Promise.all([1, 2, 3, 4].map(() => openCase(completed, at)));
    expect(new Set(opened.map(({ id }) => id)).size).to.equal(1);
    expect(opened[0]).to.include({ cycle: 1, state: 'awaiting-assessor', schemeSlug: 'skema-uji' });
    expect(opened[0]!.units).to.have.length(2);
  });

  it('is offered to one assessor when it is routed by several at once', async () => {
    const assessors = [await anAssessor(cohort), await anAssessor(cohort)];
    const one = await aCase(cohort);
    const answers = await Promise.all([1, 2, 3, 4].map(() => routeCase(one.id, at)));
    expect(answers.filter((answer) => answer === 'offered')).to.have.length(1);
    const loads = await Promise.all(assessors.map(({ id }) => loadOf(cohort, id)));
    expect(loads.sort()).to.deep.equal([0, 1]);
    expect((await again(one)).routing).to.have.length(1);
  });

  it('never exceeds a capacity, however many cases are routed at once', async () => {
    const assessor = await anAssessor(cohort, { capacity: 2 });
    const cases = [await aCase(cohort), await aCase(cohort), await aCase(cohort), await aCase(cohort)];
    const answers = await Promise.all(cases.map(({ id }) => routeCase(id, at)));
    expect(answers.sort()).to.deep.equal(['nobody', 'nobody', 'offered', 'offered']);
    expect(await loadOf(cohort, assessor.id)).to.equal(2);
  });

  it('waits when everybody is barred, says why, and says it once', async () => {
    const { id } = await anAssessor(cohort);
    await addRole(id, 'mentor', cohort.id);
    const one = await aCase(cohort);
    expect(await routeCase(one.id, at)).to.equal('nobody');
    expect(await routeCase(one.id, at)).to.equal('nobody');
    const { state, routing } = await again(one);
    expect(state).to.equal('awaiting-assessor');
    expect(routing).to.have.length(1);
    expect(routing[0]!.candidates[0]).to.deep.include({ assessor: id, bars: ['mentored'] });
  });

  it('goes to nobody who once mentored the candidate, in a cohort that the candidate has left too', async () => {
    const [mentor, instructor] = [await anAssessor(cohort), await anAssessor(cohort)];
    const left = await aCohort(at);
    const { completed } = await aCandidate(cohort);
    const seat = await EnrolmentModel.findById(completed.enrolment).lean();
    const { _id: _same, ...known } = seat!;
    await EnrolmentModel.create({ ...known, cohort: left.id, application: new Types.ObjectId(), state: 'withdrawn' });
    await addRole(mentor.id, 'mentor', cohort.id);
    await revokeRole(mentor.id, { role: 'mentor', scope: cohort.id }, 'system', at);
    await addRole(instructor.id, 'instructor', left.id);
    const one = await openCase(completed, at);
    expect(await routeCase(one.id, at)).to.equal('nobody');
    const barsOf = new Map((await again(one)).routing[0]!.candidates.map(({ assessor, bars }) => [assessor, bars]));
    expect(barsOf.get(mentor.id)).to.deep.equal(['mentored']);
    expect(barsOf.get(instructor.id)).to.deep.equal(['taught']);
  });

  it('is accepted or declined, not both', async () => {
    const { id } = await anAssessor(cohort);
    const one = await aCase(cohort);
    await routeCase(one.id, at);
    const offered = await again(one);
    const no = { kind: 'time', reason: 'Sedang bertugas.' } as const;
    await settled([acceptCase(offered, id, at), declineCase(one.id, id, no, at)]);
    const after = await again(one);
    const isKept = after.state === 'preparing';
    expect(after.declines).to.have.length(isKept ? 0 : 1);
    expect(await loadOf(cohort, id)).to.equal(isKept ? 1 : 0);
  });

  it('is declined once by two clicks, and goes to somebody else', async () => {
    const [first, second] = [await anAssessor(cohort), await anAssessor(cohort)];
    const one = await aCase(cohort);
    await routeCase(one.id, at);
    const { assessor } = await again(one);
    const no = { kind: 'time', reason: 'Sedang bertugas.' } as const;
    const declining = [declineCase(one.id, assessor!, no, at), declineCase(one.id, assessor!, no, at)];
    expect(await settled(declining)).to.deep.equal({ won: 1, refused: 1 });
    expect(await loadOf(cohort, assessor!)).to.equal(0);
    expect(await routeCase(one.id, at)).to.equal('offered');
    expect((await again(one)).assessor).to.equal([first, second].find(({ id }) => id !== assessor)!.id);
  });

  it('goes to somebody else when nobody answers for three days, and not a moment before', async () => {
    const [first, second] = [await anAssessor(cohort), await anAssessor(cohort)];
    const one = await aCase(cohort);
    await routeCase(one.id, at);
    const { assessor } = await again(one);
    const early = new Date(at.getTime() + 3 * 86_400_000 - 1);
    expect(await takeBackOffer(one.id, assessor!, early).catch((error: unknown) => error)).to.be.instanceOf(Conflict);
    const late = new Date(at.getTime() + 3 * 86_400_000);
    await takeBackOffer(one.id, assessor!, late);
    expect(await routeCase(one.id, late)).to.equal('offered');
    const after = await again(one);
    expect(after.assessor).to.equal([first, second].find(({ id }) => id !== assessor)!.id);
    expect(after.declines[0]).to.include({ assessor, kind: 'unanswered' });
  });

  it('is not accepted once a tie has come up', async () => {
    const { id } = await anAssessor(cohort);
    const one = await aCase(cohort);
    await routeCase(one.id, at);
    await addRole(id, 'instructor', cohort.id);
    const refusal = await acceptCase(await again(one), id, at).catch((error: unknown) => error);
    expect(refusal).to.include({ reason: 'assessments.tieFound' });
    expect((await again(one)).state).to.equal('offered');
  });

  const setLicence = (account: string, from: Date, until: Date) =>
    AssessorModel.updateOne({ account }, { $set: { licence: { from, until } } });
  const daysAfter = (day: Date, days: number) => new Date(day.getTime() + days * 86_400_000);

  it('goes to whoever is licensed when the exam is due, or today when that day has passed', async () => {
    const [ended, begun] = [await anAssessor(cohort), await anAssessor(cohort)];
    const one = await aCase(cohort);
    await setLicence(ended.id, at, daysAfter(one.examOn, 2));
    await setLicence(begun.id, daysAfter(one.examOn, 2), daysAfter(one.examOn, 500));
    const chosenOn = async (now: Date) => (await considerAssessors(one, now)).chosen;
    expect(await chosenOn(at)).to.equal(ended.id);
    const late = daysAfter(one.examOn, 3);
    expect(await chosenOn(late)).to.equal(begun.id);
    expect(await routeCase(one.id, late)).to.equal('offered');
    expect((await again(one)).assessor).to.equal(begun.id);
    await acceptCase(await again(one), begun.id, late);
    expect((await again(one)).state).to.equal('preparing');
  });

  it('is not accepted once the licence for the day of the exam has gone', async () => {
    const { id } = await anAssessor(cohort);
    const one = await aCase(cohort);
    await routeCase(one.id, at);
    const offered = await again(one);
    await setLicence(id, at, daysAfter(one.examOn, -1));
    expect(await acceptCase(offered, id, at).catch((error: unknown) => error))
      .to.be.instanceOf(Conflict)
      .and.include({
        reason: 'assessments.unlicensedThen',
      });
    expect((await again(one)).state).to.equal('offered');
    await setLicence(id, one.examOn, daysAfter(one.examOn, 500));
    await acceptCase(offered, id, at);
    expect((await again(one)).state, 'licensed in time').to.equal('preparing');
  });

  it('keeps a declared conflict for every later case of the same person', async () => {
    const { id } = await anAssessor(cohort);
    const one = await aCase(cohort);
    await routeCase(one.id, at);
    await declineCase(one.id, id, { kind: 'conflict', reason: 'Sepupu.' }, at);
    expect(await routeCase(one.id, at)).to.equal('nobody');
    expect((await again(one)).routing.at(-1)!.candidates[0]!.bars).to.deep.equal(['declared', 'declined']);
  });

  it('is given to a full desk by a written reason, never to a barred one', async () => {
    const manager = await aMember('certification-manager', cohort.body);
    const [full, tied] = [await anAssessor(cohort, { capacity: 1 }), await anAssessor(cohort)];
    await addRole(tied.id, 'instructor', cohort.id);
    const earlier = await aCase(cohort);
    await routeCase(earlier.id, at);
    const one = await aCase(cohort);
    const choose = (assessor: string) =>
      overrideRouting(one, { assessor, reason: 'Satu-satunya yang tersedia.' }, manager.id, at);
    expect(await choose(tied.id).catch((error: unknown) => error)).to.include({ reason: 'assessments.barredForGood' });
    await choose(full.id);
    const after = await again(one);
    expect(after).to.include({ state: 'offered', assessor: full.id });
    expect(after.routing.at(-1)).to.include({ by: manager.id, reason: 'Satu-satunya yang tersedia.', chosen: full.id });
    expect(await loadOf(cohort, full.id)).to.equal(2);
  });
});
