/** The real application on a free port, with its database, for tests that act as people with browsers. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/app.ts';
import { publishContent } from '../../src/features/courses/index.ts';
import { startFeatures } from '../../src/features.ts';
import { installFiles } from '../../src/platform/files/index.ts';
import { askingRoutesOf, type RouteLine, routesOf } from '../../src/platform/guard.ts';
import { currentKeys } from '../../src/platform/keys.ts';
import { installMail } from '../../src/platform/mail/index.ts';
import { testConfig, useDatabase } from './database.ts';

/** `asking` are the routes that ask before they act. */
export type RunningApp = { address: string; routes: readonly RouteLine[]; asking: readonly RouteLine[] };

/** Jobs and listeners are defined once in a process. */
let starting: Promise<void> | undefined;

/** For a describe block; `app.address` is there once its tests run. */
export function useApp(): RunningApp {
  useDatabase();
  const running: RunningApp = { address: '', routes: [], asking: [] };
  let server: http.Server;
  before(async () => {
    server = http.createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    running.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const config = await testConfig({ BASE_URL: running.address });
    installMail(config);
    installFiles(config);
    await (starting ??= startFeatures(config));
    // Another suite may have emptied the collections since.
    await publishContent();
    const app = createApp({ config, sessionSecret: currentKeys().session.secret.toString('base64url') });
    // Nobody edits a view while tests run, and compiling it for each page is most of the work.
    server.on('request', app.enable('view cache'));
    running.routes = routesOf(app);
    running.asking = askingRoutesOf(app);
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return running;
}
