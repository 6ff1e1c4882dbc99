/** The indexes that the models declare, and no others of their collections. */
import mongoose from 'mongoose';
import { ensureByteIndexes } from './files/bytes.ts';
import { log } from './log.ts';

const indexNotFound = 27;

/**
 * Drops what no model declares any more, creates what is declared and then reads back what the database has: the unique
 * indexes are what keeps two people from the last seat, so a start without one of them is refused.
 */
export async function ensureIndexes(): Promise<void> {
  await Promise.all([ensureByteIndexes(), ...Object.values(mongoose.models).map(ensureIndexesOf)]);
}

async function ensureIndexesOf(model: mongoose.Model<unknown>): Promise<void> {
  await model.createCollection();
  const { toDrop } = await model.diffIndexes();
  for (const name of toDrop) await drop(model, name);
  await model.createIndexes();
  const { toCreate } = (await model.diffIndexes()) as { toCreate: readonly unknown[] };
  if (toCreate.length > 0) throw new Error(`${model.modelName} lacks the index ${JSON.stringify(toCreate)}`);
}

/** Left over, such a unique index refuses what the program allows today. Another process may have dropped it already. */
async function drop(model: mongoose.Model<unknown>, name: string): Promise<void> {
  try {
    await model.collection.dropIndex(name);
    log.info({ collection: model.collection.collectionName, index: name }, 'index dropped');
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoServerError && error.code === indexNotFound)) throw error;
  }
}
