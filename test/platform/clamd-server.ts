/** A scanner that speaks clamd's INSTREAM and finds one thing: the standard test file. */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

const command = 'zINSTREAM\0';

export class ClamdServer {
  /** What it was given to scan, whole. */
  readonly scanned: Buffer[] = [];
  mood: 'working' | 'silent' | 'confused' | 'abrupt' = 'working';
  readonly #server: Server = createServer((socket) => this.#serve(socket));
  readonly #sockets = new Set<Socket>();

  async listen(): Promise<{ host: string; port: number }> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    return { host: '127.0.0.1', port: (this.#server.address() as AddressInfo).port };
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    if (this.mood === 'abrupt') return void socket.destroy();
    let received = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const content = readStream(received);
      if (!content) return;
      this.scanned.push(content);
      if (this.mood !== 'silent') socket.end(this.#verdict(content));
    });
  }

  #verdict(content: Buffer): string {
    if (this.mood === 'confused') return 'INSTREAM size limit exceeded. ERROR\0';
    return content.includes('EICAR-STANDARD') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
  }
}

/** The bytes of the parts, once the empty part that ends them has come. */
function readStream(received: Buffer): Buffer | undefined {
  if (!received.subarray(0, command.length).equals(Buffer.from(command))) return undefined;
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
