/** Servers that speak MongoDB's protocol and refuse: one that is alone, without transactions, and one that wants a name. */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mongo } from 'mongoose';

const [replying, asking, messaging] = [1, 2004, 2013];
/** In front of a reply: no flags, no cursor, and one document. */
const oneReply = Buffer.from('0000000000000000000000000000000001000000', 'hex');
const greeting = {
  ismaster: true,
  helloOk: true,
  maxWireVersion: 21,
  minWireVersion: 0,
  logicalSessionTimeoutMinutes: 30,
};
const nothingFound = { cursor: { id: mongo.Long.ZERO, ns: 'layar.leases', firstBatch: [] }, ok: 1 };

type Refusal = Readonly<{ code: number; codeName: string; errmsg: string }>;

const noTransactions: Refusal = {
  code: 20,
  codeName: 'IllegalOperation',
  errmsg: 'Transaction numbers are only allowed on a replica set member or mongos',
};
/** Of everything, until somebody says who they are. */
export const noName: Refusal = {
  code: 13,
  codeName: 'Unauthorized',
  errmsg: 'Command find requires authentication',
};

export class LoneServer {
  readonly #server: Server = createServer((socket) => this.#serve(socket));
  readonly #sockets = new Set<Socket>();
  readonly #refusal: Refusal;

  constructor(refusal: Refusal = noTransactions) {
    this.#refusal = refusal;
  }

  async listen(): Promise<string> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    return `mongodb://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      while (received.length > 4 && received.length >= received.readInt32LE()) {
        const length = received.readInt32LE();
        socket.write(answerTo(received.subarray(0, length), this.#refusal));
        received = received.subarray(length);
      }
    });
  }
}

function answerTo(message: Buffer, refusal: Refusal): Buffer {
  if (message.readInt32LE(12) === asking) return framed(message, replying, oneReply, { ...greeting, ok: 1 });
  const asked = mongo.BSON.deserialize(message.subarray(21));
  return framed(message, messaging, Buffer.alloc(5), replyTo(asked, refusal));
}

function replyTo(asked: mongo.BSON.Document, refusal: Refusal): object {
  if (asked.hello || asked.ismaster) return { ...greeting, ok: 1 };
  if (!asked.find) return { ok: 1 };
  return asked.startTransaction || refusal === noName ? { ...refusal, ok: 0 } : nothingFound;
}

function framed(asked: Buffer, kind: number, before: Buffer, answer: object): Buffer {
  const head = Buffer.alloc(16);
  const body = Buffer.concat([before, mongo.BSON.serialize(answer)]);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(asked.readInt32LE(4), 8);
  head.writeInt32LE(kind, 12);
  return Buffer.concat([head, body]);
}
