/** Starting an attempt, and finding those that were made. */
import type { Types } from 'mongoose';
import { randomToken } from '../../platform/crypto.ts';
import { isDuplicate } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { must } from '../../platform/must.ts';
import type { Enrolment } from '../admissions/index.ts';
import type { Quiz } from '../courses/index.ts';
import { closesAt } from '../lessons/index.ts';
import type { Cohort } from '../programmes/index.ts';
import { AttemptModel, type AttemptRecord } from './attempt.model.ts';
import { deadlineOf, allowanceOf, withGrants } from './attempt.rules.ts';
import { drawQuestions } from './draw.rules.ts';
import { QuizGrant } from './grant.model.ts';

export type Attempt = Readonly<
  Omit<AttemptRecord, 'enrolment' | 'account' | 'cohort'> & {
    id: string;
    enrolment: string;
    account: string;
    cohort: string;
  }
>;

export const plainAttempt = ({ _id, ...stored }: AttemptRecord & { _id: Types.ObjectId }): Attempt => ({
  ...stored,
  id: String(_id),
  enrolment: String(stored.enrolment),
  account: String(stored.account),
  cohort: String(stored.cohort),
});

/** What belongs to somebody is looked for as theirs: another person's attempt is not found. */
export async function findOwnAttempt(accountId: string, attemptId: string): Promise<Attempt | undefined> {
  const stored = await AttemptModel.findOne({ _id: attemptId, account: accountId }).lean();
  return stored ? plainAttempt(stored) : undefined;
}

/** The attempts of one learner at one quiz, the first one first. */
export async function listAttempts(enrolmentId: string, quizId: string): Promise<Attempt[]> {
  const stored = await AttemptModel.find({ enrolment: enrolmentId, quiz: quizId }).sort({ n: 1 }).lean();
  return stored.map(plainAttempt);
}

/** How many quizzes are being taken in a cohort. */
export const countRunningAttempts = (cohort: string): Promise<number> =>
  AttemptModel.countDocuments({ cohort, state: 'open' });

export type QuizTask = Readonly<{ enrolment: Enrolment; cohort: Cohort; quiz: Quiz }>;

/**
 * Starts the next attempt, or returns the one that is open. Of several starts at once one makes the attempt and all get
 * it. Throws Conflict when the attempts are used up, passed, closed, or may not begin yet.
 */
export async function startAttempt(task: QuizTask, now: Date): Promise<Attempt> {
  const { enrolment, cohort, quiz } = task;
  const [attempts, granted] = await Promise.all([
    listAttempts(enrolment.id, quiz.id),
    QuizGrant.countDocuments({ enrolment: enrolment.id, quiz: quiz.id }),
  ]);
  const closing = closesAt(cohort);
  const allowance = allowanceOf(withGrants(quiz, granted), attempts, closing, now, cohort.startsOn);
  if (allowance.kind === 'open') {
    const open = attempts.find(({ id }) => id === allowance.attempt.id);
    return must(open, 'the attempt that is open');
  }
  if (allowance.kind !== 'ready') throw new Conflict('quizzes.refused.noStart');

  const seen = new Set(attempts.flatMap(({ questions }) => questions.map(({ id }) => id)));
  const seed = randomToken(128);
  const asked = drawQuestions(quiz, seed, seen);
  try {
    const made = await AttemptModel.create({
      enrolment: enrolment.id,
      account: enrolment.account,
      cohort: cohort.id,
      quiz: quiz.id,
      curriculum: cohort.curriculum,
      n: allowance.n,
      seed,
      questions: asked.map(({ id, choices, targets }) => ({ id, choices, targets, value: [], sequence: 0 })),
      startedAt: now,
      deadline: deadlineOf(now, quiz.minutes, closing),
      state: 'open',
    } as unknown as AttemptRecord);
    return plainAttempt(made.toObject());
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return startedElsewhere(enrolment.id, quiz.id);
  }
}

async function startedElsewhere(enrolmentId: string, quizId: string): Promise<Attempt> {
  const open = await AttemptModel.findOne({ enrolment: enrolmentId, quiz: quizId, state: 'open' }).lean();
  if (!open) throw new Conflict('quizzes.refused.noStart');
  return plainAttempt(open);
}
