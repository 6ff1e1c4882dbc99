/** How long the sending of one request may take: a form is short, and files come over slow lines for as long as they come. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { RequestTooSlow } from './errors.ts';
import { hangUpAfter } from './files/body-limit.ts';

export type RequestTimes = Readonly<{
  /** For a request without files to be all there. */
  formMilliseconds: number;
  /** Of each such span a body with files has to bring `leastBytes`: who holds a connection open on purpose does not. */
  spanMilliseconds: number;
  leastBytes: number;
  /** After which it is given up, however well it comes: six hours. */
  mostSpans: number;
}>;

const times: RequestTimes = {
  formMilliseconds: 60_000,
  spanMilliseconds: 90_000,
  // 500 bytes a second: a tenth of what the slowest mobile network carries, with a tunnel on the way.
  leastBytes: 45_000,
  mostSpans: 240,
};

/** Told to whoever answers the request that the rest of it will not be waited for. */
const event = 'layar:tooSlow';

/**
 * Gives up a request that is not sent in time. What answers it says so on a page (`answerTooSlow`); when nothing does, the
 * answer is a bare 408. Answering may take longer: only what is received is timed. Node's own limit has to be off.
 */
export function limitRequestTime(server: Server, limits: RequestTimes = times): void {
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    const watch = bringsFiles(req) ? watchPace(req, res, limits) : watchWhole(req, res, limits);
    const stop = () => clearInterval(watch);
    res.once('close', stop);
    req.once('end', stop);
  });
}

function watchWhole(req: IncomingMessage, res: ServerResponse, { formMilliseconds }: RequestTimes): NodeJS.Timeout {
  return setTimeout(() => giveUp(req, res), formMilliseconds);
}

function watchPace(
  req: IncomingMessage,
  res: ServerResponse,
  { spanMilliseconds, leastBytes, mostSpans }: RequestTimes,
): NodeJS.Timeout {
  let seen = req.socket.bytesRead;
  let spans = 0;
  return setInterval(() => {
    const { bytesRead } = req.socket;
    spans += 1;
    if (bytesRead - seen < leastBytes || spans >= mostSpans) giveUp(req, res);
    seen = bytesRead;
  }, spanMilliseconds);
}

const bringsFiles = ({ headers }: IncomingMessage): boolean =>
  /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');

function giveUp(req: IncomingMessage, res: ServerResponse): void {
  if (req.complete) return;
  if (res.headersSent) res.destroy();
  else if (!req.emit(event)) res.writeHead(408, { connection: 'close' }).end();
}

/** For all routes: the page that says that the line was too slow, and what to do. */
export const answerTooSlow: RequestHandler = (req, res, next) => {
  req.once(event, () => {
    hangUpAfter(req, res);
    next(new RequestTooSlow('platform.tooSlow'));
  });
  next();
};
