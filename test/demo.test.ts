import { expect } from 'chai';
import { stages, wasExamined } from '../src/commands/demo/cohort.ts';
import { isDecided } from '../src/commands/demo/examination.ts';
import { type DemoSchool, examinedAgo, makeSchool } from '../src/commands/demo/school.ts';
import { SubmissionModel } from '../src/features/assignments/submission.model.ts';
import { AttemptModel } from '../src/features/quizzes/attempt.model.ts';
import { publishContent } from '../src/features/courses/index.ts';
import { isoDay } from '../src/platform/format.ts';
import { findDateMistake } from '../src/features/programmes/cohort.rules.ts';
import { useApp } from './support/app.ts';
import { aSmallSchool } from './support/demo-school.ts';
import { emptyCollections } from './support/database.ts';

describe('the story of the demo', () => {
  useApp();
  const now = new Date();
  let school: DemoSchool;
  before(async function () {
    this.timeout(60_000);
    await publishContent();
    school = await makeSchool(now, 30);
  });

  for (const name of ['finished', 'running', 'semester', 'open'] as const) {
    it(`gives a cohort dates that an administrator could have entered: ${name}`, () => {
      expect(findDateMistake(school[name])).to.equal(undefined);
    });
  }

  it('certifies only those whose class has ended and whose exam day has passed', () => {
    const certified = stages.filter(isDecided);
    expect(certified).to.include('certified');
    expect(certified.every(wasExamined)).to.equal(true);
    const { endsOn, examOn } = school.finished;
    expect(isoDay(endsOn) < isoDay(examOn)).to.equal(true);
    expect(isoDay(examOn)).to.equal(isoDay(school.day(-examinedAgo)));
    expect(examOn < school.day(-9), 'recommended after it').to.equal(true);
  });

  it('has those who are ahead finish their study before their case is opened', async () => {
    await emptyCollections();
    const small = await aSmallSchool(['consent-due']);
    const { enrolment, case: opened } = small.learners[0]!;
    const [attempts, works] = await Promise.all([
      AttemptModel.find({ enrolment: enrolment.id }).lean(),
      SubmissionModel.find({ enrolment: enrolment.id }).lean(),
    ]);
    const marks = works.flatMap(({ versions }) => versions.map((version) => version.marks!.at));
    const moments = [...attempts.map(({ submittedAt }) => submittedAt!), ...marks];
    expect(moments).to.have.length(6);
    for (const moment of moments) expect(moment < opened!.openedAt, moment.toISOString()).to.equal(true);
  });

  it('leaves those who are still preparing an exam day to come', () => {
    expect(school.running.examOn > now).to.equal(true);
    expect(school.running.endsOn > now).to.equal(true);
  });
});
