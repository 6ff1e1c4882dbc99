import { fromWib, isoDay } from '../format.ts';
import type { JobKind, Jobs } from './index.ts';
import { enqueue } from './job.queue.ts';

const dayInMs = 86_400_000;

/** Asks for it once, tomorrow at seven in the morning, however often something happens about the same until then. */
export async function enqueueForTomorrow<Kind extends JobKind>(
  kind: Kind,
  payload: Jobs[Kind],
  about: string,
  now: Date,
): Promise<void> {
  const tomorrow = isoDay(new Date(now.getTime() + dayInMs));
  await enqueue(kind, payload, { uniqueKey: `${kind}@${about}@${tomorrow}`, runAt: fromWib(tomorrow, '07:00') });
}
