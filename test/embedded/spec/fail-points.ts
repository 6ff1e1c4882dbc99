import { setTimeout as sleep } from 'node:timers/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { encodeDocument } from '../../../src/embedded/bson/encode.ts';
import { decodeDocument } from '../../../src/embedded/bson/decode.ts';
import { toNumber } from '../../../src/embedded/bson/number.ts';
import { isNumber } from '../../../src/embedded/bson/types.ts';
import { documentOf, double, isDocument, type Document, type Value } from '../../../src/embedded/bson/value.ts';
import { MessageReader } from '../../../src/embedded/wire/framing.ts';
import { readRequest, writeReply, type Request } from '../../../src/embedded/wire/message.ts';

const OP_MSG = 2013;
const BODY = 21;
/** What MongoDB calls retryable: the primary went away, or the network did. */
const RETRYABLE = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
const TRANSIENT = new Set([24, 112, 246, 251]);
const INTERRUPTED = 11601;

interface FailPoint {
  data: Document;
  /** How often it is still to fail. */
  left: number;
}

/**
 * MongoDB's `failCommand` for a server that has none: stands between driver and server, and lets commands fail as the tests
 * configure it. Nothing of this belongs into a server that keeps people's data.
 */
export class FailPoints {
  private current: FailPoint | undefined;
  private readonly listener: Server;

  constructor(serverPath: string) {
    this.listener = createServer((client) => this.stand(client, connect({ path: serverPath })));
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve) => this.listener.listen(path, resolve));
  }

  close(): void {
    this.listener.close();
  }

  off(): void {
    this.current = undefined;
  }

  private stand(client: Socket, server: Socket): void {
    const [requests, replies] = [new MessageReader(), new MessageReader()];
    const pending = new Map<number, Document>();
    let last: Promise<void> = Promise.resolve();
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
    client.on('data', (chunk: Buffer) => {
      for (const message of requests.push(chunk))
        last = last.then(() => this.pass(client, server, Buffer.from(message), pending));
    });
    server.on('data', (chunk: Buffer) => {
      for (const message of replies.push(chunk)) client.write(withConcernError(Buffer.from(message), pending));
    });
  }

  private async pass(client: Socket, server: Socket, message: Buffer, pending: Map<number, Document>): Promise<void> {
    const request = readRequest(message);
    const [name = ''] = request.command.keys();
    if (name === 'configureFailPoint') {
      this.configure(request.command);
      return send(client, request, { ok: double(1) });
    }
    const data = this.take(name);
    if (data?.get('blockConnection')) await sleep(toNumber(data.get('blockTimeMS') as number));
    if (data?.get('closeConnection')) client.destroy();
    else if (data?.has('errorCode')) send(client, request, failure(data, request.command));
    else {
      if (data?.has('writeConcernError')) pending.set(request.id, new Map([...data, ['command', request.command]]));
      server.write(message);
    }
  }

  private configure(command: Document): void {
    const mode = command.get('mode') as Value;
    const times = isDocument(mode) ? mode.get('times') : undefined;
    const left = isNumber(times) ? toNumber(times) : Infinity;
    this.current = mode === 'off' ? undefined : { data: command.get('data') as Document, left };
  }

  private take(command: string): Document | undefined {
    const found = this.current;
    if (!found || found.left <= 0 || !(found.data.get('failCommands') as Value[]).includes(command)) return undefined;
    found.left--;
    return found.data;
  }
}

function send(client: Socket, request: Request, reply: Parameters<typeof encodeDocument>[0]): void {
  client.write(writeReply(request, reply));
}

function failure(data: Document, command: Document): Document {
  const code = data.get('errorCode') as number;
  const errorLabels = labels(data, command, code);
  const codeName = code === INTERRUPTED ? 'Interrupted' : 'FailPoint';
  return documentOf({ ok: double(0), code, errmsg: 'Failing command via failpoint', codeName, errorLabels });
}

function labels(data: Document, command: Document, code: number): Value[] | undefined {
  const given = data.get('errorLabels');
  if (Array.isArray(given)) return given.length > 0 ? given : undefined;
  if (isWithin(command) && (TRANSIENT.has(code) || RETRYABLE.has(code))) return ['TransientTransactionError'];
  if (command.has('commitTransaction') && TRANSIENT.has(code)) return ['TransientTransactionError'];
  return isRetryable(command, code) ? ['RetryableWriteError'] : undefined;
}

function isWithin(command: Document): boolean {
  const isEnd = command.has('commitTransaction') || command.has('abortTransaction');
  return command.get('autocommit') === false && !isEnd;
}

function isRetryable(command: Document, code: number): boolean {
  return command.has('txnNumber') && !isWithin(command) && RETRYABLE.has(code);
}

/** A concern that is not met is told beside what the command did. */
function withConcernError(message: Buffer, pending: Map<number, Document>): Buffer {
  const data = pending.get(message.readInt32LE(8));
  if (!data || message.readInt32LE(12) !== OP_MSG) return message;
  const error = data.get('writeConcernError') as Document;
  const reply = new Map([...decodeDocument(message, BODY), ['writeConcernError', error] as const]);
  const given = data.get('errorLabels');
  if (given) reply.set('errorLabels', given);
  else if (isRetryable(data.get('command') as Document, error.get('code') as number))
    reply.set('errorLabels', ['RetryableWriteError']);
  const body = encodeDocument(reply);
  const changed = Buffer.concat([message.subarray(0, BODY), body]);
  changed.writeInt32LE(changed.length, 0);
  return changed;
}
