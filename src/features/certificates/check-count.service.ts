import { fromWib, isoDay } from '../../platform/format.ts';
import { log } from '../../platform/log.ts';
import { CheckCount } from './check-count.model.ts';

/** Counts a check in the background: a verdict neither waits for its count nor fails with it. */
export function countCheck(certificateId: string, now: Date): void {
  const counted = CheckCount.updateOne(
    { certificate: certificateId, day: isoDay(now) },
    { $inc: { count: 1 } },
    { upsert: true, writeConcern: { w: 1, j: false } },
  );
  counted.catch((error: unknown) => log.warn({ err: error }, 'check not counted'));
}

export type Checks = Readonly<{ total: number; lastOn?: Date }>;

/** How often a certificate has been checked, and when last. */
export async function checksOf(certificateId: string): Promise<Checks> {
  const [sum] = await CheckCount.aggregate<{ total: number; lastDay: string }>([
    { $match: { certificate: certificateId } },
    { $group: { _id: null, total: { $sum: '$count' }, lastDay: { $max: '$day' } } },
  ]);
  return sum ? { total: sum.total, lastOn: fromWib(sum.lastDay) } : { total: 0 };
}
