/** How the certificate of a case stands is noted on the case; until now only the certificate said so. */
import type { Db, ObjectId } from 'mongodb';
import { changeInBatches, type Migration } from '../platform/migrations.ts';

type Case = { state: string; certificate?: { state: string; validUntil: Date } };
type Certificate = { case: ObjectId; state: string; snapshot: { validUntil: Date } };

export const certificatesOnCases: Migration = {
  name: '2026-11-30-certificates-on-cases',
  run: (db: Db, progress) =>
    changeInBatches(
      db.collection<Case>('assessment_cases'),
      { state: 'decided', certificate: { $exists: false } },
      async ({ _id }) => {
        const issued = await db.collection<Certificate>('certificates').findOne({ case: _id });
        if (!issued) return undefined;
        return { $set: { certificate: { state: issued.state, validUntil: issued.snapshot.validUntil } } };
      },
      progress,
    ),
};
