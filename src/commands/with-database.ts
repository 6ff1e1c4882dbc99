import { migrations } from '../migrations/index.ts';
import type { Config } from '../platform/config.ts';
import { connectDatabase, disconnectDatabase } from '../platform/database.ts';
import { refuseNewer } from '../platform/migrations.ts';

/** Connects for as long as the work takes, to a database that no newer release has changed. */
export async function withDatabase(config: Config, work: () => Promise<void>): Promise<void> {
  await connectDatabase(config);
  try {
    await refuseNewer(migrations);
    await work();
  } finally {
    await disconnectDatabase();
  }
}
