import { expect } from 'chai';
import { ReadinessAnswer } from '../../src/features/readiness/answer.model.ts';
import { saveAnswers } from '../../src/features/readiness/answer.service.ts';
import { phaseOf } from '../../src/features/readiness/phase.rules.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { aPerson } from '../admissions/people.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, aLearner, signIn } from '../support/classroom.ts';

describe('the phase of a self-assessment', () => {
  for (const [week, phase] of [
    [0, 'start'],
    [1, 'start'],
    [9, 'start'],
    [10, 'middle'],
    [18, 'middle'],
    [19, 'end'],
    [20, 'end'],
  ] as const) {
    it(`is ${phase} in week ${week} of 20`, () => expect(phaseOf(week, 20)).to.equal(phase));
  }
});

describe('export readiness', () => {
  const app = useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(now());
  });
  const aSignedInLearner = async () => {
    const learner = await aLearner(cohort, now());
    return { ...learner, browser: await signIn(new Browser(app.address), learner.email) };
  };
  const path = () => `/kelas/${cohort.id}/kesiapan`;

  it('is judged point by point, kept, and may be judged again', async () => {
    const { browser, enrolment } = await aSignedInLearner();
    await browser.open(`/kelas/${cohort.id}`);
    await browser.follow('Kesiapan ekspor saya');
    const [action] = browser.page.querySelectorAll('main form').map((form) => form.getAttribute('action')!);
    await browser.submit(action!, { R01: '2' });
    expect(browser.status).to.equal(422);
    expect(browser.page.querySelector('input[name="R01"][value="2"]')?.hasAttribute('checked'), 'kept').to.equal(true);
    await browser.submit(action!, { R02: '3' });
    expect(browser.text).to.contain('Penilaian tersimpan').and.contain('2,5 dari 3');
    await browser.submit(action!, { R01: '3' });
    expect(browser.text).to.contain('3 dari 3');
    expect(await ReadinessAnswer.countDocuments({ enrolment: enrolment.id })).to.equal(1);
  });

  it('keeps one answer of two that are sent at once', async () => {
    const { enrolment } = await aSignedInLearner();
    await Promise.all([0, 1, 2, 3].map((level) => saveAnswers(enrolment, 'start', { R01: level }, now())));
    expect(await ReadinessAnswer.countDocuments({ enrolment: enrolment.id })).to.equal(1);
  });

  it('takes no level that does not exist, and no answer to a phase that is over', async () => {
    const { browser } = await aSignedInLearner();
    await browser.open(path());
    const phase = browser.page.querySelector('main form')!.getAttribute('action')!.split('/').at(-1)!;
    await browser.post(`${path()}/${phase}`, { R01: '4', R02: '1' });
    expect(browser.status).to.equal(422);
    await browser.post(`${path()}/end`, { R01: '1', R02: '1' });
    expect(browser.status).to.equal(409);
  });

  it('shows those who teach the mean of all, and no single answer', async () => {
    const { browser: teacher } = await aPerson(app.address, 'Budi', { role: 'instructor', scope: cohort.id });
    await teacher.open(path());
    expect(teacher.text)
      .to.match(/\d peserta mengisi/)
      .and.not.contain('Simpan penilaian');
    await teacher.post(`${path()}/start`, { R01: '1', R02: '1' });
    expect(teacher.status).to.equal(403);
  });
});
