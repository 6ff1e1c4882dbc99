/** When a job is tried again, and when it is given up. */
import { describeError } from '../error-text.ts';

const firstDelay = 2_000;
const longestDelay = 60 * 60 * 1000;

/**
 * Milliseconds before the next attempt: doubling from 2 seconds up to an hour, of which a random half is taken off, so
 * that jobs which failed together do not come back together. `random` is from 0 up to 1.
 */
export function backoff(attempts: number, random: number): number {
  const delay = Math.min(longestDelay, firstDelay * 2 ** (attempts - 1));
  return Math.round(delay * (1 - random / 2));
}

export type AfterFailure = { state: 'waiting'; dueAt: Date } | { state: 'dead'; diedAt: Date };

/** What becomes of a job whose attempt has failed at `now`. */
export function afterFailure(attempts: number, maxAttempts: number, now: Date, random: number): AfterFailure {
  if (attempts >= maxAttempts) return { state: 'dead', diedAt: now };
  return { state: 'waiting', dueAt: new Date(now.getTime() + backoff(attempts, random)) };
}

/** The latest moment at or before `now` at which a job repeated every `everySeconds` falls due, counted from the epoch. */
export function latestTick(now: Date, everySeconds: number): Date {
  const period = everySeconds * 1000;
  return new Date(Math.floor(now.getTime() / period) * period);
}

/** A failure in the words of the program, short enough to list. */
export function describeFailure(error: unknown): string {
  const text = error instanceof Error ? describeError(error) : String(error);
  return text.slice(0, 300);
}
