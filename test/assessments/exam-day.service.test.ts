import { expect } from 'chai';
import { moveExam } from '../../src/features/assessments/exam-day.service.ts';
import { addEvidence } from '../../src/features/assessments/evidence.service.ts';
import { saveFinding, sendRecommendation } from '../../src/features/assessments/finding.service.ts';
import { transaction } from '../../src/platform/database.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { useApp } from '../support/app.ts';
import { aCohort } from '../support/classroom.ts';
import { aCase, again, anAssessment, anAssessor, aRecommendation, at } from './a-case.ts';

const dayInMs = 86_400_000;
const daysOn = (days: number) => new Date(at.getTime() + days * dayInMs);
const reasonOf = (doing: Promise<unknown>) =>
  doing.then(
    () => undefined,
    (error: { reason?: string }) => error.reason,
  );

describe('an exam and its day', () => {
  useApp();

  const anExam = async () => {
    const cohort = await aCohort(at);
    const { id } = await anAssessor(cohort);
    return { one: await anAssessment(await aCase(cohort)), assessor: id };
  };

  it('come before findings, observations and the recommendation', async () => {
    const { one, assessor } = await anExam();
    expect(one.examOn).to.be.greaterThan(at);
    const unit = one.units[0]!;
    const finding = {
      unit,
      methods: ['portfolio' as const],
      finding: 'Lengkap.',
      recommendation: 'competent' as const,
    };
    const save = (now: Date) => saveFinding(one.id, assessor, { ...finding, missing: '' }, now);
    expect(await reasonOf(save(at))).to.equal('assessments.examNotYet');
    const seen = { source: 'assessor' as const, title: 'Simulasi', account: 'Disaksikan.', madeOn: at, files: [] };
    const observe = (madeOn: Date) =>
      transaction((session) =>
        addEvidence({ _id: one.id, assessor }, unit, { ...seen, madeOn }, { by: assessor, now: one.examOn }, session),
      );
    expect(await reasonOf(observe(at))).to.equal('assessments.observedBefore');
    await observe(one.examOn);
    await save(one.examOn);
    expect((await again(one)).findings).to.have.length(1);
  });

  it('are kept by the service too, whatever the page lets through', async () => {
    const cohort = await aCohort(at);
    await anAssessor(cohort);
    const recommended = await aRecommendation(await aCase(cohort));
    expect(recommended.recommendation!.heldOn).to.deep.equal(at);
    const { one, assessor } = await anExam();
    const send = (heldOn: Date) => reasonOf(sendRecommendation(one.id, assessor, heldOn, at));
    expect(await send(at), 'before anything is judged').to.equal('assessments.recordIncomplete');
  });

  it('are moved once when two move it at once, and the candidate is told once', async () => {
    const { one, assessor } = await anExam();
    const day = daysOn(3);
    const moves = await Promise.all([1, 2].map(() => reasonOf(moveExam(one.id, assessor, day, at))));
    expect(moves.filter((reason) => reason === undefined)).to.not.have.length(0);
    await moveExam(one.id, assessor, day, at);
    expect((await again(one)).examOn).to.deep.equal(day);
    const letters = await OutboxMail.find({ subject: new RegExp(`Tanggal uji ${one.number}`) }).lean();
    expect(letters).to.have.length(1);
  });

  it('are moved by nobody else, and to no day without a licence', async () => {
    const { one, assessor } = await anExam();
    expect(await reasonOf(moveExam(one.id, '0'.repeat(24), daysOn(3), at))).to.equal('assessments.unlicensedThen');
    expect(await reasonOf(moveExam(one.id, assessor, daysOn(501), at))).to.equal('assessments.unlicensedThen');
    expect(await reasonOf(moveExam(one.id, assessor, daysOn(-1), at))).to.equal('assessments.plan.passed');
    const other = await anAssessor(await aCohort(at));
    expect(await reasonOf(moveExam(one.id, other.id, daysOn(3), at))).to.equal('assessments.changedMeanwhile');
  });
});
