import { setTimeout } from 'node:timers/promises';

/** Waits for something, but no longer than that. False when it was not done by then; what it does then goes on. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const patience = new AbortController();
  const { signal } = patience;
  try {
    return await Promise.race([work.then(() => true), setTimeout(milliseconds, false, { signal })]);
  } finally {
    patience.abort();
  }
}
