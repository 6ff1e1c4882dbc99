/** Every change of stored documents since the first release, oldest first. A migration that was released stays as it is. */
import type { Migration } from '../platform/migrations.ts';
import { certificatesOnCases } from './2026-11-30-certificates-on-cases.ts';
import { decisionsWithParticulars } from './2026-11-30-decisions-with-particulars.ts';
import { editionsOfCertificates } from './2026-11-30-editions-of-certificates.ts';
import { listsOfWhatEnded } from './2026-11-30-lists-of-what-ended.ts';
import { momentsOfMoves } from './2026-11-30-moments-of-moves.ts';
import { namesToSearch } from './2026-11-30-names-to-search.ts';
import { oneCounter } from './2026-11-30-one-counter.ts';
import { oneSeatInAProgramme } from './2026-11-30-one-seat-in-a-programme.ts';
import { progressWithoutAttendance } from './2026-11-30-progress-without-attendance.ts';
import { provenContacts } from './2026-11-30-proven-contacts.ts';

export const migrations: readonly Migration[] = [
  certificatesOnCases,
  decisionsWithParticulars,
  editionsOfCertificates,
  listsOfWhatEnded,
  momentsOfMoves,
  namesToSearch,
  oneCounter,
  oneSeatInAProgramme,
  progressWithoutAttendance,
  provenContacts,
];
