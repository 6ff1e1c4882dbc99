import { expect } from 'chai';
import type { AssignmentStanding } from '../../src/features/assignments/index.ts';
import { dueItems, nextStep, sentItems, type Studies } from '../../src/features/home/learner.rules.ts';
import { fromWib } from '../../src/platform/format.ts';
import { aCourse } from '../support/curriculum.ts';

const { curriculum } = aCourse();
const [first, second] = curriculum.modules;
const [allOfFirst, allOfSecond] = [first!, second!].map(({ lessons }) => lessons.map(({ key }) => key)) as [
  string[],
  string[],
];
const passed = { passed: true, percent: 90, attempts: 1, granted: 0 };
const startsOn = fromWib('2026-11-02');

type Done = {
  read?: string[];
  quizzes?: Record<string, typeof passed>;
  works?: Record<string, AssignmentStanding>;
};
const studies = ({ read = [], quizzes = {}, works = {} }: Done): Studies => ({
  curriculum,
  read: new Set(read),
  quizzes: new Map(Object.entries(quizzes)),
  works: new Map(Object.entries(works)),
});
const sent = (state: AssignmentStanding['state'], day = '2026-11-05'): AssignmentStanding => ({
  state,
  sentAt: fromWib(day),
});

describe('what is next for a learner', () => {
  const both = { [first!.quiz.id]: passed, [second!.quiz.id]: passed };
  const table: readonly [string, Done, string, number?][] = [
    ['the first lesson, before anything', {}, `lesson ${allOfFirst[0]}`],
    [
      'the first lesson not read, not the one after the last read',
      { read: [allOfFirst[1]!] },
      `lesson ${allOfFirst[0]}`,
    ],
    ['the quiz, once its lessons are read', { read: allOfFirst }, `quiz ${first!.slug}`],
    [
      'the assignment, when no attempt at the quiz is left',
      {
        read: allOfFirst,
        quizzes: { [first!.quiz.id]: { passed: false, percent: 20, attempts: first!.quiz.attempts, granted: 0 } },
      },
      `assignment ${first!.slug}`,
    ],
    [
      'the quiz again, when one more attempt was granted',
      {
        read: allOfFirst,
        quizzes: { [first!.quiz.id]: { passed: false, percent: 20, attempts: first!.quiz.attempts, granted: 1 } },
      },
      `quiz ${first!.slug}`,
    ],
    ['the assignment, once the quiz is passed', { read: allOfFirst, quizzes: both }, `assignment ${first!.slug}`],
    [
      'returned work, before the next module',
      { read: allOfFirst, quizzes: both, works: { 'm01-a1': sent('returned') } },
      `assignment ${first!.slug}`,
    ],
    [
      'the next module, while work is with the instructor',
      { read: allOfFirst, quizzes: both, works: { 'm01-a1': sent('submitted') } },
      `lesson ${allOfSecond[0]}`,
    ],
    [
      'nothing of a module that opens in a later week',
      { read: allOfFirst, quizzes: both, works: { 'm01-a1': sent('submitted') } },
      'nothing',
      2,
    ],
    [
      'nothing, when all waits for others',
      {
        read: [...allOfFirst, ...allOfSecond],
        quizzes: both,
        works: { 'm01-a1': sent('accepted'), 'm02-a1': sent('marking') },
      },
      'nothing',
    ],
  ];
  for (const [name, done, expected, week = 3] of table) {
    it(`is ${name}`, () => {
      const step = nextStep(studies(done), { week, now: startsOn });
      const found = step && `${step.kind} ${step.kind === 'lesson' ? step.lesson.key : step.module.slug}`;
      expect(found ?? 'nothing').to.equal(expected);
    });
  }
});

describe('what is due', () => {
  const kindsOf = (done: Done, week: number) =>
    dueItems(studies(done), startsOn, { week, now: startsOn }).map(({ kind, module }) => `${kind} ${module.code}`);

  it('is nothing before the course begins', () => {
    expect(kindsOf({}, 0)).to.deep.equal([]);
  });

  it('is only of the weeks that have begun, as it falls due', () => {
    expect(kindsOf({}, 2)).to.deep.equal(['quiz M01', 'assignment M01']);
    expect(kindsOf({}, 3)).to.deep.equal(['quiz M01', 'assignment M01', 'quiz M02', 'assignment M02']);
  });

  it('has returned work in front and leaves out what is done or sent', () => {
    const done = {
      quizzes: { [first!.quiz.id]: passed },
      works: { 'm01-a1': sent('submitted'), 'm02-a1': sent('returned') },
    };
    expect(kindsOf(done, 3)).to.deep.equal(['assignment M02', 'quiz M02']);
  });

  it('tells how many attempts are left', () => {
    const failed = { passed: false, percent: 10, attempts: 1, granted: 0 };
    const item = dueItems(
      studies({ quizzes: { [second!.quiz.id]: failed }, works: { 'm01-a1': sent('accepted') } }),
      startsOn,
      { week: 3, now: startsOn },
    ).find(({ module }) => module === second);
    expect(item).to.deep.include({ kind: 'quiz', stance: { is: 'ready', left: second!.quiz.attempts - 1 } });
  });

  it('counts the attempts that were granted', () => {
    const { attempts } = first!.quiz;
    const granted = { passed: false, percent: 10, attempts, granted: 1 };
    const [item] = dueItems(studies({ quizzes: { [first!.quiz.id]: granted } }), startsOn, { week: 1, now: startsOn });
    expect(item).to.deep.include({ kind: 'quiz', stance: { is: 'ready', left: 1 } });
  });
});

describe('what a learner has sent', () => {
  it('stands latest first, without drafts and returned work', () => {
    const works = { 'm01-a1': sent('accepted', '2026-11-04'), 'm02-a1': sent('marking', '2026-11-09') };
    expect(sentItems(studies({ works })).map(({ assignment }) => assignment.id)).to.deep.equal(['m02-a1', 'm01-a1']);
    expect(sentItems(studies({ works: { 'm01-a1': sent('returned'), 'm02-a1': { state: 'draft' } } }))).to.deep.equal(
      [],
    );
  });
});
