/** Shows the page of a form with what was typed in it, under whatever address it was asked. */
import type { Request, RequestHandler, Response } from 'express';
import { csrfToken } from '../csrf.ts';
import type { StringKey } from '../i18n.ts';
import { inOtherLanguage } from '../shell.ts';
import type { SentForm } from './sent-form.ts';

/** What page() finds in res.locals: the form to fill in, and what the note above it says. */
export type Refill = Readonly<{ sent: SentForm; reason: StringKey; values: Readonly<Record<string, unknown>> }>;

/**
 * Asks `pages` for the page as opening it would, with the rights that the person has now. `otherwise` is called when there
 * is none to show: it does not exist any more, is not for this person, or leads elsewhere.
 */
export function showPage(
  pages: RequestHandler,
  refill: Refill,
  { req, res, otherwise }: { req: Request; res: Response; otherwise: () => void },
): void {
  const { page } = refill.sent;
  if (!page.startsWith('/')) return otherwise();
  const asked = openingOf(req, page);
  const before = { ...res.locals };
  let isOver = false;
  const giveUp = () => {
    if (isOver) return;
    isOver = true;
    // What stands on the prototype counts again.
    Reflect.deleteProperty(res, 'redirect');
    for (const name of Object.keys(res.locals)) delete res.locals[name];
    Object.assign(res.locals, before);
    otherwise();
  };
  res.redirect = giveUp;
  Object.assign(res.locals, {
    refill,
    path: asked.path,
    otherLanguageHref: inOtherLanguage(asked.path, asked.query, res.locals.lang),
    csrf: () => csrfToken(asked),
  });
  void pages(asked, res, giveUp);
}

/** The same request, as if it had opened that page: what was sent with it is left aside. */
function openingOf(req: Request, page: string): Request {
  const { 'content-type': _type, 'content-length': _length, 'transfer-encoding': _coding, ...headers } = req.headers;
  const changed = { method: 'GET', url: page, originalUrl: page, headers, body: undefined, isUnproven: false };
  const own = Object.entries(changed).map(([name, value]) => [name, { value, writable: true, configurable: true }]);
  return Object.create(req, Object.fromEntries(own) as PropertyDescriptorMap) as Request;
}
