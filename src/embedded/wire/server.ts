import { createServer, type Server as SocketServer, type Socket } from 'node:net';
import type { Server } from '../commands/command.ts';
import { CursorTable } from '../commands/cursors.ts';
import { SessionTable } from '../commands/session-table.ts';
import { Storage } from '../storage/storage.ts';
import { sweepExpired } from '../storage/expiry.ts';
import { ClusterClock } from './cluster-clock.ts';
import { serveConnection } from './connection.ts';

export interface ServerOptions {
  directory: string;
  socketPath: string;
  /** How often documents of TTL indexes, idle cursors and overlong transactions are looked for. */
  sweepEveryMs: number;
}

export interface RunningServer {
  close(): Promise<void>;
}

/** Opens the files and listens; resolves when connections are accepted. */
export async function startServer({ directory, socketPath, sweepEveryMs }: ServerOptions): Promise<RunningServer> {
  const storage = new Storage(directory);
  const server: Server = {
    storage,
    cursors: new CursorTable(),
    sessions: new SessionTable(storage),
    host: socketPath,
    startedAt: Date.now(),
  };
  const sockets = new Set<Socket>();
  const listener = listenForConnections(server, sockets);
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(socketPath, resolve);
  });
  const timer = setInterval(() => sweep(server), sweepEveryMs);
  return {
    async close() {
      clearInterval(timer);
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      server.sessions.endAll();
      await storage.close();
    },
  };
}

function listenForConnections(server: Server, sockets: Set<Socket>): SocketServer {
  const clock = new ClusterClock();
  let connections = 0;
  return createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveConnection(socket, server, clock, ++connections);
  });
}

function sweep({ storage, cursors, sessions }: Server): void {
  const now = Date.now();
  cursors.sweep(now);
  sessions.sweep(now);
  void sweepExpired(storage, now);
}
