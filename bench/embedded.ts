/**
 * npm run bench:db: what the embedded database costs. Rates stand beside the driver's own ping at the same number of clients
 * in the same run; processor time is that of the database's process, all threads. Linux only.
 *
 * LARGEST=100000 measures growth up to that size instead of 1,000,000; SECONDS is the time for each rate.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { measureGrowth } from './embedded/growth.ts';
import { measureRates } from './embedded/rates.ts';
import { measureScans } from './embedded/scans.ts';
import { startServer, type MeasuredServer } from './server.ts';

const clients = 16;

/** Runs a part on a new database, in a process of its own. */
async function measureOn(part: (server: MeasuredServer, client: MongoClient) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-db-'));
  const server = await startServer([process.execPath, 'dist/db.js'], { DATA_DIR: folder, MONGODB_URI: '' });
  const client = await new MongoClient(server.address, { maxPoolSize: clients, minPoolSize: clients }).connect();
  try {
    await part(server, client);
  } finally {
    await client.close();
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

await measureOn(async (server, client) => {
  await measureRates(server, client.db('bench'), clients);
  await measureScans(server, client.db('scan'));
});
await measureOn((server, client) =>
  measureGrowth(server, client.db('growth'), clients, Number(process.env.LARGEST ?? 1_000_000)),
);
