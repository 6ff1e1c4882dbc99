import { expect } from 'chai';
import { readContent, type RightAnswer } from '../../src/features/courses/index.ts';
import { compileCourse } from '../../src/features/courses/curriculum.rules.ts';
import { rightValue } from '../../src/features/quizzes/answer.rules.ts';
import { type DrawnQuestion, drawQuestions } from '../../src/features/quizzes/draw.rules.ts';
import { isAnswered, isRight, scoreAttempt } from '../../src/features/quizzes/scoring.rules.ts';
import { aCourse } from '../support/curriculum.ts';

const { curriculum, keys } = aCourse();
const quiz = curriculum.modules[0]!.quiz;
const key = keys[quiz.id]!;

const named = (prefix: string, choices: string[]) => choices.map((choice) => ({ id: `${prefix}${choice}`, choice }));
const ticked: DrawnQuestion = { id: 'q', choices: named('x', ['a', 'b', 'c', 'd']), targets: [] };
const written: DrawnQuestion = { id: 'q', choices: [], targets: [] };
const paired: DrawnQuestion = { id: 'q', choices: named('l', ['1', '2']), targets: named('r', ['1', '2', '3']) };

const single: RightAnswer = { type: 'single', options: ['b'] };
const multiple: RightAnswer = { type: 'multiple', options: ['a', 'b'] };
const money: RightAnswer = { type: 'numeric', value: 64_500_000, tolerance: 0 };
const unitPrice: RightAnswer = { type: 'numeric', value: 4031.25, tolerance: 0.01 };
const pairs: RightAnswer = { type: 'matching', pairs: { 1: '2', 2: '2' } };
const order: RightAnswer = { type: 'ordering', order: ['c', 'a', 'b', 'd'] };
const word: RightAnswer = { type: 'short_text', accept: ['FCA', 'free carrier', 'Café'] };

const answers: [what: string, drawn: DrawnQuestion, right: RightAnswer, value: string[], isRight: boolean][] = [
  ['the right option', ticked, single, ['xb'], true],
  ['a wrong option', ticked, single, ['xa'], false],
  ['the right option and another one', ticked, single, ['xb', 'xa'], false],
  ['an option that was not shown', ticked, single, ['b'], false],
  ['nothing', ticked, single, [], false],
  ['both right options, in any order', ticked, multiple, ['xb', 'xa'], true],
  ['one right option of two', ticked, multiple, ['xa'], false],
  ['the right ones and a wrong one', ticked, multiple, ['xa', 'xb', 'xc'], false],
  ['everything', ticked, multiple, ['xa', 'xb', 'xc', 'xd'], false],
  ['one right option twice', ticked, multiple, ['xa', 'xa'], false],
  ['a number with dots', written, money, ['64.500.000'], true],
  ['a number with its currency', written, money, ['Rp64.500.000'], true],
  ['a number one off', written, money, ['64.500.001'], false],
  ['no number', written, money, ['banyak'], false],
  ['a decimal comma', written, unitPrice, ['4.031,25'], true],
  ['a number at the edge of the tolerance', written, unitPrice, ['4.031,26'], true],
  ['a number beyond the tolerance', written, unitPrice, ['4.031,27'], false],
  ['each left side with its right side', paired, pairs, ['r2', 'r2'], true],
  ['one pair wrong', paired, pairs, ['r2', 'r3'], false],
  ['one pair still open', paired, pairs, ['r2', ''], false],
  ['the right order', ticked, order, ['2', '3', '1', '4'], true],
  ['two places swapped', ticked, order, ['3', '2', '1', '4'], false],
  ['the word in another case', written, word, [' fca '], true],
  ['another accepted word', written, word, ['Free  Carrier.'], true],
  ['a hyphen for the space', written, word, ['free-carrier'], true],
  ['the word without its accent', written, word, ['cafe'], true],
  [
    'the word with another space, invisible signs and quotation marks',
    written,
    word,
    ['\u202a“Free\u00a0carrier\u200b”\u202c'],
    true,
  ],
  ['the word written in one', written, word, ['freecarrier'], true],
  ['the word in fullwidth letters', written, word, ['ＦＣＡ'], true],
  ['the word with stops', written, word, ['F.C.A.'], true],
  ['an accent typed apart', written, word, ['cafe\u0301'], true],
  ['any kind of apostrophe', written, { type: 'short_text', accept: ["Jum'at"] }, ['Jum’at'], true],
  ['a number with another separator', written, { type: 'short_text', accept: ['1,5'] }, ['15'], false],
  ['a sign that makes it another word', written, { type: 'short_text', accept: ['C++'] }, ['C'], false],
  ['the very sign', written, { type: 'short_text', accept: ['?'] }, ['？'], true],
  ['another sign than the one asked for', written, { type: 'short_text', accept: ['?'] }, ['!'], false],
  ['nothing that can be seen', written, { type: 'short_text', accept: ['-'] }, ['\u200b'], false],
  ['a longer text that contains the word', written, word, ['FCA Tanjung Priok'], false],
];

