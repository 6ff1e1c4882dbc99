/** Numbers of cases (UK, uji kompetensi) and of minutes (BA, berita acara). */
import { isDuplicate } from '../../platform/database.ts';
import { isoDay } from '../../platform/format.ts';
import { RecordCounter } from './record-number.model.ts';

/**
 * The next number of the year in WIB, such as UK-2026-0042. It is taken outside any transaction, so that nobody waits for
 * it; the number of something that was not made after all stays unused.
 */
export async function nextNumber(series: 'UK' | 'BA', now: Date): Promise<string> {
  const ofYear = `${series}-${isoDay(now).slice(0, 4)}`;
  const last = await increase(ofYear).catch((error: unknown) => {
    // Two made the year's first counter at once; now it is there.
    if (isDuplicate(error)) return increase(ofYear);
    throw error;
  });
  return `${ofYear}-${String(last).padStart(4, '0')}`;
}

async function increase(ofYear: string): Promise<number> {
  const counter = await RecordCounter.findOneAndUpdate(
    { _id: ofYear },
    { $inc: { last: 1 } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
  return counter.last;
}
