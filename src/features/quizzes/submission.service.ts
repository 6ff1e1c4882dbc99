/** Ending an attempt: by its learner, or by the clock. */
import mongoose, { type Types } from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { publish } from '../../platform/events.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import { changeOne } from '../../platform/model.ts';
import { must } from '../../platform/must.ts';
import { findAnswerKey, findCurriculum, quizOf } from '../courses/index.ts';
import { cohortStates, findCohort } from '../programmes/index.ts';
import { AttemptModel } from './attempt.model.ts';
import { overSince } from './attempt.rules.ts';
import { type Attempt, plainAttempt } from './attempt.service.ts';
import { type Score, scoreAttempt } from './scoring.rules.ts';

declare module '../../platform/events.ts' {
  interface Events {
    'quiz.submitted': { enrolment: string; quiz: string; attempt: string };
  }
}

/**
 * Scores the answers that are kept and closes the attempt, exactly once: a second submission gets the stored result. An
 * answer that is kept in the same moment makes the transaction run again, so it is either scored or refused. After the
 * deadline the attempt counts as submitted at the deadline, whoever ends it.
 */
export async function submitAttempt(attemptId: string, now: Date): Promise<Attempt> {
  try {
    return await submitOpen(attemptId, now);
  } catch (error) {
    // A database whose transactions do not conflict over what they read has let somebody else be first.
    const stored =
      error instanceof Conflict && (await AttemptModel.findOne({ _id: attemptId, state: 'submitted' }).lean());
    if (stored) return plainAttempt(stored);
    throw error;
  }
}

function submitOpen(attemptId: string, now: Date): Promise<Attempt> {
  return transaction(async (session) => {
    const stored = await AttemptModel.findById(attemptId).session(session).lean();
    if (!stored) throw new NotFound();
    const attempt = plainAttempt(stored);
    if (attempt.state === 'submitted') return attempt;

    const submittedAt = now < attempt.deadline ? now : attempt.deadline;
    const ending = { state: 'submitted' as const, submittedAt, score: await scoreOf(attempt) };
    await changeOne(AttemptModel, { _id: attemptId, state: 'open' }, { $set: ending }, { session });
    const { enrolment, quiz } = attempt;
    await publish('quiz.submitted', { enrolment, quiz, attempt: attemptId }, session);
    return { ...attempt, ...ending };
  });
}

async function scoreOf({ curriculum: version, quiz: quizId, questions }: Attempt): Promise<Score> {
  const [curriculum, key] = await Promise.all([findCurriculum(version), findAnswerKey(version, quizId)]);
  return scoreAttempt(must(quizOf(curriculum, quizId), `the quiz ${quizId} of its course`), key, questions);
}

/**
 * When a class ends, what runs in it ends with it, scored by what was kept. Nothing when the end was taken back meanwhile;
 * what was scored by then stays so.
 */
export async function submitRunning(cohortId: string, now: Date): Promise<void> {
  const cohort = await findCohort(cohortId);
  if (!cohortStates.is('ended', cohort?.state)) return;
  const running = await AttemptModel.find({ cohort: cohortId, state: 'open' }, { _id: 1 }).lean();
  for (const { _id } of running) await submitAttempt(String(_id), now);
}

const batch = 100;

/**
 * Ends every attempt whose time and grace are over, also when no browser ever comes back; returns how many. One that cannot
 * be ended is logged and left for the next time, so that it keeps nobody else waiting.
 */
export async function submitExpired(now: Date): Promise<number> {
  const isOver = { state: 'open', deadline: mongoose.trusted({ $lte: overSince(now) }) } as const;
  const failed: Types.ObjectId[] = [];
  for (let ended = 0; ;) {
    const others = { ...isOver, _id: mongoose.trusted({ $nin: failed }) };
    const expired = await AttemptModel.find(others, { _id: 1 }).sort({ deadline: 1, _id: 1 }).limit(batch).lean();
    for (const { _id } of expired) {
      if (await endExpired(String(_id), now)) ended += 1;
      else failed.push(_id);
    }
    if (expired.length < batch) return ended;
  }
}

async function endExpired(attempt: string, now: Date): Promise<boolean> {
  try {
    await submitAttempt(attempt, now);
    return true;
  } catch (error) {
    log.error({ err: error, attempt }, 'an expired attempt could not be submitted');
    return false;
  }
}