describe('whether an answer is right', () => {
  it('reads a number in the unit that the question asks for', () => {
    const millions: RightAnswer = { type: 'numeric', value: 20, tolerance: 0 };
    expect(isRight({ ...written, value: ['20 juta'] }, millions, 'juta rupiah')).to.equal(true);
    expect(isRight({ ...written, value: ['20 juta'] }, millions, 'rupiah')).to.equal(false);
  });

  for (const [what, drawn, right, value, expected] of answers) {
    it(`${right.type}: ${what} is ${expected ? 'right' : 'wrong'}`, () => {
      expect(isRight({ ...drawn, value }, right)).to.equal(expected);
    });
  }
});

describe('whether a question is answered', () => {
  const values: [value: string[], expected: boolean][] = [
    [[], false],
    [['a'], true],
    [['1', ''], false],
    [['1', '2'], true],
  ];
  for (const [value, expected] of values) {
    it(`${JSON.stringify(value)}: ${expected}`, () => expect(isAnswered(value)).to.equal(expected));
  }
});

describe('scoring an attempt', () => {
  const drawn = drawQuestions(quiz, 'seed');
  const answered = (valueOf: (question: DrawnQuestion, place: number) => string[]) =>
    drawn.map((question, place) => ({ ...question, value: valueOf(question, place) }));
  const right = (question: DrawnQuestion) => rightValue(question, key[question.id]!.right);

  it('gives everything for right answers', () => {
    expect(scoreAttempt(quiz, key, answered(right))).to.deep.equal({
      earned: 6,
      possible: 6,
      percent: 100,
      passed: true,
    });
  });

  it('gives nothing for no answers', () => {
    expect(
      scoreAttempt(
        quiz,
        key,
        answered(() => []),
      ),
    ).to.deep.equal({ earned: 0, possible: 6, percent: 0, passed: false });
  });

  it('never lets somebody pass by ticking everything', () => {
    const score = scoreAttempt(
      quiz,
      key,
      answered(({ choices }) => choices.map(({ id }) => id)),
    );
    expect(score).to.include({ earned: 0, passed: false });
  });

  /** Right answers of six, the pass mark, and what comes of it. */
  const marks: [rightAnswers: number, passPercent: number, percent: number, passed: boolean][] = [
    [4, 66, 66, true],
    [4, 67, 66, false],
    [4, 66.7, 66, false],
    [5, 83, 83, true],
    [6, 100, 100, true],
    [0, 0, 0, true],
  ];
  for (const [count, passPercent, percent, passed] of marks) {
    it(`${count} of 6 against ${passPercent} %: ${percent}, ${passed ? 'passed' : 'not passed'}`, () => {
      const asked = answered((question, place) => (place < count ? right(question) : []));
      expect(scoreAttempt({ ...quiz, passPercent }, key, asked)).to.include({ percent, passed });
    });
  }

  it('weighs questions by their points', () => {
    const heavy = {
      ...quiz,
      questions: quiz.questions.map((one) => (one.id === 'M01-Q03' ? { ...one, points: 5 } : one)),
    };
    const asked = answered((question) => (question.id === 'M01-Q03' ? ['22,4'] : []));
    expect(scoreAttempt(heavy, key, asked)).to.include({ earned: 5, possible: 10, percent: 50 });
  });
});

describe('the quizzes that are shipped', () => {
  for (const course of readContent().courses) {
    const edition = compileCourse(course);
    for (const { quiz } of edition.curriculum.modules) {
      it(`${quiz.id}: each question has an answer that is right, and ticking everything is not`, () => {
        const all = drawQuestions({ ...quiz, draw: quiz.questions.length }, 'seed');
        const rightOf = (question: DrawnQuestion) => edition.keys[quiz.id]![question.id]!.right;
        for (const question of all) {
          const right = rightOf(question);
          expect(isRight({ ...question, value: rightValue(question, right) }, right), question.id).to.equal(true);
          const everything = question.choices.map(({ id }) => id);
          expect(isRight({ ...question, value: everything }, right), question.id).to.equal(false);
        }
      });
    }
  }
});
