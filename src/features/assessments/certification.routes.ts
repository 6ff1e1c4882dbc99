/** The certification manager's side: cases and their routing. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { type FormErrors, readForm, readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { findPeople, scopesOf } from '../accounts/index.ts';
import { assessorPaths } from '../assessors/index.ts';
import { assessmentPaths } from './assessments.paths.ts';
import { listOfBodies } from './case-list.service.ts';
import { casePolicy } from './case.policy.ts';
import { bodiesOf } from './case.service.ts';
import { type CaseView, viewCase } from './case.view.ts';
import { casesQuery, overrideForm } from './certification.form.ts';
import { casesPage, overseenPage, statesOf } from './certification.page.ts';
import { gatherOverseen } from './certification.view.ts';
import { overrideRouting } from './override.service.ts';

export const certificationRoutes = Router();

type Params = { caseId: string };

certificationRoutes.get(
  assessorPaths.certification.pattern,
  guard(casePolicy.listAll, nothing, async (req, res) => {
    const { pageNumber, filter } = readQuery(casesQuery, req.query);
    const bodies = scopesOf(req.actor, 'certification-manager');
    const cases = await listOfBodies(bodies, statesOf[filter], pageNumber);
    const names = await findPeople(cases.items.flatMap(({ account, assessor }) => [account, assessor ?? []].flat()));
    page(res, 'assessments/cases', casesPage(cases, names, filter, speechOf(res)));
  }),
);

certificationRoutes.get(
  assessmentPaths.overseen.pattern,
  guard(casePolicy.oversee, loadOverseen, async (_req, res, view) =>
    page(res, 'assessments/routing', await overseenModel(res, view)),
  ),
);

certificationRoutes.post(
  assessmentPaths.route.pattern,
  guard(casePolicy.override, loadOverseen, async (req, res, view) => {
    const form = readForm(overrideForm, req.body);
    if (!form.ok) return overseenAgain(res, view, form);
    await overrideRouting(view.one, form.value, req.actor.id, now());
    flash(req, 'assessments.assessorChosen');
    seeOther(res, assessmentPaths.overseen(view.one.id));
  }),
);

type Refused = Readonly<{ values: Readonly<Record<string, string | string[]>>; errors: FormErrors }>;

/** The page of the case once more, for a form on it that was refused. */
export async function overseenAgain(res: Response, view: CaseView, { values, errors }: Refused): Promise<void> {
  pageAgain(res, 'assessments/routing', { ...(await overseenModel(res, view)), values, errors });
}

export function loadOverseen(req: GuardedRequest<Params>): Promise<CaseView> {
  return viewCase({ _id: req.params.caseId, body: bodiesOf(req.actor, 'certification-manager') });
}

const overseenModel = async (res: Response, view: CaseView) =>
  overseenPage(await gatherOverseen(view, now()), speechOf(res));
