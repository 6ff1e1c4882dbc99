/** A decision may lead to several certificates, each in the place of the one before; until now it led to one. */
import { changeInBatches, type Migration } from '../platform/migrations.ts';

export const editionsOfCertificates: Migration = {
  name: '2026-11-30-editions-of-certificates',
  run: (db, progress) =>
    changeInBatches(
      db.collection<{ edition?: number }>('certificates'),
      { edition: { $exists: false } },
      () => ({ $set: { edition: 1 } }),
      progress,
    ),
};
