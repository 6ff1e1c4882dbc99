import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';
import mongoose from 'mongoose';
import { isDatabaseAway } from './database-errors.ts';
import {
  BadRequest,
  Conflict,
  FormExpired,
  NotFound,
  PageError,
  SignInRequired,
  StepRequired,
  TooLarge,
  Unavailable,
} from './errors.ts';
import type { StringKey, Values } from './i18n.ts';
import { csrfToken } from './csrf.ts';
import { readFormToken } from './form-token.ts';
import { log, pathWithoutSecrets } from './log.ts';
import { page, wantsJson, words } from './page.ts';
import type { SentForm } from './refused-forms/sent-form.ts';
import { writtenIn } from './refused-forms/written.page.ts';
import { shellPaths } from './shell.paths.ts';
import { speechOf } from './speech.ts';

/** Where an error becomes a page. An expected error explains itself; any other shows only its id. */
export const errorPage: ErrorRequestHandler = (thrown: unknown, req, res, next) => {
  if (res.writableEnded) {
    // Whoever asked was told to come back meanwhile. Express would cut the connection, on which the next request may be.
    log.info({ err: thrown, requestId: req.id }, 'failed after its answer');
    return;
  }
  if (res.headersSent) return next(thrown);
  const error = asPageError(thrown);
  if (error instanceof SignInRequired && req.method === 'GET') {
    return res.redirect(303, shellPaths.signInTo(req.originalUrl));
  }

  const errorId = randomUUID();
  const status = error?.status ?? 500;
  log[status >= 500 ? 'error' : 'info'](
    { err: thrown, errorId, requestId: req.id, path: pathWithoutSecrets(req.path), status },
    'request failed',
  );
  if (error && 'retryAfterSeconds' in error) res.set('Retry-After', String(error.retryAfterSeconds));
  res.status(status);

  const t = words(res);
  const reason = error ? t(error.reason, inWords(error.values, res)) : t('platform.unexpected');
  if (wantsJson(req)) return res.json({ error: reason, errorId, ...wayForScripts(error, req, res) });
  const sent = res.locals.sent as SentForm | undefined;
  page(res, 'error', {
    title: res.locals.keptPath ? t('platform.notYetSent') : titleOf(status, t),
    reason,
    errorId,
    way: wayOn(error, req, res),
    written: sent && writtenIn(sent),
    maySendAgain: sent !== undefined && !sent.hadSecret && (status === 429 || status >= 500),
  });
};

/**
 * A script of ours that saves by itself stays on its page: it is told so, and goes on with the token of the new session
 * when the person signed in again. Another site cannot read the answer.
 */
function wayForScripts(error: PageError | undefined, req: Request, res: Response): { error?: string; token?: string } {
  const t = words(res);
  const account = readFormToken((req.body as Record<string, unknown> | undefined)?._csrf)?.account;
  if (account === undefined) return {};
  if (error instanceof SignInRequired) return { error: t('platform.signInAgainHere') };
  if (!(error instanceof FormExpired) || account !== req.actor?.id) return {};
  return { error: t('platform.formExpiredHere'), token: csrfToken(req) };
}

/** Rules know no language, so what they give as a moment is put into words here. */
function inWords(values: PageError['values'], res: Response): Values {
  const { f } = speechOf(res);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value instanceof Date ? f.dateTime(value) : value]),
  );
}

/** The one button of the page. */
function wayOn(error: PageError | undefined, req: Request, res: Response): { href: string; key: StringKey } {
  const keptPath = res.locals.keptPath as string | undefined;
  if (error instanceof SignInRequired) {
    return { href: shellPaths.signInTo(keptPath ?? formPage(req, res)), key: 'platform.signIn' };
  }
  if (error instanceof StepRequired) return { href: error.href, key: 'platform.goOn' };
  const sentFrom = (res.locals.sent as SentForm | undefined)?.page;
  if (error instanceof Conflict && sentFrom) return { href: sentFrom, key: 'platform.openLatest' };
  return req.actor
    ? { href: shellPaths.home(), key: 'platform.toHome' }
    : { href: shellPaths.front(), key: 'platform.toFrontPage' };
}

/** The page whose form was sent: its own address shows nothing. Undefined when the browser names none of ours. */
function formPage(req: Request, res: Response): string | undefined {
  const from = req.get('referer') ?? '';
  if (!URL.canParse(from)) return undefined;
  const { origin, pathname, search } = new URL(from);
  return origin === (res.locals.baseUrl as URL).origin ? pathname + search : undefined;
}

/** Express, its parsers and mongoose have errors of their own; these are faults of the request, not of ours. */
function asPageError(error: unknown): PageError | undefined {
  if (error instanceof PageError) return error;
  if (error instanceof mongoose.Error.CastError) return new NotFound();
  if (error instanceof mongoose.Error.VersionError) return new Conflict('platform.changedMeanwhile');
  if (isDatabaseAway(error)) return new Unavailable('platform.busy', retryAfterSeconds);
  if (error instanceof URIError) return new BadRequest('platform.badRequest');
  const status = (error as { status?: unknown } | undefined)?.status;
  if (status === 413) return new TooLarge('platform.tooLarge');
  if (typeof status === 'number' && status >= 400 && status < 500) return new BadRequest('platform.badRequest');
  return undefined;
}

const retryAfterSeconds = 5;

function titleOf(status: number, t: ReturnType<typeof words>): string {
  if (status === 404) return t('platform.titleNotFound');
  if (status === 403) return t('platform.titleForbidden');
  if (status === 409) return t('platform.titleConflict');
  return t(status >= 500 ? 'platform.titleUnexpected' : 'platform.titleRefused');
}
