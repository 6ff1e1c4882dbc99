import { expect } from 'chai';
import { compileCourse } from '../../src/features/courses/curriculum.rules.ts';
import { readContent } from '../../src/features/courses/folder.service.ts';
import {
  answerField,
  type DrawnQuestion,
  isRight,
  type Question,
  type QuestionKey,
  rightValue,
} from '../../src/features/questions/index.ts';
import { drawQuestions } from '../../src/features/quizzes/draw.rules.ts';
import { scoreAttempt } from '../../src/features/quizzes/scoring.rules.ts';
import { known, must } from '../../src/platform/must.ts';

const [course] = readContent().courses;
const { curriculum, keys } = compileCourse(course!);

/** The whole bank at once, each question drawn as an attempt draws it. */
const drawAll = (questions: readonly Question[], quiz: (typeof curriculum.modules)[number]['quiz']) =>
  drawQuestions({ ...quiz, draw: questions.length }, 'all of them');

/** What somebody answers who has understood it the wrong way round: the first of these that the form takes. */
function wrongValue(question: Question, drawn: DrawnQuestion, right: QuestionKey['right']): readonly string[] {
  const good = rightValue(drawn, right);
  const others = drawn.choices.flatMap(({ id }) => (good.includes(id) ? [] : [id]));
  const wrong = [
    others,
    others.slice(0, 1),
    [...good.slice(1), ...good.slice(0, 1)],
    ['sesuatu yang lain'],
    ['987654321'],
  ].find(
    (value) =>
      value.length > 0 &&
      answerField(question, drawn, false).safeParse(value).success &&
      !isRight(question, { ...drawn, value }, right),
  );
  return must(wrong, `a wrong answer to ${question.id}`);
}

describe('the quizzes that are shipped', () => {
  for (const { quiz } of curriculum.modules) {
    describe(quiz.id, () => {
      const key = keys[quiz.id]!;
      const asked = drawAll(quiz.questions, quiz);
      const rightOf = ({ id }: DrawnQuestion) => key[id]!.right;
      const questions = new Map(quiz.questions.map((question) => [question.id, question]));
      const questionOf = ({ id }: DrawnQuestion) => known(questions, id);

      it('are passed with every question right', () => {
        expect(asked).to.have.length(quiz.questions.length);
        const answered = asked.map((one) => ({ ...one, value: rightValue(one, rightOf(one)) }));
        expect(scoreAttempt(quiz, key, answered)).to.include({ percent: 100, passed: true });
      });

      it('give nothing for every question wrong', () => {
        const answered = asked.map((one) => ({ ...one, value: wrongValue(questionOf(one), one, rightOf(one)) }));
        expect(scoreAttempt(quiz, key, answered)).to.include({ percent: 0, passed: false });
      });

      it('are not passed by ticking everything', () => {
        const ticked = asked.filter(({ choices }) => choices.length > 1);
        const all = ticked.map((one) => ({ ...one, value: one.choices.map(({ id }) => id) }));
        expect(all.filter((one) => isRight(questionOf(one), one, rightOf(one)))).to.deep.equal([]);
      });

      it('take every spelling that they accept', () => {
        for (const question of asked) {
          const right = rightOf(question);
          if (!('accept' in right)) continue;
          for (const text of right.accept)
            expect(isRight(questionOf(question), { ...question, value: [text] }, right), text).to.equal(true);
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
