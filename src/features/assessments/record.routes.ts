/** The assessor's record: each piece of evidence, each unit, and the recommendation that freezes it. */
import { Router } from 'express';
import { now } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { fromWib } from '../../platform/format.ts';
import { type FormErrors, readForm, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { signWithPassword } from '../accounts/index.ts';
import { assessmentPaths } from './assessments.paths.ts';
import { checkForm, findingForm, recommendationForm } from './assessor.form.ts';
import { casePolicy } from './case.policy.ts';
import { type CaseView, type UnitView, viewCase, viewUnit } from './case.view.ts';
import { findHeldProblem } from './exam-day.rules.ts';
import { checkEvidence } from './evidence.service.ts';
import { saveFinding, sendRecommendation } from './finding.service.ts';
import {
  afterCheck,
  afterFinding,
  checkedUnits,
  evidencePage,
  type EvidenceView,
  findingPage,
  recommendationPage,
} from './record.page.ts';
import { linkedEvidence } from './record.rules.ts';

export const recordRoutes = Router();

type Params = { caseId: string };
export type UnitParams = Params & { code: string };
type EvidenceParams = Params & { evidenceId: string };

recordRoutes.get(
  assessmentPaths.evidence.pattern,
  guard(casePolicy.examine, loadEvidence, (_req, res, view) =>
    page(res, 'assessments/evidence', evidencePage(view, speechOf(res), now())),
  ),
);

recordRoutes.post(
  assessmentPaths.evidence.pattern,
  guard(casePolicy.examine, loadEvidence, async (req, res, view) => {
    const model = evidencePage(view, speechOf(res), now());
    const form = readForm(checkForm(checkedUnits(view), model.isDated), req.body);
    if (!form.ok) return pageAgain(res, 'assessments/evidence', { ...model, values: form.values, errors: form.errors });
    const one = await checkEvidence(view.one.id, req.actor.id, view.piece.id, form.value, now());
    flash(req, 'assessments.evidenceChecked');
    seeOther(res, afterCheck({ one }));
  }),
);

recordRoutes.get(
  assessmentPaths.unit.pattern,
  guard(casePolicy.examine, loadUnit, (_req, res, view) =>
    page(res, 'assessments/finding', findingPage(view, speechOf(res), now())),
  ),
);

recordRoutes.post(
  assessmentPaths.unit.pattern,
  guard(casePolicy.examine, loadUnit, async (req, res, view) => {
    const model = findingPage(view, speechOf(res), now());
    const form = readForm(findingForm, req.body);
    if (!form.ok) return pageAgain(res, 'assessments/finding', { ...model, values: form.values, errors: form.errors });
    const one = await saveFinding(view.one.id, req.actor.id, { unit: view.unit.code, ...form.value }, now());
    flash(req, 'assessments.findingSaved');
    seeOther(res, afterFinding({ ...view, one }));
  }),
);

recordRoutes.get(
  assessmentPaths.recommendation.pattern,
  guard(casePolicy.examine, loadCase, (_req, res, view) =>
    page(res, 'assessments/recommendation', recommendationPage(view, speechOf(res), now())),
  ),
);

recordRoutes.post(
  assessmentPaths.recommendation.pattern,
  guard(casePolicy.examine, loadCase, async (req, res, view) => {
    const form = readForm(recommendationForm, req.body);
    const at = now();
    const again = (errors: FormErrors) => {
      const model = recommendationPage(view, speechOf(res), at);
      const values = { heldOn: typedValues(req.body).heldOn ?? '' };
      pageAgain(res, 'assessments/recommendation', { ...model, values, errors });
    };
    if (!form.ok) return again(form.errors);
    const errors = heldErrors(form.value, view, at) ?? (await signWithPassword(req, form.value.confirmPassword));
    if (errors) return again(errors);
    await sendRecommendation(view.one.id, req.actor.id, fromWib(form.value.heldOn), at);
    flash(req, 'assessments.recommendationSent');
    seeOther(res, assessmentPaths.desk(view.one.id));
  }),
);

/** A recommendation that was sent already is not judged again. */
function heldErrors({ heldOn }: { heldOn: string }, { one }: CaseView, at: Date): FormErrors | undefined {
  const problem = one.recommendation ? undefined : findHeldProblem(fromWib(heldOn), one, at);
  return problem && { heldOn: { key: `assessments.held.${problem}`, values: {} } };
}

function loadCase(req: GuardedRequest<Params>): Promise<CaseView> {
  return viewCase({ _id: req.params.caseId, assessor: req.actor.id });
}

export async function loadUnit(req: GuardedRequest<UnitParams>): Promise<UnitView> {
  return viewUnit(await viewCase({ _id: req.params.caseId, assessor: req.actor.id }), req.params.code);
}

async function loadEvidence(req: GuardedRequest<EvidenceParams>): Promise<EvidenceView> {
  const view = await viewCase({ _id: req.params.caseId, assessor: req.actor.id });
  const piece = linkedEvidence(view.one).find(({ id }) => id === req.params.evidenceId);
  if (!piece) throw new NotFound();
  return { ...view, piece };
}
