import { isDuplicate } from '../../platform/database.ts';
import { isoDay } from '../../platform/format.ts';
import { ReceiptCounter } from './receipt-number.model.ts';

/**
 * The next application number of the year in WIB, such as PD-2026-00042. It is taken outside any transaction, so that
 * applicants never wait for each other; a number whose application was not sent after all stays unused.
 */
export async function nextReceiptNumber(now: Date): Promise<string> {
  const year = isoDay(now).slice(0, 4);
  const last = await increase(year).catch((error: unknown) => {
    // Two made the year's first counter at once; now it is there.
    if (isDuplicate(error)) return increase(year);
    throw error;
  });
  return `PD-${year}-${String(last).padStart(5, '0')}`;
}

async function increase(year: string): Promise<number> {
  const counter = await ReceiptCounter.findOneAndUpdate(
    { _id: year },
    { $inc: { last: 1 } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
  return counter.last;
}
