/** What later features want to know about quizzes: whether they were passed. */
import mongoose from 'mongoose';
import { AttemptModel } from './attempt.model.ts';
import { type QuizResult, resultOf } from './attempt.rules.ts';
import { QuizGrant } from './grant.model.ts';
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
  const granted = await countGrants([...scores].filter(([, quizzes]) => hasFailed(quizzes)).map(([id]) => id));
  return new Map([...scores].map(([id, quizzes]) => [id, recorded(quizzes, granted.get(id))]));
}

/** Attempts are granted to those who have not passed, so most learners need no second look. */
const hasFailed = (quizzes: ReadonlyMap<string, Score[]>): boolean =>
  [...quizzes.values()].some((scores) => !resultOf(scores).passed);

type Counts = ReadonlyMap<string, number>;

/** How many attempts were granted, by enrolment and then by quiz. */
async function countGrants(enrolmentIds: readonly string[]): Promise<Map<string, Counts>> {
  if (enrolmentIds.length === 0) return new Map();
  const grants = await QuizGrant.find(
    { enrolment: mongoose.trusted({ $in: enrolmentIds }) },
    { enrolment: 1, quiz: 1, _id: 0 },
  ).lean();
  const counts = new Map<string, Map<string, number>>();
  for (const { enrolment, quiz } of grants) {
    const ofLearner = counts.get(String(enrolment)) ?? new Map<string, number>();
    counts.set(String(enrolment), ofLearner.set(quiz, (ofLearner.get(quiz) ?? 0) + 1));
  }
  return counts;
}

const recorded = (quizzes: ReadonlyMap<string, Score[]>, granted: Counts = new Map()): QuizResults =>
  new Map([...quizzes].map(([quiz, all]) => [quiz, resultOf(all, granted.get(quiz))]));
