/** Which database serves at a socket. */
import { connect } from 'node:net';
import { isDocument, type Document } from '../bson/value.ts';
import type { Identity } from '../ground/identity.ts';
import { MessageReader } from './framing.ts';
import { readRequest, writeReply } from './message.ts';

const PATIENCE_MS = 2000;

/** Asks whoever listens at a socket which database it serves. Undefined when nobody answers in time, or does not say. */
export function askIdentity(socketPath: string): Promise<Identity | undefined> {
  return new Promise((resolve) => {
    const reader = new MessageReader();
    const socket = connect(socketPath);
    const finish = (identity: Identity | undefined): void => {
      socket.destroy();
      resolve(identity);
    };
    socket.setTimeout(PATIENCE_MS, () => finish(undefined));
    socket.once('error', () => finish(undefined));
    socket.once('close', () => finish(undefined));
    socket.once('connect', () => socket.write(writeReply({ id: 0, isLegacy: false }, { hello: 1, $db: 'admin' })));
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const message of reader.push(chunk)) finish(identityIn(readRequest(message).command));
      } catch {
        finish(undefined);
      }
    });
  });
}

function identityIn(reply: Document): Identity | undefined {
  const served = reply.get('serves');
  if (!isDocument(served)) return undefined;
  const [device, file] = [served.get('device'), served.get('file')];
  return typeof device === 'string' && typeof file === 'string' ? { device, file } : undefined;
}
