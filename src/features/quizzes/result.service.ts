/** What later features want to know about quizzes: whether they were passed. */
import mongoose from 'mongoose';
import { AttemptModel } from './attempt.model.ts';
import { type QuizResult, resultOf } from './attempt.rules.ts';
import type { Score } from './scoring.rules.ts';

/** By the quiz's id; a quiz without a submitted attempt is not in the map. */
export type QuizResults = Map<string, QuizResult>;

export const quizResults = async (enrolmentId: string): Promise<QuizResults> =>
  (await quizResultsOf([enrolmentId])).get(enrolmentId)!;

/** For many learners at once, by enrolment; each of them is in the map. */
export async function quizResultsOf(enrolmentIds: readonly string[]): Promise<Map<string, QuizResults>> {
  const submitted = await AttemptModel.find(
    { enrolment: mongoose.trusted({ $in: enrolmentIds }), state: 'submitted' },
    { enrolment: 1, quiz: 1, score: 1, _id: 0 },
  ).lean();
  const scores = new Map(enrolmentIds.map((id) => [id, new Map<string, Score[]>()]));
  for (const { enrolment, quiz, score } of submitted) {
    const ofLearner = scores.get(String(enrolment))!;
    if (score) ofLearner.set(quiz, [...(ofLearner.get(quiz) ?? []), score]);
  }
  return new Map([...scores].map(([id, quizzes]) => [id, recorded(quizzes)]));
}

const recorded = (quizzes: ReadonlyMap<string, Score[]>): QuizResults =>
  new Map([...quizzes].map(([quiz, all]) => [quiz, resultOf(all)]));
