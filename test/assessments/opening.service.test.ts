import { expect } from 'chai';
import { openCase } from '../../src/features/assessments/opening.service.ts';
import { considerAssessors } from '../../src/features/assessments/routing.service.ts';
import { giveMarks } from '../../src/features/assignments/index.ts';
import { aPlace, marks, send } from '../assignments/a-work.ts';
import { useApp } from '../support/app.ts';
import { aCohort } from '../support/classroom.ts';
import { anAssessor, at } from './a-case.ts';

describe('a case opened for a learner with accepted work', () => {
  useApp();

  it('has the work ready as evidence for the units that it feeds, and bars who marked it', async () => {
    const cohort = await aCohort(at);
    const [marker, other] = [await anAssessor(cohort), await anAssessor(cohort)];
    const learner = await aPlace(cohort, at);
    const work = await send(learner, at);
    const place = { work, assignment: learner.assignment, version: 1, seen: 0 };
    await giveMarks(place, { ...marks(4, 2), outcome: 'accepted' }, marker.id, at);

    const { id: enrolment, account, programme } = learner.enrolment;
    const one = await openCase({ enrolment, account, cohort: cohort.id, programme }, at);
    const [piece] = one.evidence;
    expect(piece).to.deep.include({ source: 'assignment', title: learner.assignment.title.id, madeOn: at });
    expect(piece!.files[0]).to.include({ name: 'kalkulasi.pdf' });
    expect(one.claims.map(({ unit, claim, evidence }) => ({ unit, claim, evidence }))).to.deep.equal([
      { unit: 'G.46PEI01.001.2', claim: undefined, evidence: [piece!.id] },
      { unit: 'G.46PEI01.005.2', claim: undefined, evidence: [] },
    ]);

    const { candidates, chosen } = await considerAssessors(one, at);
    expect(chosen).to.equal(other.id);
    expect(candidates.find(({ assessor }) => assessor === marker.id)!.bars).to.deep.equal(['marked']);
  });
});
