/** The running system: one start order for the server, the demo and whoever measures it. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { createSetupLink } from './features/accounts/index.ts';
import { startFeatures } from './features.ts';
import { now } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { migrations } from './migrations/index.ts';
import { connectDatabase, disconnectDatabase, holdsAnything } from './platform/database.ts';
import { ensureIndexes } from './platform/indexes.ts';
import { migrate } from './platform/migrations.ts';
import { drainable } from './platform/draining.ts';
import { installMail } from './platform/mail/index.ts';
import { installFiles } from './platform/files/index.ts';
import { startWorker, type Worker } from './platform/jobs/index.ts';
import { currentKeys, installKeys, openKeys } from './platform/keys.ts';
import { log, setLogLevel } from './platform/log.ts';
import { giveUpAll } from './platform/patience.ts';
import { limitRequestTime } from './platform/request-time.ts';
import { requireTransactions } from './platform/transactions-offered.ts';
import { within } from './platform/within.ts';

export type System = {
  /** Where it answers; the port is the real one even when the configuration asked for any. */
  address: string;
  /** The one-time link for the first administrator, when there is none yet. */
  setupLink: string | undefined;
  /** Resolves within 28 seconds, whatever hangs. */
  stop: () => Promise<void>;
};

/** Keys, database and curriculum: all but the web server. `inspect` may look at the database first, and refuse it. */
export async function openSystem(config: Config, inspect?: () => Promise<void>): Promise<void> {
  setLogLevel(config.logLevel);
  await connectDatabase(config);
  await requireTransactions();
  await inspect?.();
  installKeys(await openKeys(config.keysDirectory, { dataExists: await holdsAnything() }));
  await migrate(migrations, showMigration);
  await ensureIndexes();
  installMail(config);
  installFiles(config);
  await startFeatures(config);
}

const showMigration = (name: string, changed: number) => log.info({ migration: name, changed }, 'migrating');

export async function startSystem(config: Config): Promise<System> {
  await openSystem(config);
  return serve(config);
}

/** Six for each browser of a thousand people, and some; more are turned away before they cost memory. */
const mostConnections = 8_000;

const longestStop = 28_000;
const longestDrain = 17_000;

/** A job that hangs is left: its lease runs out, and another process takes it. What was acknowledged is on disk. */
async function stopAll(drain: () => Promise<void>, worker: Worker): Promise<void> {
  await Promise.all([drain(), within(longestDrain, worker.stop())]);
  await disconnectDatabase();
}

/** Answers requests and does jobs, on a system that is open. */
export async function serve(config: Config): Promise<System> {
  const server = http.createServer({
    // limitRequestTime is stricter, and lets files come for as long as they come.
    requestTimeout: 0,
    headersTimeout: 15_000,
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16_384,
  });
  // Who neither sends nor reads for this long is cut off, so that slow clients cannot hold all connections.
  server.setTimeout(120_000);
  const drain = drainable(server, giveUpAll);
  limitRequestTime(server);
  server.maxConnections = mostConnections;
  server.on('request', createApp({ config, sessionSecret: currentKeys().session.secret.toString('base64url') }));
  await listen(server, config);
  const worker = startWorker({ concurrency: 4 });
  const { port } = server.address() as AddressInfo;
  log.info({ port }, 'listening');
  return {
    address: config.port === 0 ? `http://${config.host}:${port}` : config.baseUrl.origin,
    setupLink: await createSetupLink(config.baseUrl, now()),
    stop: async () => {
      const isDone = await within(longestStop, stopAll(drain, worker)).catch((error: unknown) => {
        log.error({ err: error }, 'not stopped in order');
      });
      if (isDone === false) log.error('stopped with work in hand');
    },
  };
}

const listen = (server: http.Server, { port, host }: Config) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
