import { expect } from 'chai';
import { sendRecommendation } from '../../src/features/assessments/finding.service.ts';
import { AssessorModel } from '../../src/features/assessors/assessor.model.ts';
import { aCohort } from '../support/classroom.ts';
import { useApp } from '../support/app.ts';
import { again, aCase, anAssessment, anAssessor, aRecommendation, at, loadOf } from './a-case.ts';

const later = new Date(at.getTime() + 15 * 86_400_000);

describe('a recommendation', () => {
  useApp();

  it('is held back until every unit is judged on sound evidence, and then frozen', async () => {
    const cohort = await aCohort(at);
    const { id } = await anAssessor(cohort);
    const one = await anAssessment(await aCase(cohort));
    expect(one.state).to.equal('assessing');
    expect(await sendRecommendation(one.id, id, at, at).catch((error: unknown) => error)).to.include({
      reason: 'assessments.recordIncomplete',
    });
    const recommended = await aRecommendation(await aCase(cohort));
    expect(recommended.recommendation).to.include({ outcome: 'competent', by: id });
    expect(await loadOf(cohort, id), 'the desk has one place more').to.equal(1);
    await sendRecommendation(recommended.id, id, at, later);
    expect((await again(recommended)).recommendation, 'sent again it stays as it was').to.deep.equal(
      recommended.recommendation,
    );
  });

  it('is made on a day of the licence', async () => {
    const cohort = await aCohort(at);
    const { id } = await anAssessor(cohort);
    const endLicence = (until: Date) => AssessorModel.updateOne({ account: id }, { $set: { 'licence.until': until } });
    const one = await aCase(cohort);
    await endLicence(one.examOn);
    const tooLate = new Date(one.examOn.getTime() + 86_400_000);
    const assessed = await anAssessment(one);
    expect(await sendRecommendation(one.id, id, one.examOn, tooLate).catch((error: unknown) => error)).to.include({
      reason: 'assessments.unlicensedToday',
    });
    expect(
      await sendRecommendation(one.id, id, tooLate, one.examOn).catch((error: unknown) => error),
      'for an exam after the last day',
    ).to.include({ reason: 'assessments.unlicensedWhenHeld' });
    expect(
      await sendRecommendation(one.id, id, one.examOn, one.examOn).catch((error: unknown) => error),
      'on the last day',
    ).to.include({ reason: 'assessments.recordIncomplete' });
    expect((await again(one)).state).to.equal(assessed.state);
  });
});
