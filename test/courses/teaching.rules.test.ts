import { expect } from 'chai';
import type { CourseSource } from '../../src/features/courses/course.rules.ts';
import { checkTeaching, readContent } from '../../src/features/courses/index.ts';
import type { QuestionFile } from '../../src/features/questions/index.ts';

const { courses, schemes } = readContent();
/** The course as it is shipped, with each question changed. */
const courseWith = (change: (question: QuestionFile) => QuestionFile): CourseSource => ({
  ...courses[0]!,
  modules: courses[0]!.modules.map((module) => ({
    ...module,
    quiz: { ...module.quiz, value: { ...module.quiz.value, questions: module.quiz.value.questions.map(change) } },
  })),
});
const messagesOf = (course: CourseSource) =>
  checkTeaching(course, schemes[0], '2026-11-30').map(({ message }) => message);

const withRight =
  (size: number, right: number) =>
  (question: QuestionFile): QuestionFile =>
    question.type === 'multiple' && question.options.length === size
      ? {
          ...question,
          options: question.options.map((one, index) => ({ ...one, correct: index < right, feedback: 'Tidak.' })),
        }
      : question;

describe('how many options are right', () => {
  for (const [size, right] of [
    [4, 2],
    [4, 3],
    [5, 3],
  ] as const) {
    it(`must not be ${right} of ${size} nearly always`, () => {
      const found = messagesOf(courseWith(withRight(size, right))).filter((message) => message.includes('to tick'));
      expect(found).to.have.length(1);
      expect(found[0]).to.match(new RegExp(`^(\\d+) of \\1 questions with ${size} options to tick`));
    });
  }

  it('varies in the course that is shipped', () => {
    expect(messagesOf(courses[0]!).filter((message) => message.includes('to tick'))).to.deep.equal([]);
  });
});

describe('statements', () => {
  const saidOf = (course: CourseSource) => messagesOf(course).filter((message) => message.includes('statements are'));

  for (const answer of [true, false]) {
    it(`must not be ${answer} nearly always`, () => {
      const found = saidOf(courseWith((one) => (one.type === 'true_false' ? { ...one, answer } : one)));
      expect(found).to.have.length(1);
      expect(found[0]).to.match(new RegExp(`^(\\d+) of \\1 statements are ${answer}$`));
    });
  }

  it('are as often true as false in the course that is shipped', () => expect(saidOf(courses[0]!)).to.deep.equal([]));
});

describe('a hint', () => {
  it('belongs to one question', () => {
    const hint = 'Baca lagi pelajaran yang membahas hal ini.';
    const shared = courseWith((one) =>
      one.difficulty === 'hard' ? { ...one, feedback: { ...one.feedback, hint } } : one,
    );
    expect(messagesOf(shared).filter((message) => message.startsWith('is the hint of'))).not.to.deep.equal([]);
    expect(messagesOf(courses[0]!)).to.deep.equal([]);
  });
});
