import { expect } from 'chai';
import { candidateStep, examDate, isPrepared, licenceDay } from '../../src/features/assessments/case.rules.ts';
import type { CaseState } from '../../src/features/assessments/case.states.ts';
import { fromWib } from '../../src/platform/format.ts';

const at = new Date('2026-11-22T03:00:00Z');

describe('the day of the examination', () => {
  it('is the day of the cohort', () =>
    expect(examDate(fromWib('2026-12-01'), at)).to.deep.equal(fromWib('2026-12-01')));
  it('may be today', () => expect(examDate(fromWib('2026-11-22'), at)).to.deep.equal(fromWib('2026-11-22')));
  it('is two weeks on when that day has passed', () =>
    expect(examDate(fromWib('2026-11-21'), at)).to.deep.equal(new Date('2026-12-06T03:00:00Z')));
  it('is two weeks on when there is none', () =>
    expect(examDate(undefined, at)).to.deep.equal(new Date('2026-12-06T03:00:00Z')));
});

describe('the day for which an assessor needs a licence', () => {
  it('is the day of the examination while that is to come', () =>
    expect(licenceDay(fromWib('2026-12-01'), at)).to.deep.equal(fromWib('2026-12-01')));
  it('also on the day itself', () =>
    expect(licenceDay(fromWib('2026-11-22'), at)).to.deep.equal(fromWib('2026-11-22')));
  it('is today once that has passed', () => expect(licenceDay(fromWib('2026-11-21'), at)).to.deep.equal(at));
});

describe('what comes next for a candidate', () => {
  type Standing = Parameters<typeof candidateStep>[0];
  const standing = (state: CaseState, changes: Partial<Standing> = {}): Standing => ({
    state,
    consent: {},
    ...changes,
  });
  const cases: [string, Standing][] = [
    ['assess-yourself', standing('awaiting-assessor')],
    ['assess-yourself', standing('preparing', { consent: { candidateAt: at } })],
    ['wait-for-assessor', standing('awaiting-assessor', { selfAssessedAt: at })],
    ['wait-for-assessor', standing('offered', { selfAssessedAt: at })],
    ['sign-consent', standing('preparing', { selfAssessedAt: at })],
    ['wait-for-signature', standing('preparing', { selfAssessedAt: at, consent: { candidateAt: at } })],
    ['be-assessed', standing('assessing', { selfAssessedAt: at })],
    ['wait-for-panel', standing('recommended')],
    ['see-certificate', standing('decided', { decision: { outcome: 'competent' } })],
    ['see-what-is-missing', standing('decided', { decision: { outcome: 'not-yet-competent' } })],
  ];
  for (const [step, one] of cases) it(`${one.state}: ${step}`, () => expect(candidateStep(one)).to.equal(step));
});

describe('an assessment begins', () => {
  const consent = { candidateAt: at, assessorAt: at };
  it('with the self-assessment and both signatures', () =>
    expect(isPrepared({ state: 'preparing', selfAssessedAt: at, consent })).to.equal(true));
  it('not before the self-assessment', () => expect(isPrepared({ state: 'preparing', consent })).to.equal(false));
  it('not on one signature', () => {
    for (const one of [{ candidateAt: at }, { assessorAt: at }, {}]) {
      expect(isPrepared({ state: 'preparing', selfAssessedAt: at, consent: one })).to.equal(false);
    }
  });
  it('not without an assessor who accepted', () =>
    expect(isPrepared({ state: 'offered', selfAssessedAt: at, consent })).to.equal(false));
});
