/** The address under which a kept form waits for its person to sign in. */
import { type RequestHandler, Router } from 'express';
import { now } from '../clock.ts';
import { Gone } from '../errors.ts';
import { guard, type GuardedRequest } from '../guard.ts';
import { page, words } from '../page.ts';
import { yes } from '../permit.ts';
import { findKeptForm } from './kept-form.service.ts';
import { keptFormPaths } from './kept-form.paths.ts';
import { showPage } from './show-page.ts';
import { writtenIn } from './written.page.ts';

export const keptFormRoutes = (pages: RequestHandler): Router =>
  Router().get(
    keptFormPaths.root.pattern,
    guard(
      () => yes,
      loadOwn,
      (req, res, sent) => {
        const refill = { sent, reason: 'platform.formBack', values: {} } as const;
        // The page of the form is gone, or not for this person any more.
        const otherwise = () =>
          page(res, 'kept-form', { title: words(res)('platform.formWithoutPage'), written: writtenIn(sent) });
        showPage(pages, refill, { req, res, otherwise });
      },
    ),
  );

async function loadOwn({ query, actor }: GuardedRequest) {
  const token = typeof query.isi === 'string' ? query.isi : '';
  const sent = await findKeptForm(token, actor.id, now());
  if (!sent) throw new Gone('platform.formGone');
  return sent;
}
