/** The panel's minutes: the list, putting cases before a panel, closing one. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, withoutConfirmation } from '../../platform/confirmed.ts';
import { BadRequest } from '../../platform/errors.ts';
import { readForm, readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing, withAbilities } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { pageQuery } from '../../platform/paging.ts';
import { speechOf } from '../../platform/speech.ts';
import { findPeople, signWithPassword } from '../accounts/index.ts';
import { addCases } from './agenda.service.ts';
import { signaturesQuestion } from './minute-question.page.ts';
import { asSeen, findServedMinute, listMinutes, type Minute, panelBodies, panelDesk } from './minute.service.ts';
import { gatherMinute } from './minute.view.ts';
import { addCasesForm, signingForm } from './panel.form.ts';
import { minutePage, minutesPage } from './panel.page.ts';
import { panelPolicy } from './panel.policy.ts';
import { panelPaths } from './panels.paths.ts';
import { hasSigned } from './signature.rules.ts';
import { signMinute } from './signing.service.ts';

export const panelRoutes = Router();

type Params = { minuteId: string };
type Subject = Awaited<ReturnType<typeof loadMinute>>;

const { prepare, decide } = panelPolicy;
const loadMinute = withAbilities(loadServed, { prepare, decide });

panelRoutes.get(
  panelPaths.list.pattern,
  guard(panelPolicy.list, nothing, async (req, res) => {
    const { pageNumber } = readQuery(pageQuery, req.query);
    const bodies = panelBodies(req.actor);
    const [found, { recommended }] = await Promise.all([listMinutes(bodies, pageNumber), panelDesk(bodies)]);
    page(res, 'panels/minutes', minutesPage(found, recommended, speechOf(res)));
  }),
);

panelRoutes.get(
  panelPaths.minute.pattern,
  guard(panelPolicy.read, loadMinute, async (req, res, subject) =>
    page(res, 'panels/minute', await minuteModel(req, res, subject)),
  ),
);

panelRoutes.get(
  panelPaths.print.pattern,
  guard(panelPolicy.read, loadMinute, async (req, res, subject) =>
    page(res, 'panels/minute-print', await minuteModel(req, res, subject)),
  ),
);

panelRoutes.post(
  panelPaths.addCases.pattern,
  guard(
    panelPolicy.prepare,
    loadMinute,
    confirmed(askAboutCases, async (req, res, subject) => {
      const { minute } = subject;
      const form = readForm(addCasesForm, req.body);
      if (!form.ok) {
        return pageAgain(res, 'panels/minute', { ...(await minuteModel(req, res, subject)), errors: form.errors });
      }
      await addCases(asSeen(minute, form.value), form.value.cases, req.actor.id);
      flash(req, 'panels.casesAdded');
      seeOther(res, panelPaths.minute(minute.id));
    }),
  ),
);

panelRoutes.post(
  panelPaths.sign.pattern,
  guard(panelPolicy.sign, loadMinute, async (req, res, subject) => {
    const { minute } = subject;
    const form = readForm(signingForm, req.body);
    if (!form.ok) throw new BadRequest('platform.badRequest');
    const errors = await signWithPassword(req, form.value.confirmPassword);
    if (errors) return pageAgain(res, 'panels/minute', { ...(await minuteModel(req, res, subject)), errors });
    const signing = await signMinute(asSeen(minute, form.value), req.actor.id, now());
    if (signing.closed) flash(req, 'panels.minuteClosed');
    else if ('obstacles' in signing) flash(req, 'panels.minuteNotReady');
    else flash(req, 'panels.minuteSigned', { count: signing.missing.length });
    seeOther(res, panelPaths.minute(minute.id));
  }),
);

/** What is refused anyway is not asked about. */
async function askAboutCases(req: GuardedRequest, res: Response, { minute }: Subject) {
  if (!readForm(addCasesForm, withoutConfirmation(req.body)).ok) return undefined;
  const speech = speechOf(res);
  return signaturesQuestion(minute, await findPeople(minute.members), speech.t('panels.addCases'), speech);
}

async function loadServed({ actor, params }: GuardedRequest<Params>): Promise<{ minute: Minute }> {
  return { minute: await findServedMinute(actor, params.minuteId) };
}

async function minuteModel(req: GuardedRequest, res: Response, { minute, can }: Subject) {
  const view = { ...(await gatherMinute(minute, now())), can, hasSigned: hasSigned(minute, req.actor.id) };
  return minutePage(view, speechOf(res));
}
