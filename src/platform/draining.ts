/** Ending a server without cutting anybody off: it says so first, answers what was asked, and closes then. */
import type { Server, ServerResponse } from 'node:http';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { within } from './within.ts';

export type DrainTimes = Readonly<{
  /** Connections that are kept open are used once more, and told to close, or end by themselves. */
  notice: number;
  /** For what is in hand after that; then it is told to come back. */
  finish: number;
  /** For those answers to leave. */
  parting: number;
}>;
/** In milliseconds. The notice is longer than a connection is kept open without a request. */
const usual: DrainTimes = { notice: 6000, finish: 9000, parting: 1500 };

const quietPatience = 1000;
const quietMilliseconds = 0.5;

let isLeaving = false;

/** Whether this process is about to end: whoever sends it requests should send them elsewhere. */
export const isStopping = (): boolean => isLeaving;

/** Prepares a server before it is given its application; returns the way to end it. `giveUp` answers all who still wait. */
export function drainable(server: Server, giveUp: () => void, times = usual): () => Promise<void> {
  const inHand = new Set<ServerResponse>();
  isLeaving = false;
  const tellToClose = (res: ServerResponse) => {
    if (!res.headersSent) res.setHeader('Connection', 'close');
  };
  server.on('request', (_req, res: ServerResponse) => {
    if (isLeaving) tellToClose(res);
    inHand.add(res);
    res.once('close', () => inHand.delete(res));
  });
  return async () => {
    isLeaving = true;
    inHand.forEach(tellToClose);
    await untilNobodyIsConnected(server, times.notice);
    await untilNobodyComes(server);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    if (await within(times.finish, closed)) return;
    giveUp();
    await within(times.parting, closed);
    server.closeAllConnections();
  };
}

async function untilNobodyIsConnected(server: Server, milliseconds: number): Promise<void> {
  for (const until = performance.now() + milliseconds; performance.now() < until; await setTimeout(25)) {
    const count = await new Promise<number>((resolve) => server.getConnections((_error, open) => resolve(open)));
    if (count === 0) return;
  }
}

/**
 * Whoever has connected but was not taken yet is cut when the server closes, and one is taken in each round of the event loop.
 * So the server closes in a short round in which nobody came.
 */
async function untilNobodyComes(server: Server): Promise<void> {
  let taken = 0;
  const count = () => (taken += 1);
  server.on('connection', count);
  for (const until = performance.now() + quietPatience; performance.now() < until;) {
    const [begun, before] = [performance.now(), taken];
    await setImmediate();
    if (taken === before && performance.now() - begun < quietMilliseconds) break;
  }
  server.off('connection', count);
}
