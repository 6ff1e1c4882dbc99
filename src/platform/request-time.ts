/** How long the sending of one request may take: a form is short, files come over slow lines. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

const formMilliseconds = 60_000;
export const uploadMilliseconds = 300_000;

/**
 * Answers 408 and hangs up when a request that brings no files is not all there in time. Node has one limit for a whole
 * server, so that one has to be `uploadMilliseconds`. Answering may take longer: only what is received is timed.
 */
export function limitRequestTime(server: Server, milliseconds = formMilliseconds): void {
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    if (bringsFiles(req)) return;
    const patience = setTimeout(() => {
      if (!req.complete) hangUp(res);
    }, milliseconds);
    res.once('close', () => clearTimeout(patience));
  });
}

const bringsFiles = ({ headers }: IncomingMessage): boolean =>
  /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');

function hangUp(res: ServerResponse): void {
  if (res.headersSent) res.destroy();
  else res.writeHead(408, { connection: 'close' }).end();
}
