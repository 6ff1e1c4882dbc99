/** The one counter of numbers in series: of applications, cases, minutes and certificates. */
import type { ClientSession } from 'mongoose';
import { isDuplicate } from './database.ts';
import { defineModel } from './model.ts';
import { must } from './must.ts';
import { numberIn, seriesOf } from './series.rules.ts';
import { number, text } from './stored-fields.ts';

/** The last number given in a series; `_id` is the series, such as UK-2026. */
const Counter = defineModel<{ _id: string; last: number }>(
  'SeriesCounter',
  { _id: text, last: number },
  { collection: 'series_counters' },
);

/**
 * The next number of the year in WIB. It is taken outside any transaction, so that nobody waits for it; the number of
 * something that was not made after all stays unused.
 */
export async function nextNumber(prefix: string, now: Date, digits?: number): Promise<string> {
  const series = seriesOf(prefix, now);
  const position = await increase(series, { upsert: true }).catch((error: unknown) => {
    // Two made the year's first counter at once; now it is there.
    if (isDuplicate(error)) return increase(series);
    throw error;
  });
  return numberIn(series, position, digits);
}

/** Makes the counter of a series that has none, before any transaction needs it. */
export async function openSeries(series: string): Promise<void> {
  await Counter.updateOne({ _id: series }, { $setOnInsert: { last: 0 } }, { upsert: true }).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
  });
}

/** The next number of an open series. It is given back when the transaction is given up, so that there are no gaps. */
export const takeNumber = async (series: string, session: ClientSession): Promise<string> =>
  numberIn(series, await increase(series, { session }));

async function increase(series: string, how: { upsert?: true; session?: ClientSession } = {}): Promise<number> {
  const increment = { $inc: { last: 1 } };
  const counter = await Counter.findOneAndUpdate({ _id: series }, increment, {
    ...how,
    returnDocument: 'after',
  }).lean();
  return must(counter, `the counter of ${series}`).last;
}
