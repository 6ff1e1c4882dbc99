import { expect } from 'chai';
import {
  type ExamCase,
  findHeldProblem,
  findPlanProblem,
  hasExamCome,
  type HeldProblem,
  likelyHeldOn,
  type PlanProblem,
} from '../../src/features/assessments/exam-day.rules.ts';
import { fromWib } from '../../src/platform/format.ts';

const at = (day: string, time = '10:00') => fromWib(day, time);
/** Planned for the 10th, agreed to on the 5th; today is the 12th. */
const now = at('2026-12-12', '08:00');
const anExam = (changes: Partial<ExamCase> = {}): ExamCase => ({
  examOn: at('2026-12-10', '00:00'),
  consent: { candidateAt: at('2026-12-05'), assessorAt: at('2026-12-04') },
  findings: [],
  ...changes,
});
const found = (...days: string[]) => ({ findings: days.map((day) => ({ at: at(day) })) });

describe('the day an exam was held', () => {
  const cases: [string, string, ExamCase, HeldProblem | undefined][] = [
    ['may be the day that was planned', '2026-12-10', anExam(), undefined],
    ['may be a later one', '2026-12-11', anExam(), undefined],
    ['may be today', '2026-12-12', anExam(), undefined],
    ['is not tomorrow', '2026-12-13', anExam(), 'to-come'],
    ['is not before the day that was planned', '2026-12-09', anExam(), 'before-planned'],
    ['is not 57 days before it', '2026-12-12', anExam({ examOn: at('2027-02-07') }), 'before-planned'],
    [
      'is not before the candidate agreed',
      '2026-12-10',
      anExam({ consent: { candidateAt: at('2026-12-11') } }),
      'before-consent',
    ],
    [
      'is not before the assessor agreed',
      '2026-12-10',
      anExam({ consent: { assessorAt: at('2026-12-11', '00:01') } }),
      'before-consent',
    ],
    [
      'may be the day on which both agreed',
      '2026-12-11',
      anExam({ consent: { candidateAt: at('2026-12-11', '23:59') } }),
      undefined,
    ],
    ['may be that of the first finding', '2026-12-11', anExam(found('2026-12-12', '2026-12-11')), undefined],
    ['is not after a finding', '2026-12-12', anExam(found('2026-12-11')), 'after-finding'],
    ['is not after a finding from before the exam', '2026-12-10', anExam(found('2026-12-01')), 'after-finding'],
  ];
  for (const [what, day, one, problem] of cases) {
    it(what, () => expect(findHeldProblem(fromWib(day), one, now)).to.equal(problem));
  }

  it('is likely that of the first finding', () => {
    expect(likelyHeldOn(anExam(found('2026-12-12', '2026-12-11')))).to.equal('2026-12-11');
    expect(likelyHeldOn(anExam())).to.equal(undefined);
  });
});

describe('an exam', () => {
  const moves: [string, string, ExamCase, PlanProblem | undefined][] = [
    ['may be moved to today', '2026-12-12', anExam(), undefined],
    ['may be moved to a later day', '2027-02-07', anExam(), undefined],
    ['is not moved to yesterday', '2026-12-11', anExam(), 'passed'],
    ['is not moved by more than a year', '2027-12-14', anExam(), 'too-far'],
    ['is not moved once something was found', '2026-12-20', anExam(found('2026-12-10')), 'has-begun'],
    ['is moved when that was found before its day', '2026-12-20', anExam(found('2026-12-09')), undefined],
  ];
  for (const [what, day, one, problem] of moves) {
    it(what, () => expect(findPlanProblem(fromWib(day), one, now)).to.equal(problem));
  }

  const midnights: [string, boolean][] = [
    ['2026-12-09T16:59:59Z', false],
    ['2026-12-09T17:00:00Z', true],
    ['2026-12-20T03:00:00Z', true],
  ];
  for (const [moment, hasCome] of midnights) {
    it(`on the 10th has ${hasCome ? '' : 'not '}come at ${moment}, by the clock in WIB`, () =>
      expect(hasExamCome(anExam(), new Date(moment))).to.equal(hasCome));
  }
});
