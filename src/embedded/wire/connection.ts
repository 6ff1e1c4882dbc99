/** In which order the requests of a connection are answered, and how failures are. */
import type { Socket } from 'node:net';
import type { EncodableDocument } from '../bson/encode.ts';
import { Double, type Document } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { abandonTransaction, runCommand } from '../commands/dispatch.ts';
import type { Reply, Server } from '../commands/command.ts';
import type { ClusterClock } from './cluster-clock.ts';
import { MessageReader } from './framing.ts';
import { readRequest, readTransaction, writeReply, type Request } from './message.ts';

const OK = new Double(1);
const FAILED = new Double(0);

export interface ServedConnection {
  /** Answers what has been asked, takes no more, and ends the connection. */
  drain(): Promise<void>;
}

/** Serves one connection: its requests one after the other, in the order they came. */
export function serveConnection(
  socket: Socket,
  server: Server,
  clock: ClusterClock,
  connectionId: number,
): ServedConnection {
  const reader = new MessageReader();
  let last: Promise<void> = Promise.resolve();
  let isDraining = false;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    if (isDraining) return;
    try {
      for (const message of reader.push(chunk))
        last = last.then(() => answer(socket, message, server, clock, connectionId));
    } catch {
      socket.destroy();
    }
  });
  return {
    async drain() {
      isDraining = true;
      await last;
      socket.end();
    },
  };
}

async function answer(
  socket: Socket,
  message: Buffer,
  server: Server,
  clock: ClusterClock,
  connectionId: number,
): Promise<void> {
  let request: Request;
  try {
    request = readRequest(message);
  } catch (error) {
    if (message.readInt32LE(12) !== 2013) return void socket.destroy();
    abandonTransaction(server, readTransaction(message));
    const id = message.readInt32LE(4);
    return send(socket, { id, isLegacy: false }, { ...failure(error, undefined), ...clock.gossip() });
  }
  const reply = await respond(request, server, connectionId);
  if (request.wantsReply) send(socket, request, { ...reply, ...clock.gossip() });
}

/** A reply that cannot be written is a fault of this server too, and is answered as one. */
function send(socket: Socket, request: Pick<Request, 'id' | 'isLegacy'>, reply: EncodableDocument): void {
  if (socket.destroyed) return;
  let message: Buffer;
  try {
    message = writeReply(request, reply);
  } catch (error) {
    message = writeReply(request, failure(error, undefined));
  }
  socket.write(message);
}

async function respond(request: Request, server: Server, connectionId: number): Promise<Reply> {
  try {
    return { ...(await runCommand(server, request.command, connectionId)), ok: OK };
  } catch (error) {
    return failure(error, request.command);
  }
}

/** Errors of ours go out as they are; anything else is a fault of this server, said as such. */
function failure(error: unknown, command: Document | undefined): Reply {
  const known =
    error instanceof MongoError
      ? error
      : new MongoError(1, `internal error: ${error instanceof Error ? error.message : String(error)}`);
  const labels = labelsOf(known, command);
  return {
    ok: FAILED,
    errmsg: known.message,
    code: known.code,
    codeName: known.codeName,
    ...(known.fields as Reply),
    ...(labels.length > 0 ? { errorLabels: labels } : {}),
  };
}

/** The transient label is for commands inside a transaction; only there it makes the driver start over. */
function labelsOf(error: MongoError, command: Document | undefined): string[] {
  const isInTransaction = command?.get('autocommit') === false;
  return error.labels.filter((label) => label !== 'TransientTransactionError' || isInTransaction);
}
