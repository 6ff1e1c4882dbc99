/** Shares that were stored by an older measure are measured again, from the parts that are stored beside them. */
import mongoose from 'mongoose';
import { StandingModel } from './completion.model.ts';
import { measure, shareDone } from './completion.rules.ts';

const batchSize = 200;

/** Returns how many. A standing that is decided about meanwhile has the new measure by that, and is left alone. */
export async function measureAgain(): Promise<number> {
  let measured = 0;
  for (;;) {
    const older = await StandingModel.find({ measure: mongoose.trusted({ $ne: measure }) }, { parts: 1, readAt: 1 })
      .limit(batchSize)
      .lean();
    if (older.length === 0) return measured;
    await StandingModel.bulkWrite(
      older.map(({ _id, parts, readAt }) => ({
        updateOne: { filter: { _id, readAt }, update: { $set: { share: shareDone(parts), measure } } },
      })),
    );
    measured += older.length;
  }
}
