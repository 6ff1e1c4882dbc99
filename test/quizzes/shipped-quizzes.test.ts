import { expect } from 'chai';
import { compileCourse } from '../../src/features/courses/curriculum.rules.ts';
import { readContent } from '../../src/features/courses/folder.service.ts';
import type { Question, RightAnswer } from '../../src/features/courses/index.ts';
import { rightValue } from '../../src/features/quizzes/answer.rules.ts';
import { type DrawnQuestion, drawQuestions } from '../../src/features/quizzes/draw.rules.ts';
import { isRight, scoreAttempt, type Value } from '../../src/features/quizzes/scoring.rules.ts';

const [course] = readContent().courses;
const { curriculum, keys } = compileCourse(course!);

/** The whole bank at once, each question drawn as an attempt draws it. */
const drawAll = (questions: readonly Question[], quiz: (typeof curriculum.modules)[number]['quiz']) =>
  drawQuestions({ ...quiz, draw: questions.length }, 'all of them');

/** What somebody answers who has understood it the wrong way round. */
function wrongValue(drawn: DrawnQuestion, right: RightAnswer): Value {
  const good = rightValue(drawn, right);
  switch (right.type) {
    case 'single':
    case 'multiple':
      return drawn.choices.filter(({ id }) => !good.includes(id)).map(({ id }) => id);
    case 'numeric':
      return [String(right.value * 1000 + 1)];
    case 'short_text':
      return ['sesuatu yang lain'];
    case 'matching':
    case 'ordering':
      return [...good.slice(1), good[0]!];
  }
}

describe('the quizzes that are shipped', () => {
  for (const { quiz } of curriculum.modules) {
    describe(quiz.id, () => {
      const key = keys[quiz.id]!;
      const asked = drawAll(quiz.questions, quiz);
      const rightOf = ({ id }: DrawnQuestion) => key[id]!.right;

      it('are passed with every question right', () => {
        expect(asked).to.have.length(quiz.questions.length);
        const answered = asked.map((one) => ({ ...one, value: rightValue(one, rightOf(one)) }));
        expect(scoreAttempt(quiz, key, answered)).to.include({ percent: 100, passed: true });
      });

      it('give nothing for every question wrong', () => {
        const answered = asked.map((one) => ({ ...one, value: wrongValue(one, rightOf(one)) }));
        expect(scoreAttempt(quiz, key, answered)).to.include({ percent: 0, passed: false });
      });

      it('are not passed by ticking everything', () => {
        const ticked = asked.filter(({ choices }) => choices.length > 0);
        const all = ticked.map((one) => ({ ...one, value: one.choices.map(({ id }) => id) }));
        const multiple = all.filter((one) => ['single', 'multiple'].includes(rightOf(one).type));
        expect(multiple.filter((one) => isRight(one, rightOf(one)))).to.deep.equal([]);
      });

      it('take every spelling that they accept', () => {
        for (const one of asked) {
          const right = rightOf(one);
          if (right.type !== 'short_text') continue;
          for (const text of right.accept) expect(isRight({ ...one, value: [text] }, right), text).to.equal(true);
        }
      });

      it('ask ten, and explain each answer', () => {
        expect(quiz.draw).to.equal(10);
        for (let turn = 0; turn < 20; turn += 1) expect(drawQuestions(quiz, `turn ${turn}`)).to.have.length(10);
        for (const { id } of quiz.questions) expect(key[id]!.feedback.correct).to.not.equal(key[id]!.feedback.hint);
      });
    });
  }
});
