/** Counters that all processes share: so many within a time, taken one by one without a gap between asking and taking. */
import mongoose from 'mongoose';
import { blindIndex } from './crypto.ts';
import { isDuplicate } from './database.ts';
import { defineModel } from './model.ts';
import { date, number, text } from './stored-fields.ts';

const Counter = defineModel<{ _id: string; points: number; until: Date }>(
  'ThrottleCounter',
  {
    _id: text,
    points: number,
    until: date,
  },
  { collection: 'throttle_counters', indexes: [[{ until: 1 }, { expireAfterSeconds: 0 }]] },
);

export type Limit = Readonly<{
  points: number;
  milliseconds: number;
  /** Each point keeps the counter alive: no more than `points` fall into any stretch of that length, wherever it starts. */
  isStrict: boolean;
}>;

/** Keyed, because an account's name and an address are personal and stand in no collection in the clear. */
export const counterKey = (...parts: readonly string[]): string => blindIndex('throttle', parts.join('\0'));

/** Takes one point. Returns undefined when it was there to take, otherwise the moment the counter starts again. */
export async function takePoint(key: string, limit: Limit, at: Date): Promise<Date | undefined> {
  // The second round is for the one who came a moment after another had begun the counter.
  if ((await countOn(key, limit, at)) || (await beginCount(key, limit, at)) || (await countOn(key, limit, at))) {
    return undefined;
  }
  return (await fullUntil(key, limit, at)) ?? at;
}

async function countOn(key: string, limit: Limit, at: Date): Promise<boolean> {
  const running = { _id: key, points: mongoose.trusted({ $lt: limit.points }), until: mongoose.trusted({ $gt: at }) };
  const longer = limit.isStrict ? { $set: { until: endOf(limit, at) } } : {};
  const { matchedCount } = await Counter.updateOne(running, { $inc: { points: 1 }, ...longer });
  return matchedCount === 1;
}

async function beginCount(key: string, limit: Limit, at: Date): Promise<boolean> {
  const over = { _id: key, until: mongoose.trusted({ $lte: at }) };
  try {
    await Counter.updateOne(over, { $set: { points: 1, until: endOf(limit, at) } }, { upsert: true });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

const endOf = (limit: Limit, at: Date) => new Date(at.getTime() + limit.milliseconds);

/** When a counter that has no point left starts again; undefined while there is one to take. */
export async function fullUntil(key: string, limit: Limit, at: Date): Promise<Date | undefined> {
  const full = { _id: key, points: mongoose.trusted({ $gte: limit.points }), until: mongoose.trusted({ $gt: at }) };
  return (await Counter.findOne(full).lean())?.until;
}

/** Gives a point back that was taken for something that turned out well; false when none was taken. */
export async function returnPoint(key: string): Promise<boolean> {
  const taken = { _id: key, points: mongoose.trusted({ $gt: 0 }) };
  return (await Counter.updateOne(taken, { $inc: { points: -1 } })).matchedCount === 1;
}
