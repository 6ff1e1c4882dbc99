import type { ClientSession } from 'mongoose';
import { isDuplicate } from '../../platform/database.ts';
import { must } from '../../platform/must.ts';
import { CertificateCounter } from './number.model.ts';
import { numberIn } from './number.rules.ts';

/** Makes the counter of a series that has none, before any transaction needs it. */
export async function openSeries(series: string): Promise<void> {
  const opened = CertificateCounter.updateOne({ _id: series }, { $setOnInsert: { last: 0 } }, { upsert: true });
  await opened.catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
  });
}

/** The next number. It is given back when the transaction is given up, so that the series has no gaps. */
export async function takeNumber(series: string, session: ClientSession): Promise<string> {
  const counter = await CertificateCounter.findOneAndUpdate(
    { _id: series },
    { $inc: { last: 1 } },
    { session, returnDocument: 'after' },
  ).lean();
  return numberIn(series, must(counter, `the counter of ${series}`).last);
}
