import { expect } from 'chai';
import { type DrawnQuestion, rightValue } from '../../src/features/questions/index.ts';
import { drawQuestions } from '../../src/features/quizzes/draw.rules.ts';
import { scoreAttempt } from '../../src/features/quizzes/scoring.rules.ts';
import { aCourse } from '../support/curriculum.ts';

const { curriculum, keys } = aCourse();
const quiz = curriculum.modules[0]!.quiz;
const key = keys[quiz.id]!;

describe('scoring an attempt', () => {
  const drawn = drawQuestions(quiz, 'seed');
  const answered = (valueOf: (question: DrawnQuestion, index: number) => string[]) =>
    drawn.map((question, index) => ({ ...question, value: valueOf(question, index) }));
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
      const asked = answered((question, index) => (index < count ? right(question) : []));
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
