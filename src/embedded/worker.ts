/** What the database's thread begins with: it serves until it is told to close. */
import { parentPort, workerData } from 'node:worker_threads';
import { startServer, type ServerOptions } from './wire/server.ts';

const port = parentPort;
if (!port) throw new Error('the embedded database runs in a worker thread');

void startServer(workerData as ServerOptions).then((server) => {
  port.once('message', () => void server.close().then(() => process.exit(0)));
  port.postMessage('listening');
});
