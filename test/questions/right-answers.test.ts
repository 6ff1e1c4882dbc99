import { expect } from 'chai';
import {
  type DrawnQuestion,
  isAnswered,
  isRight,
  type Question,
  type QuestionKey,
} from '../../src/features/questions/index.ts';

const named = (prefix: string, choices: string[]) => choices.map((choice) => ({ id: `${prefix}${choice}`, choice }));
const ticked: DrawnQuestion = { id: 'q', choices: named('x', ['a', 'b', 'c', 'd']), targets: [] };
const judged: DrawnQuestion = { id: 'q', choices: named('x', ['true', 'false']), targets: [] };
const written: DrawnQuestion = { id: 'q', choices: [], targets: [] };
const paired: DrawnQuestion = { id: 'q', choices: named('l', ['1', '2']), targets: named('r', ['1', '2', '3']) };

type Right = QuestionKey['right'];
const asked = { id: 'q', outcome: 'O1', difficulty: 'easy', points: 1, prompt: 'Apa?' } as const;
/** What is shown beside what was drawn makes no difference to a right answer, but for the unit of a number. */
const questionOf = ({ type }: Right) =>
  ({ ...asked, type, unit: 'kg', options: [], lefts: [], rights: [], items: [] }) as unknown as Question;

const single: Right = { type: 'single', options: ['b'] };
const multiple: Right = { type: 'multiple', options: ['a', 'b'] };
const money: Right = { type: 'numeric', value: 64_500_000, tolerance: 0 };
const unitPrice: Right = { type: 'numeric', value: 4031.25, tolerance: 0.01 };
const pairs: Right = { type: 'matching', pairs: { 1: '2', 2: '2' } };
const order: Right = { type: 'ordering', order: ['c', 'a', 'b', 'd'] };
const statement: Right = { type: 'true_false', answer: false };
const word: Right = { type: 'short_text', accept: ['FCA', 'free carrier', 'Café'] };

const answers: [what: string, drawn: DrawnQuestion, right: Right, value: string[], isRight: boolean][] = [
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
  ['two positions swapped', ticked, order, ['3', '2', '1', '4'], false],
  ['the side that holds', judged, statement, ['xfalse'], true],
  ['the other side', judged, statement, ['xtrue'], false],
  ['both sides', judged, statement, ['xfalse', 'xtrue'], false],
  ['a side without its name', judged, statement, ['false'], false],
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
    const millions: Right = { type: 'numeric', value: 20, tolerance: 0 };
    const askedIn = (unit: string) =>
      isRight({ ...asked, type: 'numeric', unit }, { ...written, value: ['20 juta'] }, millions);
    expect(askedIn('juta rupiah')).to.equal(true);
    expect(askedIn('rupiah')).to.equal(false);
  });

  for (const [what, drawn, right, value, expected] of answers) {
    it(`${right.type}: ${what} is ${expected ? 'right' : 'wrong'}`, () => {
      expect(isRight(questionOf(right), { ...drawn, value }, right)).to.equal(expected);
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
