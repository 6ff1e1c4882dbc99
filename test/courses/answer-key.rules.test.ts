import { expect } from 'chai';
import { readAnswerKeys } from '../../src/features/courses/answer-key.rules.ts';

const right = { type: 'short_text', accept: ['MOQ'] } as const;

describe('a stored answer key', () => {
  it('of today is read as it stands', () => {
    const feedback = { correct: 'Benar.', hint: 'Tiga huruf.', reveal: 'MOQ.', options: {} };
    expect(readAnswerKeys({ kuis: { Q1: { right, feedback } } })).to.deep.equal({ kuis: { Q1: { right, feedback } } });
  });

  it('from before hints shows nothing of a wrong answer ahead of the key', () => {
    const older = { correct: 'Benar.', wrong: 'Jawabannya MOQ.', options: { a: 'Bukan.' } };
    expect(readAnswerKeys({ kuis: { Q1: { right, feedback: older } } }).kuis!.Q1!.feedback).to.deep.equal({
      correct: 'Benar.',
      hint: '',
      reveal: 'Jawabannya MOQ.',
      options: { a: 'Bukan.' },
    });
  });
});
