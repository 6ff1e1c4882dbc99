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
import { installMail } from './platform/mail/index.ts';
import { installFiles } from './platform/files/index.ts';
import { startWorker } from './platform/jobs/index.ts';
import { currentKeys, installKeys, openKeys } from './platform/keys.ts';
import { log, setLogLevel } from './platform/log.ts';
import { limitRequestTime } from './platform/request-time.ts';

export type System = {
  /** Where it answers; the port is the real one even when the configuration asked for any. */
  address: string;
  /** The one-time link for the first administrator, when there is none yet. */
  setupLink: string | undefined;
  stop: () => Promise<void>;
};

/** Keys, database and curriculum: all but the web server. `inspect` may look at the database first, and refuse it. */
export async function openSystem(config: Config, inspect?: () => Promise<void>): Promise<void> {
  setLogLevel(config.logLevel);
  await connectDatabase(config);
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
      await drain(server);
      await worker.stop();
      await disconnectDatabase();
    },
  };
}

const listen = (server: http.Server, { port, host }: Config) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });

/** Answers what has been asked, takes nothing new. */
async function drain(server: http.Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), 30_000);
  await closed;
  clearTimeout(impatience);
}
