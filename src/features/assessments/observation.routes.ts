/** What an assessor saw or heard, kept as evidence for one unit: a page of its own, so that it takes nothing else with it. */
import { Router } from 'express';
import { now } from '../../platform/clock.ts';
import { findWaitingFiles, gatherFormFiles, letFilesWait, receive, uploadErrors } from '../../platform/files/index.ts';
import { fromWib } from '../../platform/format.ts';
import { type FormErrors, readForm, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { assessmentPaths } from './assessments.paths.ts';
import { observationForm } from './assessor.form.ts';
import { keepObservation } from './attaching.service.ts';
import { evidenceUploads, waitingEvidence } from './candidate.form.ts';
import { casePolicy } from './case.policy.ts';
import type { UnitView } from './case.view.ts';
import { isBeforeExam, isExamOpen } from './exam-day.rules.ts';
import { observationPage } from './observation.page.ts';
import { loadUnit, type UnitParams } from './record.routes.ts';

export const observationRoutes = Router();

observationRoutes.get(
  assessmentPaths.addEvidence.pattern,
  guard(casePolicy.examine, loadUnit, async (req, res, view) => {
    if (!isExamOpen(view.one, now())) return seeOther(res, assessmentPaths.unit(view.one.id, view.unit.code));
    const waiting = await findWaitingFiles(waitingForm(view, req.actor.id));
    page(res, 'assessments/observation', observationPage(view, waiting, speechOf(res)));
  }),
);

observationRoutes.post(
  assessmentPaths.addEvidence.pattern,
  guard(
    casePolicy.examine,
    loadUnit,
    receive(evidenceUploads, async (req: GuardedRequest<UnitParams>, res, view: UnitView, received) => {
      const at = now();
      const files = await gatherFormFiles(waitingForm(view, req.actor.id), req.body, received, evidenceUploads);
      const form = readForm(observationForm(at), req.body);
      const isEarly = form.ok && isBeforeExam(fromWib(form.value.madeOn), view.one);
      if (!form.ok || isEarly || files.uploads.problem) {
        const early: FormErrors = isEarly ? { madeOn: { key: 'assessments.observedBefore', values: {} } } : {};
        const errors = { ...(form.ok ? early : form.errors), ...uploadErrors(files.uploads) };
        const model = observationPage(view, await letFilesWait(files, at), speechOf(res));
        return pageAgain(res, 'assessments/observation', { ...model, values: typedValues(req.body), errors });
      }
      const { title, account, madeOn } = form.value;
      const seen = { title, account, madeOn: fromWib(madeOn) };
      const { code } = view.unit;
      await keepObservation(view.one.id, code, seen, files, req.actor.id, at);
      flash(req, 'assessments.evidenceAdded');
      seeOther(res, assessmentPaths.unit(view.one.id, code));
    }),
  ),
);

const waitingForm = ({ one, unit }: UnitView, account: string) =>
  waitingEvidence('observation', one.id, unit.code, account);
