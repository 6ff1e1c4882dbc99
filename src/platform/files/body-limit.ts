/**
 * Bodies that are longer than a page takes are not read to their end, and the sender sees the page all the same.
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

/**
 * Passes a body on until more has come than may, or the function that is returned is called; `stopped` is told at once, and
 * `target` ends there.
 */
export function passUpTo(
  mostBytes: number,
  req: Request,
  target: Writable,
  stopped: (error: BodyTooLong) => void,
): () => void {
  let bytes = 0;
  let isStopped = false;
  const stop = () => {
    if (isStopped) return;
    isStopped = true;
    const error = new BodyTooLong();
    stopped(error);
    req.unpipe(target);
    target.destroy(error);
  };
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBytes) stop();
  });
  req.pipe(target);
  return stop;
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
