/** For certification managers: the certificates that wait, what blocks each, and mending it. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { BadRequest, Conflict, NotFound } from '../../platform/errors.ts';
import { readForm, readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { must } from '../../platform/must.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { pageQuery } from '../../platform/paging.ts';
import { findPeople, findPerson, scopesOf } from '../accounts/index.ts';
import { certificatePolicy } from './certificate.policy.ts';
import { retryForm, spellingForm, spellingName } from './held.form.ts';
import { heldEntryPage, heldListPage } from './held.page.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import { certificatePaths } from './certificates.paths.ts';
import { findHeld, type Held, listHeld, tryAgain } from './held.service.ts';
import { currentIssuer } from './issuer.service.ts';
import { saveSpellings, seenTexts } from './spelling.service.ts';

type Named = { caseId: string };
type Subject = { held: Held };

export const heldRoutes = Router();

heldRoutes.get(
  certificatePaths.heldList.pattern,
  guard(certificatePolicy.listHeld, nothing, async (req, res) => {
    const { pageNumber } = readQuery(pageQuery, req.query);
    const listed = await listHeld(scopesOf(req.actor, 'certification-manager'), pageNumber);
    const names = await findPeople(listed.items.map(({ account }) => account));
    const { addressProblem, urlOf } = currentIssuer();
    const unusable = addressProblem ? { unusableAddress: urlOf(shellPaths.front()) } : {};
    page(res, 'certificates/held-list', {
      ...heldListPage(listed, names, words(res)),
      ...unusable,
    });
  }),
);

heldRoutes.get(
  certificatePaths.held.pattern,
  guard(certificatePolicy.mend, loadHeld, async (_req, res, subject) =>
    page(res, 'certificates/held', await modelFor(res, subject)),
  ),
);

heldRoutes.post(
  certificatePaths.spelling.pattern,
  guard(certificatePolicy.mend, loadHeld, async (req, res, { held }) => {
    const form = readForm(spellingForm(held.texts.length), req.body);
    if (!form.ok) {
      const { values, errors } = form;
      return pageAgain(res, 'certificates/held', { ...(await modelFor(res, { held })), values, errors });
    }
    if (form.value.seen !== seenTexts(held.texts)) throw new Conflict('certificates.heldChanged');
    const spellings = held.texts.map((_, index) => must(form.value[spellingName(index)], `spelling ${index}`));
    await saveSpellings(held, spellings, req.actor.id, now());
    flash(req, 'certificates.spellingSaved');
    seeOther(res, certificatePaths.heldList());
  }),
);

heldRoutes.post(
  certificatePaths.retry.pattern,
  guard(certificatePolicy.mend, loadHeld, async (req, res, { held }) => {
    if (!readForm(retryForm, req.body).ok) throw new BadRequest('platform.badRequest');
    await tryAgain(held.case);
    flash(req, 'certificates.triedAgain');
    seeOther(res, certificatePaths.heldList());
  }),
);

async function loadHeld(req: GuardedRequest<Named>): Promise<Subject> {
  const held = await findHeld(req.params.caseId, scopesOf(req.actor, 'certification-manager'));
  if (!held) throw new NotFound();
  return { held };
}

async function modelFor(res: Response, { held }: Subject) {
  const holder = (await findPerson(held.account))?.name ?? held.number;
  return heldEntryPage(held, holder, currentIssuer().urlOf(shellPaths.front()), words(res));
}
