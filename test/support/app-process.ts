/**
 * The application in a process of its own, on the database of the tests. It has no worker: a test says itself when a thing
 * is done here.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/app.ts';
import { routeCase } from '../../src/features/assessments/index.ts';
import { issueCertificate } from '../../src/features/certificates/index.ts';
import { readConfig } from '../../src/platform/config.ts';
import { disconnectDatabase } from '../../src/platform/database.ts';
import { currentKeys } from '../../src/platform/keys.ts';
import { openSystem } from '../../src/system.ts';

/** What the tests may have this process do without a page, as a job would. */
const deeds = { routeCase, issueCertificate };
export type Deeds = typeof deeds;
export type Order = { id: number; deed: keyof Deeds; caseId: string; at: string };
export type Report = { id: number; result?: unknown; fault?: string };

const config = readConfig();
await openSystem(config);
const app = createApp({ config, sessionSecret: currentKeys().session.secret.toString('base64url') });
const server = http.createServer(app.enable('view cache'));
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));

process.on('message', ({ id, deed, caseId, at }: Order) => {
  const report = (answer: Omit<Report, 'id'>) => process.send!({ id, ...answer });
  deeds[deed](caseId, new Date(at)).then(
    (result) => report({ result }),
    (error: unknown) => report({ fault: String(error) }),
  );
});

process.once('disconnect', () => {
  server.closeAllConnections();
  server.close(() => void disconnectDatabase().then(() => process.exit(0)));
});

process.send!({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
