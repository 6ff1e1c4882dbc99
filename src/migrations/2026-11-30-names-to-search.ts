/** Names in the register of certificates are searched for by their letters and digits alone. */
import type { Db } from 'mongodb';
import { changeInBatches, type Migration } from '../platform/migrations.ts';
import { comparable } from '../platform/text.rules.ts';

type Named = { searchName: string; snapshot: { holderName: string } };

export const namesToSearch: Migration = {
  name: '2026-11-30-names-to-search',
  run: (db: Db, progress) =>
    changeInBatches(
      db.collection<Named>('certificates'),
      { searchName: { $exists: true } },
      ({ snapshot }) => ({ $set: { searchName: comparable(snapshot.holderName) } }),
      progress,
    ),
};
