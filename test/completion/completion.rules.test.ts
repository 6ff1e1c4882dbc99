import { expect } from 'chai';
import {
  type CompletionFacts,
  decideCompletion,
  doneShare,
  percentDone,
  shareDone,
} from '../../src/features/completion/completion.rules.ts';
import { learnerStateOf, plannedShare } from '../../src/features/completion/plan.rules.ts';
import { aCourse } from '../support/curriculum.ts';

const rules = { lessonsPercent: 100, quizzes: true, assignments: true, attendancePercent: 80 };
const all: CompletionFacts = {
  lessons: ['a', 'b', 'c', 'd'].map((key) => ({ key, isRead: true })),
  quizzes: [{ id: 'kuis-1', isPassed: true }],
  assignments: [{ id: 'm01-a1', isAccepted: true }],
  attendance: { held: 5, present: 4, share: 0.8 },
};
const unread = (...keys: string[]) => all.lessons.map(({ key }) => ({ key, isRead: !keys.includes(key) }));

describe('completion', () => {
  it('is reached when every part is met', () => {
    const decision = decideCompletion(rules, all);
    expect(decision.complete).to.equal(true);
    expect(decision.parts.map(({ part, have, need }) => [part, have, need])).to.deep.equal([
      ['lessons', 4, 4],
      ['quizzes', 1, 1],
      ['assignments', 1, 1],
      ['attendance', 80, 80],
    ]);
  });

  for (const [name, changes, part, missing] of [
    ['a lesson unread', { lessons: unread('c') }, 'lessons', ['c']],
    ['a quiz not passed', { quizzes: [{ id: 'kuis-1', isPassed: false }] }, 'quizzes', ['kuis-1']],
    ['an assignment not accepted', { assignments: [{ id: 'm01-a1', isAccepted: false }] }, 'assignments', ['m01-a1']],
    ['three of four sessions', { attendance: { held: 4, present: 3, share: 0.75 } }, 'attendance', []],
    ['no session held', { attendance: { held: 0, present: 0, share: 0 } }, 'attendance', []],
  ] as const) {
    it(`is not reached with ${name}, and says so`, () => {
      const { complete, parts } = decideCompletion(rules, { ...all, ...changes });
      expect(complete).to.equal(false);
      const unmet = parts.filter(({ met }) => !met);
      expect(unmet.map((one) => [one.part, one.missing])).to.deep.equal([[part, missing]]);
    });
  }

  it('shows a share just below the rule rounded down', () => {
    const attendance = { held: 1000, present: 799, share: 0.799 };
    const part = decideCompletion(rules, { ...all, attendance }).parts.at(-1);
    expect(part).to.deep.include({ have: 79, need: 80, met: false });
  });

  it('asks for the share of lessons that the programme sets, rounded up to whole lessons', () => {
    const lenient = { ...rules, lessonsPercent: 60 };
    expect(decideCompletion(lenient, { ...all, lessons: unread('a') }).complete).to.equal(true);
    expect(decideCompletion(lenient, { ...all, lessons: unread('a', 'b') }).parts[0]).to.deep.include({
      have: 2,
      need: 3,
      missing: ['a', 'b'],
    });
  });

  it('leaves out what the programme does not ask for', () => {
    const none = { lessonsPercent: 0, quizzes: false, assignments: false, attendancePercent: 0 };
    expect(decideCompletion(none, { ...all, lessons: unread('a') })).to.deep.equal({ complete: true, parts: [] });
  });

  it('measures how much of a part is done', () => {
    const { parts } = decideCompletion(rules, {
      ...all,
      lessons: unread('a'),
      attendance: { held: 0, present: 0, share: 0 },
    });
    expect(parts.map(doneShare)).to.deep.equal([0.75, 1, 1, 0]);
  });
});

describe('progress', () => {
  const whole = { lessonsPercent: 100, quizzes: true, assignments: true, attendancePercent: 80 };
  const facts = (read: number, passed: number, accepted: number, present: number): CompletionFacts => ({
    lessons: Array.from({ length: 101 }, (_, n) => ({ key: String(n), isRead: n < read })),
    quizzes: Array.from({ length: 18 }, (_, n) => ({ id: String(n), isPassed: n < passed })),
    assignments: Array.from({ length: 18 }, (_, n) => ({ id: String(n), isAccepted: n < accepted })),
    attendance: { held: 10, present, share: present / 10 },
  });
  for (const [name, done, share, percent] of [
    ['nothing was opened and every session attended', facts(0, 0, 0, 10), 0, 0],
    ['nothing was opened and no session attended', facts(0, 0, 0, 0), 0, 0],
    ['seven lessons and a quiz are done', facts(7, 1, 0, 0), 8 / 137, 6],
    ['the same is done and every session attended', facts(7, 1, 0, 10), 8 / 137, 6],
    ['one lesson is read', facts(1, 0, 0, 0), 1 / 137, 1],
    ['all but one work is accepted', facts(101, 18, 17, 10), 136 / 137, 99],
    ['all is done and no session attended', facts(101, 18, 18, 0), 1, 100],
  ] as const) {
    it(`is ${percent} % when ${name}`, () => {
      const measured = shareDone(decideCompletion(whole, done).parts);
      expect(measured).to.be.closeTo(share, 1e-9);
      expect(percentDone(measured)).to.equal(percent);
    });
  }

  it('counts no lesson beyond those that are asked for', () => {
    expect(
      shareDone([
        { part: 'lessons', have: 101, need: 61 },
        { part: 'quizzes', have: 0, need: 39 },
      ]),
    ).to.equal(0.61);
  });

  it('is nobody’s to make where only attendance is asked for', () => {
    expect(shareDone([{ part: 'attendance', have: 20, need: 80 }])).to.equal(1);
  });
});

describe('the plan of a course', () => {
  const { curriculum } = aCourse();
  const things = curriculum.modules.flatMap(({ lessons }) => lessons).length + 2 * curriculum.modules.length;
  for (const [week, share] of [
    [0, 0],
    [1, 0],
    [100, 1],
  ] as const) {
    it(`expects ${share} in week ${week}, whether or not a session was held`, () => {
      expect(plannedShare(curriculum, rules, week)).to.equal(share);
    });
  }

  it('measures as progress does: the lessons and the quiz of a week that is over, over all there is', () => {
    const [first] = curriculum.modules;
    expect(plannedShare(curriculum, rules, 2)).to.be.closeTo(
      (first!.lessons.length + 1 + Number(first!.assignment.dueWeek < 2)) / things,
      1e-9,
    );
  });

  it('expects more of a course week by week', () => {
    const weeks = [1, 2, 3, 4, 5].map((week) => plannedShare(curriculum, rules, week));
    expect(weeks).to.deep.equal([...weeks].sort((one, other) => one - other));
    expect(weeks.at(-1)).to.be.greaterThan(weeks[0]!);
  });

  for (const [share, isComplete, state] of [
    [0.4, false, 'behind'],
    [0.5, false, 'onPlan'],
    [0.9, false, 'onPlan'],
    [1, true, 'complete'],
  ] as const) {
    it(`finds a learner with ${share} ${state} where 0.5 is planned`, () => {
      expect(learnerStateOf({ share, isComplete }, 0.5)).to.equal(state);
    });
  }
});
