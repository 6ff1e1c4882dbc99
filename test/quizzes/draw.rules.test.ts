import { expect } from 'chai';
import type { Quiz } from '../../src/features/courses/index.ts';
import type { Question } from '../../src/features/questions/index.ts';
import { drawQuestions } from '../../src/features/quizzes/draw.rules.ts';
import { chanceFrom } from '../../src/platform/seed.rules.ts';
import { aCourse } from '../support/curriculum.ts';

const quiz = aCourse().curriculum.modules[0]!.quiz;

/** A bank of `count` short questions over some outcomes. */
const aBank = (count: number, outcomes: number, draw: number): Quiz => ({
  ...quiz,
  draw,
  questions: Array.from({ length: count }, (_one, index): Question => {
    const outcome = `O${index % outcomes}`;
    return { id: `Q${index}`, outcome, difficulty: 'easy', points: 1, prompt: 'Apa?', type: 'short_text' };
  }),
});
const idsOf = (drawn: readonly { id: string }[]) => drawn.map(({ id }) => id);
const seeds = Array.from({ length: 50 }, (_one, index) => `seed ${index}`);

describe('drawing the questions of an attempt', () => {
  it('is the same for the same seed and another for another', () => {
    expect(drawQuestions(quiz, 'one')).to.deep.equal(drawQuestions(quiz, 'one'));
    expect(drawQuestions(quiz, 'one')).not.to.deep.equal(drawQuestions(quiz, 'two'));
  });

  it('takes as many as asked, none twice', () => {
    for (const seed of seeds) expect(new Set(idsOf(drawQuestions(aBank(20, 5, 10), seed))).size).to.equal(10);
  });

  it('asks what has not been seen before', () => {
    const bank = aBank(20, 5, 10);
    for (const seed of seeds) {
      const first = new Set(idsOf(drawQuestions(bank, seed)));
      expect(idsOf(drawQuestions(bank, `${seed} again`, first)).filter((id) => first.has(id))).to.deep.equal([]);
    }
  });

  it('fills up with seen ones when the bank is too small', () => {
    const seen = new Set(['Q0', 'Q1', 'Q2', 'Q3']);
    const drawn = idsOf(drawQuestions(aBank(6, 2, 4), 'seed', seen));
    expect(drawn).to.have.length(4).and.to.include.members(['Q4', 'Q5']);
  });

  it('leaves no learning outcome out', () => {
    const bank = aBank(25, 5, 10);
    const outcomeOf = new Map(bank.questions.map(({ id, outcome }) => [id, outcome]));
    for (const seed of seeds) {
      const outcomes = idsOf(drawQuestions(bank, seed)).map((id) => outcomeOf.get(id));
      for (const outcome of new Set(outcomes)) expect(outcomes.filter((one) => one === outcome)).to.have.length(2);
      expect(new Set(outcomes).size).to.equal(5);
    }
  });

  it('asks the questions of a case together and in their order, or none of them', () => {
    const bank = aBank(12, 3, 5);
    const situation = { id: 'K1', text: 'Bu Sari menjual tas.' };
    const ofCase = ['Q3', 'Q4', 'Q5'];
    const questions = bank.questions.map((one) => (ofCase.includes(one.id) ? { ...one, case: situation } : one));
    const drawn = seeds.map((seed) => idsOf(drawQuestions({ ...bank, questions }, seed)));
    for (const ids of drawn) expect(ids).to.have.length(5);
    const withCase = drawn.filter((ids) => ids.includes('Q3'));
    expect(withCase.length).to.be.within(1, seeds.length - 1);
    for (const ids of withCase) expect(ids.join()).to.contain(ofCase.join());
    for (const ids of drawn) if (!withCase.includes(ids)) expect(ids).not.to.include.members(['Q4']);
  });

  it('keeps a pinned option last and moves the others', () => {
    const orders = seeds.map((seed) => {
      const { choices } = drawQuestions(quiz, seed).find(({ id }) => id === 'M01-Q01')!;
      return choices.map(({ choice }) => choice).join('');
    });
    for (const order of orders) expect(order).to.match(/d$/);
    expect(new Set(orders).size).to.equal(6);
  });

  it('gives options names that say nothing and differ between attempts', () => {
    const names = seeds.flatMap((seed) =>
      drawQuestions(quiz, seed).flatMap(({ choices, targets }) => [...choices, ...targets].map(({ id }) => id)),
    );
    expect(new Set(names).size).to.equal(names.length);
    for (const name of names) expect(name).to.match(/^[0-9a-f]{10}$/);
  });

  it('has every part of each type', () => {
    const drawn = new Map(drawQuestions(quiz, 'seed').map((question) => [question.id, question]));
    const parts = [...drawn].map(([id, { choices, targets }]) => [id, choices.length, targets.length]);
    expect(parts.sort()).to.deep.equal([
      ['M01-Q01', 4, 0],
      ['M01-Q02', 4, 0],
      ['M01-Q03', 0, 0],
      ['M01-Q04', 3, 3],
      ['M01-Q05', 3, 0],
      ['M01-Q06', 0, 0],
    ]);
  });
});

describe('chance from a seed', () => {
  it('is fair', () => {
    const chance = chanceFrom('fair');
    const counts = [0, 0, 0, 0, 0, 0];
    for (let roll = 0; roll < 6000; roll += 1) counts[chance.below(6)]! += 1;
    for (const count of counts) expect(count).to.be.within(880, 1120);
  });
});
