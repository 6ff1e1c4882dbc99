/** What later features want to know about quizzes: whether they were passed, and what runs. */
import mongoose from 'mongoose';
import { known } from '../../platform/must.ts';
import { AttemptModel, type AttemptRecord } from './attempt.model.ts';
import { endedAttempt, type QuizProgress, resultOf } from './attempt.rules.ts';
import { QuizGrant } from './grant.model.ts';
import type { Score } from './scoring.rules.ts';

/** By the quiz's id; a quiz that was never begun is not in the map. */
export type QuizResults = Map<string, QuizProgress>;

type Try = Pick<AttemptRecord, 'n' | 'state' | 'deadline' | 'submittedAt' | 'score'> & { id: string };

/** For many learners at once, by enrolment; each of them is in the map. */
export async function quizResultsOf(enrolmentIds: readonly string[]): Promise<Map<string, QuizResults>> {
  const found = await AttemptModel.find(
    { enrolment: mongoose.trusted({ $in: enrolmentIds }) },
    { enrolment: 1, quiz: 1, n: 1, state: 1, deadline: 1, submittedAt: 1, score: 1 },
  ).lean();
  const tries = new Map(enrolmentIds.map((id) => [id, new Map<string, Try[]>()]));
  for (const { _id, enrolment, quiz, ...facts } of found) {
    const ofLearner = known(tries, String(enrolment));
    ofLearner.set(quiz, [...(ofLearner.get(quiz) ?? []), { ...facts, id: String(_id) }]);
  }
  const granted = await countGrants([...tries].filter(([, quizzes]) => hasFailed(quizzes)).map(([id]) => id));
  return new Map([...tries].map(([id, quizzes]) => [id, recorded(quizzes, granted.get(id))]));
}

const scoresOf = (tries: readonly Try[]): Score[] => tries.flatMap(({ score }) => score ?? []);

/** Attempts are granted to those who have not passed, so most learners need no second look. */
const hasFailed = (quizzes: ReadonlyMap<string, Try[]>): boolean =>
  [...quizzes.values()].map(scoresOf).some((scores) => scores.length > 0 && !resultOf(scores).passed);

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

const recorded = (quizzes: ReadonlyMap<string, Try[]>, granted: Counts = new Map()): QuizResults =>
  new Map([...quizzes].map(([quiz, tries]) => [quiz, progressIn(tries, granted.get(quiz))]));

function progressIn(tries: readonly Try[], granted?: number): QuizProgress {
  const running = tries.find(({ state }) => state === 'open');
  const last = tries.filter(({ state }) => state === 'submitted').sort((one, other) => other.n - one.n)[0];
  return {
    ...resultOf(scoresOf(tries), granted),
    ...(running ? { running: { id: running.id, deadline: running.deadline } } : {}),
    ...(last?.submittedAt && last.score
      ? { last: endedAttempt(last.id, last.submittedAt, { deadline: last.deadline, score: last.score }) }
      : {}),
  };
}
