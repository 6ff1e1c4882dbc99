/** Clearing away what no request will come back for: files of requests that died, and bytes that nothing refers to. */
import mongoose from 'mongoose';
import { now } from '../clock.ts';
import { defineJob, repeatJob } from '../jobs/index.ts';
import { idsBefore, removeBytes } from './bytes.ts';
import { StoredFileRecord } from './file.model.ts';
import { fileSettings } from './install.ts';
import { sweepQuarantine } from './quarantine.ts';

declare module '../jobs/index.ts' {
  interface Jobs {
    'files.sweepQuarantine': Record<string, never>;
    'files.sweepOrphans': Record<string, never>;
  }
}

const hour = 60 * 60;
const day = 24 * hour;
const ago = (seconds: number) => new Date(now().getTime() - seconds * 1000);

/** Removes bytes from before `moment` that no document names; returns how many files that were. */
export async function sweepOrphans(moment: Date): Promise<number> {
  let removed = 0;
  for await (const ids of idsBefore(moment)) {
    const named = await StoredFileRecord.find({ _id: mongoose.trusted({ $in: ids }) }, { _id: 1 }).lean();
    const known = new Set(named.map(({ _id: id }) => id.toString()));
    const orphans = ids.filter((id) => !known.has(id.toString()));
    await removeBytes(orphans);
    removed += orphans.length;
  }
  return removed;
}

defineJob('files.sweepQuarantine', { work: () => sweepQuarantine(fileSettings().quarantine, ago(hour)) });
defineJob('files.sweepOrphans', { work: () => sweepOrphans(ago(day)), leaseSeconds: 300 });
repeatJob('files.sweepQuarantine', hour);
repeatJob('files.sweepOrphans', day);
