/** Every change of stored documents since the first release, oldest first. A migration that was released stays as it is. */
import type { Migration } from '../platform/migrations.ts';
import { editionsOfCertificates } from './2026-11-30-editions-of-certificates.ts';
import { namesToSearch } from './2026-11-30-names-to-search.ts';
import { progressWithoutAttendance } from './2026-11-30-progress-without-attendance.ts';
import { provenContacts } from './2026-11-30-proven-contacts.ts';

export const migrations: readonly Migration[] = [
  editionsOfCertificates,
  namesToSearch,
  progressWithoutAttendance,
  provenContacts,
];
