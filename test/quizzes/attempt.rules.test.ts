import { expect } from 'chai';
import {
  acceptsAnswers,
  deadlineOf,
  type MadeAttempt,
  minutesLeft,
  resultOf,
  showsKey,
  type Allowance,
  allowanceOf,
  withGrants,
} from '../../src/features/quizzes/attempt.rules.ts';
import type { Score } from '../../src/features/quizzes/scoring.rules.ts';
import { aCourse } from '../support/curriculum.ts';

const at = (time: string) => new Date(`2026-11-21T${time}+07:00`);
const quiz = aCourse().curriculum.modules[0]!.quiz;
const closesAt = at('23:59:00');

const aScore = (percent: number, passed: boolean): Score => ({ earned: percent, possible: 100, percent, passed });
const submitted = (n: number, passed: boolean, submittedAt = at('09:00:00')): MadeAttempt => ({
  id: String(n),
  n,
  state: 'submitted',
  deadline: at('09:20:00'),
  submittedAt,
  score: aScore(passed ? 80 : 40, passed),
});
const open: MadeAttempt = { id: 'open', n: 1, state: 'open', deadline: at('09:20:00') };

describe('the deadline of an attempt', () => {
  const cases: [what: string, start: string, closes: string, deadline: string][] = [
    ['the time limit', '09:00:00', '23:59:00', '09:20:00'],
    ['the closing, when that comes first', '09:00:00', '09:10:00', '09:10:00'],
    ['both at once', '09:00:00', '09:20:00', '09:20:00'],
  ];
  for (const [what, start, closes, deadline] of cases) {
    it(`is ${what}`, () => expect(deadlineOf(at(start), 20, at(closes))).to.deep.equal(at(deadline)));
  }
});

describe('whether an answer is still taken', () => {
  const cases: [time: string, state: 'open' | 'submitted', taken: boolean][] = [
    ['09:00:00', 'open', true],
    ['09:20:00', 'open', true],
    ['09:20:29.999', 'open', true],
    ['09:20:30', 'open', false],
    ['09:20:31', 'open', false],
    ['09:00:00', 'submitted', false],
  ];
  for (const [time, state, taken] of cases) {
    it(`${state} at ${time}: ${taken}`, () => {
      expect(acceptsAnswers({ state, deadline: at('09:20:00') }, at(time))).to.equal(taken);
    });
  }
});

describe('the minutes that are left', () => {
  const cases: [time: string, minutes: number][] = [
    ['09:00:00', 20],
    ['09:00:01', 20],
    ['09:19:00', 1],
    ['09:19:59', 1],
    ['09:20:00', 0],
    ['09:25:00', 0],
  ];
  for (const [time, minutes] of cases) {
    it(`${time}: ${minutes}`, () => expect(minutesLeft(open, at(time))).to.equal(minutes));
  }
});

describe('where a learner stands with a quiz', () => {
  const twoAllowed = { ...quiz, attempts: 2, cooldownMinutes: 0 };
  const cooling = { ...quiz, attempts: 3, cooldownMinutes: 30 };
  const failed = submitted(1, false);
  const cases: [what: string, quiz: typeof quiz, attempts: MadeAttempt[], now: string, allowance: Allowance][] = [
    ['may start', twoAllowed, [], '10:00:00', { kind: 'ready', n: 1 }],
    ['goes on with the open one', twoAllowed, [open], '10:00:00', { kind: 'open', attempt: open }],
    ['may try again', twoAllowed, [failed], '10:00:00', { kind: 'ready', n: 2 }],
    ['has used up both', twoAllowed, [failed, submitted(2, false)], '10:00:00', { kind: 'usedUp' }],
    [
      'has one more that was granted',
      withGrants(twoAllowed, 1),
      [failed, submitted(2, false)],
      '10:00:00',
      { kind: 'ready', n: 3 },
    ],
    ['finds it closed, whatever is left', twoAllowed, [failed, submitted(2, false)], '23:59:00', { kind: 'closed' }],
    ['has passed', twoAllowed, [submitted(1, true)], '10:00:00', { kind: 'passed' }],
    ['has passed at last', twoAllowed, [failed, submitted(2, true)], '10:00:00', { kind: 'passed' }],
    ['waits', cooling, [failed], '09:29:59', { kind: 'waiting', until: at('09:30:00') }],
    ['has waited', cooling, [failed], '09:30:00', { kind: 'ready', n: 2 }],
    [
      'waits after the latest one',
      cooling,
      [failed, submitted(2, false, at('09:40:00'))],
      '10:00:00',
      { kind: 'waiting', until: at('10:10:00') },
    ],
    ['finds it closed', twoAllowed, [], '23:59:00', { kind: 'closed' }],
    ['finds it open to the last moment', twoAllowed, [], '23:58:59', { kind: 'ready', n: 1 }],
  ];
  for (const [what, rules, attempts, now, allowance] of cases) {
    it(what, () => expect(allowanceOf(rules, attempts, closesAt, at(now))).to.deep.equal(allowance));
  }
});

describe('whether the key is shown', () => {
  const cases: [allowance: Allowance, shown: boolean][] = [
    [{ kind: 'open', attempt: open }, false],
    [{ kind: 'ready', n: 2 }, false],
    [{ kind: 'waiting', until: closesAt }, false],
    [{ kind: 'passed' }, true],
    [{ kind: 'usedUp' }, false],
    [{ kind: 'closed' }, true],
  ];
  for (const [allowance, shown] of cases) {
    it(`${allowance.kind}: ${shown}`, () => expect(showsKey(allowance)).to.equal(shown));
  }
});

describe('the score of record', () => {
  it('is the highest', () => {
    const scores = [aScore(40, false), aScore(80, true), aScore(60, false)];
    expect(resultOf(scores, 1)).to.deep.equal({ passed: true, percent: 80, attempts: 3, granted: 1 });
  });
  it('is nothing without attempts', () => {
    expect(resultOf([])).to.deep.equal({ passed: false, percent: 0, attempts: 0, granted: 0 });
  });
});
