import type { Config } from '../platform/config.ts';
import { connectDatabase, disconnectDatabase } from '../platform/database.ts';

/** Connects for as long as the work takes. */
export async function withDatabase(config: Config, work: () => Promise<void>): Promise<void> {
  await connectDatabase(config);
  try {
    await work();
  } finally {
    await disconnectDatabase();
  }
}
