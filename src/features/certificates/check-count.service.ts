/** How often a certificate is looked up. Looking changes nothing: looks are counted in memory and written by a timer. */
import type { Request } from 'express';
import { fromWib, isoDay } from '../../platform/format.ts';
import { log } from '../../platform/log.ts';
import { CheckCount } from './check-count.model.ts';

const flushEvery = 15_000;
const counted = new Map<string, { certificate: string; day: string; count: number }>();

/** For the page of the holder alone: what a process had not written when it ended is not counted. */
export function countCheck(certificate: string, now: Date): void {
  const day = isoDay(now);
  const key = `${certificate} ${day}`;
  counted.set(key, { certificate, day, count: (counted.get(key)?.count ?? 0) + 1 });
}

/** Whether a person looks: not a browser that loads ahead, a question for the head alone, or a program that says it is one. */
export function isPersonLooking(req: Pick<Request, 'method' | 'get'>): boolean {
  if (req.method !== 'GET') return false;
  const purpose = `${req.get('sec-purpose') ?? ''} ${req.get('purpose') ?? ''} ${req.get('x-moz') ?? ''}`;
  return (
    !/prefetch|preview|prerender/i.test(purpose) &&
    !/bot|crawl|spider|preview|externalhit/i.test(req.get('user-agent') ?? '')
  );
}

/** Called once when the system starts. */
export const startCounting = (): NodeJS.Timeout => setInterval(() => void writeCounts(), flushEvery).unref();

/** Adds what was counted since the last time; any number of processes do so beside each other. */
export async function writeCounts(): Promise<void> {
  const looks = [...counted.values()];
  counted.clear();
  if (looks.length === 0) return;
  const writes = looks.map(({ certificate, day, count }) => ({
    updateOne: { filter: { certificate, day }, update: { $inc: { count } }, upsert: true },
  }));
  await CheckCount.bulkWrite(writes, { ordered: false }).catch((error: unknown) =>
    log.warn({ err: error }, 'checks not counted'),
  );
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
