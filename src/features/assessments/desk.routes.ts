/** The assessor's desk: what is offered, the answer to it, and the consent that both sign. */
import { type Response, Router } from 'express';
import { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { fromWib } from '../../platform/format.ts';
import { type FormErrors, readForm, readQuery, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { pageField, pageNumberOf } from '../../platform/paging.ts';
import { speechOf } from '../../platform/speech.ts';
import { findPeople } from '../accounts/index.ts';
import { assessmentPaths } from './assessments.paths.ts';
import { acceptForm, declineForm, examDayForm } from './assessor.form.ts';
import { consentForm } from './candidate.form.ts';
import { listOfAssessor } from './case-list.service.ts';
import { casePolicy } from './case.policy.ts';
import { caseStates } from './case.states.ts';
import { type CaseView, viewCase } from './case.view.ts';
import { assessorConsentPage, declinePage, deskPage, examDayPage, queuePage } from './desk.page.ts';
import { gatherDesk } from './desk.view.ts';
import { findPlanProblem } from './exam-day.rules.ts';
import { moveExam } from './exam-day.service.ts';
import { acceptCase, declineCase } from './offer.service.ts';
import { signAsAssessor } from './preparation.service.ts';

export const deskRoutes = Router();

type Params = { caseId: string };
const queueQuery = z
  .object({ keadaan: z.enum(['berjalan', 'selesai']).default('berjalan'), ...pageField })
  .transform((asked) => ({ isDone: asked.keadaan === 'selesai', ...pageNumberOf(asked) }));

deskRoutes.get(
  assessmentPaths.desks.pattern,
  guard(casePolicy.listAssigned, nothing, async (req, res) => {
    const { isDone, pageNumber } = readQuery(queueQuery, req.query);
    const cases = await listOfAssessor(
      req.actor.id,
      isDone ? caseStates.sets.recommended : caseStates.sets.withAssessor,
      pageNumber,
    );
    const names = await findPeople(cases.items.map(({ account }) => account));
    page(res, 'assessments/queue', queuePage(cases, names, isDone, speechOf(res)));
  }),
);

deskRoutes.get(
  assessmentPaths.desk.pattern,
  guard(casePolicy.assess, loadAssigned, async (_req, res, view) =>
    page(res, 'assessments/desk', await deskModel(res, view)),
  ),
);

deskRoutes.post(
  assessmentPaths.accept.pattern,
  guard(casePolicy.assess, loadAssigned, async (req, res, view) => {
    const form = readForm(acceptForm, req.body);
    if (!form.ok) return pageAgain(res, 'assessments/desk', { ...(await deskModel(res, view)), errors: form.errors });
    await acceptCase(view.one, req.actor.id, now());
    flash(req, 'assessments.caseAccepted');
    seeOther(res, assessmentPaths.desk(view.one.id));
  }),
);

deskRoutes.get(
  assessmentPaths.decline.pattern,
  guard(casePolicy.assess, loadAssigned, (_req, res, view) =>
    page(res, 'assessments/decline', declinePage(view, speechOf(res))),
  ),
);

deskRoutes.post(
  assessmentPaths.decline.pattern,
  guard(casePolicy.assess, loadAssigned, async (req, res, view) => {
    const form = readForm(declineForm, req.body);
    if (!form.ok) return pageAgain(res, 'assessments/decline', { ...declinePage(view, speechOf(res)), ...typed(form) });
    await declineCase(view.one.id, req.actor.id, form.value, now());
    flash(req, 'assessments.caseDeclined');
    seeOther(res, assessmentPaths.desks());
  }),
);

deskRoutes.get(
  assessmentPaths.examDay.pattern,
  guard(casePolicy.examine, loadAssigned, (_req, res, view) =>
    page(res, 'assessments/exam-day', examDayPage(view, speechOf(res), now())),
  ),
);

deskRoutes.post(
  assessmentPaths.examDay.pattern,
  guard(casePolicy.examine, loadAssigned, async (req, res, view) => {
    const at = now();
    const form = readForm(examDayForm, req.body);
    const again = (errors: FormErrors) => {
      const model = examDayPage(view, speechOf(res), at);
      pageAgain(res, 'assessments/exam-day', { ...model, values: typedValues(req.body), errors });
    };
    if (!form.ok) return again(form.errors);
    const day = fromWib(form.value.examOn);
    const problem = findPlanProblem(day, view.one, at);
    if (problem) return again({ examOn: { key: `assessments.plan.${problem}`, values: {} } });
    await moveExam(view.one.id, req.actor.id, day, at);
    flash(req, 'assessments.examMoved');
    seeOther(res, assessmentPaths.desk(view.one.id));
  }),
);

deskRoutes.get(
  assessmentPaths.consent.pattern,
  guard(casePolicy.examine, loadAssigned, (_req, res, view) =>
    page(res, 'assessments/consent', assessorConsentPage(view, speechOf(res))),
  ),
);

deskRoutes.post(
  assessmentPaths.consent.pattern,
  guard(casePolicy.examine, loadAssigned, async (req, res, view) => {
    const form = readForm(consentForm, req.body);
    const model = assessorConsentPage(view, speechOf(res));
    if (!form.ok) return pageAgain(res, 'assessments/consent', { ...model, errors: form.errors });
    await signAsAssessor(view.one.id, req.actor.id, now());
    flash(req, 'assessments.consentSigned');
    seeOther(res, assessmentPaths.desk(view.one.id));
  }),
);

function loadAssigned(req: GuardedRequest<Params>): Promise<CaseView> {
  return viewCase({ _id: req.params.caseId, assessor: req.actor.id });
}

const deskModel = async (res: Response, view: CaseView) => deskPage(await gatherDesk(view), speechOf(res), now());

const typed = ({ values, errors }: { values: Readonly<Record<string, string | string[]>>; errors: FormErrors }) => ({
  values,
  errors,
});
