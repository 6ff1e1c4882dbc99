/** Recommendations set aside and requests to replace that were closed are lists; from before there were any, empty ones. */
import type { Db } from 'mongodb';
import { changeInBatches, type Migration } from '../platform/migrations.ts';

const lists = [
  ['assessment_cases', 'setAside'],
  ['certificates', 'closedReplacements'],
] as const;

export const listsOfWhatEnded: Migration = {
  name: '2026-11-30-lists-of-what-ended',
  run: async (db: Db, progress) => {
    let changed = 0;
    for (const [collection, field] of lists) {
      const show = (count: number) => progress(changed + count);
      const missing = { [field]: { $exists: false } };
      changed += await changeInBatches(db.collection(collection), missing, () => ({ $set: { [field]: [] } }), show);
    }
    return changed;
  },
};
