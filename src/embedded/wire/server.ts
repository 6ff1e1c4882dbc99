/** How the files are opened and served, and how serving ends. */
import { rm } from 'node:fs/promises';
import { createServer, type Server as SocketServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from '../commands/command.ts';
import { findIdentity, isSame, type Identity } from '../ground/identity.ts';
import { CursorTable } from '../commands/cursors.ts';
import { SessionTable } from '../commands/session-table.ts';
import { Storage } from '../storage/storage.ts';
import { sweepExpired } from '../commands/expiry.ts';
import { ClusterClock } from './cluster-clock.ts';
import { serveConnection, type ServedConnection } from './connection.ts';

export interface ServerOptions {
  directory: string;
  /** What is to be found there: a directory may be moved, and another put in its place, while this thread is started again. */
  database: Identity;
  socketPath: string;
  /** How often documents of TTL indexes, idle cursors and overlong transactions are looked for. */
  sweepEveryMs: number;
}

export interface RunningServer {
  /** Answers the commands in hand, aborts open transactions, and closes the files. */
  close(): Promise<void>;
}

/**
 * Opens the files and listens; resolves when connections are accepted.
 * @throws Error when another database lies in the directory by now
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { directory, database, socketPath, sweepEveryMs } = options;
  if (!isSame(await findIdentity(directory), database)) throw new Error(`${directory} holds another database by now`);
  const storage = new Storage(directory);
  const server: Server = {
    storage,
    cursors: new CursorTable(),
    sessions: new SessionTable(storage),
    host: socketPath,
    database,
    startedAt: Date.now(),
  };
  const connections = new Map<Socket, ServedConnection>();
  const listener = listenForConnections(server, connections);
  // One that died has left its socket behind.
  await rm(socketPath, { force: true });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(socketPath, resolve);
  });
  const timer = setInterval(() => sweep(server), sweepEveryMs);
  return {
    async close() {
      clearInterval(timer);
      const closed = new Promise((resolve) => listener.close(resolve));
      const drained = Promise.all([...connections.values()].map((connection) => connection.drain()));
      await Promise.race([drained, wait(DRAIN_MS, undefined, { ref: false })]);
      for (const socket of connections.keys()) socket.destroy();
      await closed;
      server.sessions.endAll();
      await storage.close();
    },
  };
}

/** A command that takes longer is broken off. */
const DRAIN_MS = 10_000;

function listenForConnections(server: Server, connections: Map<Socket, ServedConnection>): SocketServer {
  const clock = new ClusterClock();
  let number = 0;
  return createServer((socket) => {
    connections.set(socket, serveConnection(socket, server, clock, ++number));
    socket.on('close', () => connections.delete(socket));
  });
}

function sweep({ storage, cursors, sessions }: Server): void {
  const now = Date.now();
  cursors.sweep(now);
  sessions.sweep(now);
  // What cannot be removed now, as on a full disk, is looked for again with the next sweep.
  sweepExpired(storage, now).catch((error: unknown) => process.emitWarning(`expired documents stay: ${String(error)}`));
}
