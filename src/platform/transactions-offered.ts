/** What Layar rests on: several changes that stand or fall together. Not every server that speaks the protocol has it. */
import mongoose from 'mongoose';
import { openDatabase, transaction } from './database.ts';
import { isDatabaseAway } from './database-errors.ts';

/**
 * Tries one that changes nothing. Throws a sentence for the operator when the server cannot do it; what it refuses without
 * a transaction too (who asks, or just now) is no fault of that kind, and thrown as it is.
 */
export async function requireTransactions(): Promise<void> {
  const leases = openDatabase().collection('leases');
  await leases.findOne({});
  try {
    await transaction((session) => leases.findOne({}, { session }));
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoServerError) || isDatabaseAway(error)) throw error;
    throw new Error(
      `The server that MONGODB_URI names has no transactions: ${error.message}. A MongoDB has them once it runs as a replica set, which may be of one member.`,
      { cause: error },
    );
  }
}
