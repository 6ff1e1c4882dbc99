/** What an attempt is worth. Pure. */
import { known, must } from '../../platform/must.ts';
import type { Quiz } from '../courses/index.ts';
import { type AnsweredQuestion, type AnswerKey, pointsFor } from '../questions/index.ts';

export type Score = { earned: number; possible: number; percent: number; passed: boolean };

/** Passing is decided on the exact share; the percentage shown is rounded down, so that 69,9 never reads as 70. */
export function scoreAttempt(quiz: Quiz, key: AnswerKey, asked: readonly AnsweredQuestion[]): Score {
  const questionOf = new Map(quiz.questions.map((question) => [question.id, question]));
  let [earned, possible] = [0, 0];
  for (const answered of asked) {
    const question = known(questionOf, answered.id);
    possible += question.points;
    earned += pointsFor(question, answered, must(key[answered.id], `the key of ${answered.id}`).right);
  }
  const percent = possible === 0 ? 0 : Math.floor((earned * 100) / possible);
  return { earned, possible, percent, passed: possible > 0 && earned * 100 >= quiz.passPercent * possible };
}
