/** Several changes that stand or fall together, tried again when another one got in their way, and not for ever. */
import { setTimeout } from 'node:timers/promises';
import mongoose, { type ClientSession } from 'mongoose';
import { isDatabaseSilent } from './database-watch.ts';

/** Many who want the same thing get it one after the other. The driver's own repetition goes on while no database is there. */
const patience = 60_000;
const patienceWhileAway = 5000;
const longestPause = 500;

type Work<T> = (session: ClientSession) => Promise<T>;

/**
 * Runs `work` in a transaction and again when another one got in its way, so `work` must be safe to repeat. Not mongoose's
 * own transaction(): before a repetition that one resets documents by fields which strict subdocuments don't have.
 */
export function transaction<T>(work: Work<T>): Promise<T> {
  return mongoose.connection.withSession<T>((session) => repeat(session, work, performance.now()));
}

async function repeat<T>(session: ClientSession, work: Work<T>, since: number): Promise<T> {
  for (let pause = 5; ; pause = Math.min(longestPause, pause * 1.5)) {
    try {
      return await once(session, work, since);
    } catch (error) {
      if (!isLabelled(error, 'TransientTransactionError') || isOver(since)) throw error;
      await setTimeout(Math.random() * pause);
    }
  }
}

async function once<T>(session: ClientSession, work: Work<T>, since: number): Promise<T> {
  session.startTransaction();
  try {
    const result = await work(session);
    await commit(session, since);
    return result;
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction();
    throw error;
  }
}

/** A commit whose answer was lost is asked for again: it is done once, and its answer says so. */
async function commit(session: ClientSession, since: number): Promise<void> {
  for (;;) {
    try {
      return await session.commitTransaction();
    } catch (error) {
      if (!isLabelled(error, 'UnknownTransactionCommitResult') || isOver(since)) throw error;
    }
  }
}

const isLabelled = (error: unknown, label: string): boolean =>
  error instanceof mongoose.mongo.MongoError && error.hasErrorLabel(label);

const isOver = (since: number): boolean =>
  performance.now() - since > (isDatabaseSilent() ? patienceWhileAway : patience);
