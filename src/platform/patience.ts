/** How long a request waits for its answer before it is told to come back: much longer only while nothing is wrong. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { currentTick, hadTroubleSince, isDatabaseSilent, onTick, tickMilliseconds } from './database-watch.ts';
import { errorPage } from './error-page.ts';
import { Unavailable } from './errors.ts';
import { hangUpAfter } from './files/body-limit.ts';

export type Patience = Readonly<{
  /** While the database is silent. */
  away: number;
  /** When it was silent or slow at any time since the request was all there. */
  troubled: number;
  whole: number;
}>;
/** In milliseconds; the issue gives a reader five seconds, of which some go by before the page is there. */
const patience: Patience = { away: 2500, troubled: 4500, whole: 30_000 };

type Waiting = { req: Request; res: Response; since: number; bytes: number; giveUp: (error: Unavailable) => unknown };
const waiting = new Set<Waiting>();

onTick(() => {
  for (const request of waiting) if (hasWaitedTooLong(request)) giveUp(request);
});

/**
 * Stands before everything that asks the database; `answer` is what shows the error. What the handler does after the answer was
 * given changes nothing of it.
 */
export const answerInTime =
  (answer: ErrorRequestHandler): RequestHandler =>
  (req, res, next) => {
    const end = res.end.bind(res) as Response['end'];
    const request: Waiting = {
      req,
      res,
      since: currentTick(),
      bytes: req.socket.bytesRead,
      giveUp: (error) => {
        // Past the session, which would be stored first.
        res.end = end;
        const toPage = (thrown: unknown) => errorPage(thrown, req, res, () => undefined);
        // Not by next(): the handler may still need it.
        if (req.complete) return answer(error, req, res, toPage);
        res.set('Connection', 'close');
        hangUpAfter(req, res);
        toPage(error);
      },
    };
    waiting.add(request);
    res.once('close', () => waiting.delete(request));
    next();
  };

/** Tells all who still wait to come back: the process ends. */
export function giveUpAll(): void {
  waiting.forEach(giveUp);
}

function giveUp(request: Waiting): void {
  waiting.delete(request);
  if (!request.res.headersSent) request.giveUp(new Unavailable('platform.busy', 5));
}

function hasWaitedTooLong(request: Waiting): boolean {
  const { req, since, bytes } = request;
  // A file on its way is no waiting: as long as bytes come, its own time holds.
  if (!req.complete && req.socket.bytesRead !== bytes) {
    Object.assign(request, { since: currentTick(), bytes: req.socket.bytesRead });
    return false;
  }
  const waited = (currentTick() - since) * tickMilliseconds;
  if (isDatabaseSilent() && waited >= patience.away) return true;
  // A slow line may stand still for as long, and is no fault of the database.
  if (!req.complete) return false;
  return waited >= (hadTroubleSince(since) ? patience.troubled : patience.whole);
}
