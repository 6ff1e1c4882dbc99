/**
 * Bodies from strangers that are longer than a page takes: they are not read, and the sender sees the page all the same.
 *
 * A browser shows an answer that comes while it is still sending, unless the connection is cut under it at once. So what
 * still comes is thrown away for a moment, without looking at it, and then the connection ends.
 */
import type { Writable } from 'node:stream';
import type { Request, Response } from 'express';

/** Thrown where reading stopped. */
export class BodyTooLong extends Error {
  override readonly name = 'BodyTooLong';
}

/** Whether the sender says beforehand that more will come. A body in chunks says nothing and is measured. */
export const announcesMore = (req: Request, mostBytes: number): boolean =>
  Number(req.headers['content-length'] ?? 0) > mostBytes;

/** Passes a body on until more has come than may; `stopped` is told at once, and `target` ends there. */
export function passUpTo(
  mostBytes: number,
  req: Request,
  target: Writable,
  stopped: (error: BodyTooLong) => void,
): void {
  let bytes = 0;
  req.on('data', (chunk: Buffer) => {
    const before = bytes;
    bytes += chunk.length;
    if (before > mostBytes || bytes <= mostBytes) return;
    const error = new BodyTooLong();
    req.unpipe(target);
    target.destroy(error);
    stopped(error);
  });
  req.pipe(target);
}

const patience = 5000;
const thrownAway = 16 * 1024 * 1024;

/** Call before answering: once the answer is out, the rest is thrown away for five seconds or 16 MB, then all is cut. */
export function hangUpAfter(req: Request, res: Response): void {
  res.once('finish', () => {
    const { socket } = req;
    const cut = () => {
      if (!req.complete) socket.destroy();
    };
    const timer = setTimeout(cut, patience);
    socket.once('close', () => clearTimeout(timer));
    const end = socket.bytesRead + thrownAway;
    req.on('data', () => {
      if (socket.bytesRead > end) cut();
    });
    req.once('end', () => clearTimeout(timer));
    req.resume();
  });
}
