/** Asking the virus scanner clamd, by its command INSTREAM (man 8 clamd): length and bytes of each part, then a zero. */
import { createReadStream } from 'node:fs';
import { connect } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { log } from '../log.ts';

export type ScanVerdict = 'clean' | 'infected' | 'unavailable';

const patience = 5000;

/** Only a clear answer counts: a scanner that is away, slow or confused is `unavailable`, and the file is not taken. */
export async function scanFile(file: string, address: { host: string; port: number }): Promise<ScanVerdict> {
  const signal = AbortSignal.timeout(patience);
  const socket = addAbortSignal(signal, connect(address));
  // The reply alone decides: a scanner that hangs up midway leaves the sending without an end, and the reply empty.
  pipeline(parts(file), socket, { end: false, signal }).catch(() => undefined);
  try {
    const reply = await text(socket);
    return readReply(reply.replaceAll('\0', '').trim());
  } catch (error) {
    log.error({ err: error }, 'virus scanner not reachable');
    return 'unavailable';
  } finally {
    socket.destroy();
  }
}

async function* parts(file: string): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    yield lengthOf(chunk);
    yield chunk;
  }
  yield lengthOf(Buffer.alloc(0));
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}

function readReply(reply: string): ScanVerdict {
  if (reply === 'stream: OK') return 'clean';
  if (reply.endsWith(' FOUND')) return 'infected';
  log.error({ reply: reply.slice(0, 100) }, 'virus scanner answered otherwise');
  return 'unavailable';
}
