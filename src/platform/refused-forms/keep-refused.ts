/** What happens to a form that is refused before its route took it: nothing that somebody typed is lost. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { now } from '../clock.ts';
import { Forbidden, FormExpired, SignInRequired, StepRequired, TooManyRequests } from '../errors.ts';
import { log } from '../log.ts';
import { wantsJson } from '../page.ts';
import { keptFormPaths } from './kept-form.paths.ts';
import { keepForm } from './kept-form.service.ts';
import { readSentForm, type SentForm } from './sent-form.ts';
import { showPage } from './show-page.ts';

declare module 'express-session' {
  interface SessionData {
    /** The kept form that waits for a step which has to be taken first. */
    afterStep?: string;
  }
}

/**
 * Stands before the error page. Somebody who has to sign in first finds the form again afterwards; somebody who is signed
 * in, or needs not be, has it before them at once; and where neither can be, the error page shows what was typed.
 */
export const keepRefusedForm =
  (pages: RequestHandler): ErrorRequestHandler =>
  async (thrown: unknown, req, res, next) => {
    if (res.headersSent || wantsJson(req)) return next(thrown);
    const sent = await readSentForm(req, res);
    if (!sent) return next(thrown);
    if (isSomebodyElses(sent, req))
      return next((await keepFor(sent, res)) ? new Forbidden('platform.formOfAnother') : thrown);
    if (thrown instanceof SignInRequired || thrown instanceof StepRequired) {
      const kept = await keepFor(sent, res);
      if (kept && req.actor) req.session.afterStep = kept;
      if (!kept) res.locals.sent = sent;
      return next(thrown);
    }
    Object.assign(res.locals, { sent, sentToken: (req.body as Record<string, unknown>)._csrf });
    if (!(thrown instanceof FormExpired || thrown instanceof TooManyRequests)) return next(thrown);
    const refill = { sent, reason: thrown.reason, values: thrown.values };
    if (thrown instanceof TooManyRequests) res.set('Retry-After', String(thrown.retryAfterSeconds));
    showPage(pages, refill, { req, res: res.status(thrown.status), otherwise: () => next(thrown) });
  };

/** The page was open while another person signed in: what stands in it is not theirs to read, nor to send in their name. */
const isSomebodyElses = ({ account }: SentForm, req: Request) =>
  account !== undefined && req.actor !== undefined && req.actor.id !== account;

/** Returns where it waits; the error page says so. Undefined when there is nothing, nobody to keep it for, or no way to. */
async function keepFor(sent: SentForm, res: Response): Promise<string | undefined> {
  const isEmpty = Object.keys(sent.values).length === 0;
  if (sent.account === undefined || isEmpty) return undefined;
  try {
    const path = keptFormPaths.of(await keepForm(sent, sent.account, now()));
    Object.assign(res.locals, { keptPath: path, keptHasFiles: sent.hasFiles });
    return path;
  } catch (error) {
    log.warn({ err: error }, 'a form could not be kept');
    return undefined;
  }
}
