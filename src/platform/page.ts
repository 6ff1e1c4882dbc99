import type { Request, Response } from 'express';
import { refill, type Refilled } from './refused-forms/refill.ts';
import type { Refill } from './refused-forms/show-page.ts';
import type { FormErrors, FormValues } from './forms.ts';
import type { Translate } from './i18n.ts';
import { speechOf } from './speech.ts';

export type Crumb = { text: string; href?: string };
export type PageModel = {
  /** The heading of the page and, with the school's name, the title of the window. */
  title: string;
  crumbs?: readonly Crumb[];
  errors?: FormErrors;
  values?: FormValues;
  /** Names of files in public/js that this page needs besides the shell's. */
  scripts?: readonly string[];
  [name: string]: unknown;
};

/** Whether a script of ours asks, which wants a line rather than a page. */
export const wantsJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json';

/** The words of this request's language. */
export const words = (res: Response): Translate => speechOf(res).t;

/** Renders a view inside views/layout.ejs; a view holds only its own body. */
export function page(res: Response, view: string, model: PageModel): void {
  const shared = { errors: {}, values: {}, crumbs: [], scripts: [], ...model };
  res.render(view, shared, (error: Error | null, body: string) => {
    if (error) return res.req.next?.(error);
    res.render('layout', { ...shared, ...withWhatWasTyped(res, body) }, (fault: Error | null, whole: string) => {
      if (fault) return res.req.next?.(fault);
      // Whoever waited too long has had an answer by now.
      if (!res.headersSent) res.send(whole);
    });
  });
}

/** A form that came back: its fields hold what was typed, and a note above the page says why it is here again. */
function withWhatWasTyped(res: Response, body: string): { body: string; again?: Refill & Refilled } {
  const again = res.locals.refill as Refill | undefined;
  if (!again) return { body };
  const refilled = refill(body, again.sent);
  return { body: refilled.html, again: { ...again, ...refilled } };
}

/** The same page again: what was typed is kept, and what is wrong stands beside its field. */
export function pageAgain(res: Response, view: string, model: PageModel & { errors: FormErrors }): void {
  page(res.status(422), view, model);
}

export { flash } from './flash.ts';

/** Sends the browser to another page. What the session is to hold there has to be saved before: `saveSession`. */
export const seeOther = (res: Response, path: string): void => res.redirect(303, path);
