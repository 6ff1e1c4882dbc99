import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { decodeDocument } from '../../../src/embedded/bson/decode.ts';
import type { Document } from '../../../src/embedded/bson/value.ts';
import { encodeAny } from './foreign.ts';

const OP_MSG = 2013;
const HEADER_BYTES = 21;
const TIMEOUT_MS = 5000;

/** One connection that sends commands exactly as they are given: a driver would add to them, and promote what comes back. */
export class WireClient {
  private readonly socketPath: string;
  private socket: Socket | undefined;
  private received = Buffer.alloc(0);
  private answer: ((reply: Buffer | Error) => void) | undefined;

  constructor(socketPath: string) {
    this.socketPath = socketPath;
  }

  /** @throws Error when no answer comes within five seconds, or the connection is lost */
  async run(database: string, command: Document): Promise<Document> {
    const socket = (this.socket ??= await this.open());
    const body = encodeAny(new Map([...command, ['$db', database]]));
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeInt32LE(HEADER_BYTES + body.length, 0);
    header.writeInt32LE(OP_MSG, 12);
    const reply = new Promise<Buffer | Error>((resolve) => (this.answer = resolve));
    const timer = setTimeout(() => this.fail(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
    socket.write(Buffer.concat([header, body]));
    const answer = await reply;
    clearTimeout(timer);
    if (answer instanceof Error) throw answer;
    return decodeDocument(answer, HEADER_BYTES);
  }

  close(): void {
    this.fail(new Error('closed'));
  }

  private async open(): Promise<Socket> {
    const socket = connect({ path: this.socketPath });
    await once(socket, 'connect');
    this.received = Buffer.alloc(0);
    socket.on('data', (bytes) => this.receive(bytes));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => socket === this.socket && this.fail(new Error('the connection was lost')));
    return socket;
  }

  private receive(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes]);
    if (this.received.length < 4 || this.received.length < this.received.readInt32LE(0)) return;
    const message = this.received;
    this.received = Buffer.alloc(0);
    this.answer?.(message);
  }

  private fail(error: Error): void {
    this.socket?.destroy();
    this.socket = undefined;
    this.answer?.(error);
  }
}
