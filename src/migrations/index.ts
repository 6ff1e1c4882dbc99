/** Every change of stored documents since the first release, oldest first. A migration that was released stays as it is. */
import type { Migration } from '../platform/migrations.ts';

export const migrations: readonly Migration[] = [];
