/**
 * Until this release an e-mail address or phone number was taken by whoever typed it first, and each belonged to one
 * account. What accounts have keeps working, so it counts as proved since the account was made.
 */
import { changeInBatches, type Migration } from '../platform/migrations.ts';

type StoredAccount = { _id: unknown; email?: string; phoneIndex?: string; createdAt?: Date };

export const provenContacts: Migration = {
  name: '2026-11-30-proven-contacts',
  run: (db, progress) =>
    changeInBatches(
      db.collection<StoredAccount>('accounts'),
      { proven: { $exists: false } },
      ({ email, phoneIndex, createdAt }) => {
        const since = createdAt ?? new Date(0);
        const proven = {
          ...(email === undefined ? {} : { email: since }),
          ...(phoneIndex === undefined ? {} : { phone: since }),
        };
        return { $set: { proven } };
      },
      progress,
    ),
};
