/** The news that was published, as it lies in the queue: two letters of the same news mean that a thing was done twice. */
import { Job } from '../../../src/platform/jobs/job.model.ts';

type Letter = { name: string; listenerId: string; event: Record<string, string> };

/** For each thing that such news is about, how many letters each listener got. */
export async function countLetters(name: string, about: string): Promise<Map<string, number[]>> {
  const jobs = await Job.find({ kind: 'events.deliver' }, { payload: 1 }).lean();
  const letters = jobs.map(({ payload }) => JSON.parse(payload) as Letter).filter((letter) => letter.name === name);
  const counts = new Map<string, Map<string, number>>();
  for (const { event, listenerId } of letters) {
    const things = counts.get(event[about]!) ?? new Map<string, number>();
    counts.set(event[about]!, things.set(listenerId, (things.get(listenerId) ?? 0) + 1));
  }
  return new Map([...counts].map(([thing, listeners]) => [thing, [...listeners.values()]]));
}

/** The things of which every listener was told exactly once. */
export const toldOnce = async (name: string, about: string): Promise<number> =>
  [...(await countLetters(name, about)).values()].filter((counts) => counts.every((count) => count === 1)).length;
