/** Jobs by the clock. The tick's moment is part of a unique key, so however many processes see it, one job is made. */
import { now } from '../clock.ts';
import type { PlainJobKind } from './index.ts';
import { enqueue } from './job.queue.ts';
import { latestTick } from './job.rules.ts';

const periods = new Map<PlainJobKind, number>();
const lastTicks = new Map<PlainJobKind, number>();

/**
 * Runs a kind of job once for each tick of `everySeconds`. After an outage the latest tick is run and those that were
 * missed are not. A run that takes longer than its period meets the next one, so its work must bear that.
 */
export function repeatJob(kind: PlainJobKind, everySeconds: number): void {
  periods.set(kind, everySeconds);
}

/** Called by each worker as it polls; costs nothing while no new tick has come. */
export async function enqueueTicks(): Promise<void> {
  for (const [kind, everySeconds] of periods) {
    const tick = latestTick(now(), everySeconds);
    if (lastTicks.get(kind) === tick.getTime()) continue;
    await enqueue(kind, {}, { uniqueKey: `${kind}@${tick.toISOString()}`, runAt: tick });
    lastTicks.set(kind, tick.getTime());
  }
}
