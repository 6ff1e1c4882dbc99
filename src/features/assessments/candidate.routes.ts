/** The candidate's own side: the case, the self-assessment, the consent, and asking to be examined again. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import {
  findWaitingFiles,
  type FormFiles,
  gatherFormFiles,
  letFilesWait,
  receive,
  sendStoredFile,
  uploadErrors,
} from '../../platform/files/index.ts';
import { fromWib } from '../../platform/format.ts';
import { type FormErrors, readForm, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { findPerson } from '../accounts/index.ts';
import { assessmentPaths } from './assessments.paths.ts';
import { keepAnswer } from './attaching.service.ts';
import { answerForm, consentForm, evidenceUploads, nothingForm, waitingEvidence } from './candidate.form.ts';
import { afterAnswer, answerPage, ownConsentPage, selfAssessmentPage } from './candidate.page.ts';
import { listOwnCases } from './case-list.service.ts';
import { casePolicy } from './case.policy.ts';
import { concerning, findCase } from './case.service.ts';
import { type CaseView, type UnitView, viewCase, viewUnit } from './case.view.ts';
import { fileOf } from './evidence.service.ts';
import { openReassessment } from './opening.service.ts';
import { sendSelfAssessment, signAsCandidate } from './preparation.service.ts';
import { decideReassessment, defaultTerms } from './reassessment.rules.ts';
import { ownCasePage, ownCasesPage } from './own-case.page.ts';

export const candidateRoutes = Router();

type Params = { caseId: string };
type UnitParams = Params & { code: string };

candidateRoutes.get(
  assessmentPaths.ownList.pattern,
  guard(casePolicy.listOwn, nothing, async (req, res) => {
    const cases = await listOwnCases(req.actor.id);
    const [first, ...others] = cases;
    if (first && others.length === 0) return res.redirect(assessmentPaths.own(first.id));
    page(res, 'assessments/own-cases', ownCasesPage(cases, speechOf(res)));
  }),
);

candidateRoutes.get(
  assessmentPaths.own.pattern,
  guard(casePolicy.take, loadOwn, async (_req, res, view) => {
    const { one } = view;
    const [assessor, next] = await Promise.all([
      one.assessor && one.acceptance ? findPerson(one.assessor) : undefined,
      findCase({ enrolment: one.enrolment, cycle: one.cycle + 1 }),
    ]);
    const reassessment = decideReassessment(one, defaultTerms, now());
    const model = { ...view, assessorName: assessor?.name, reassessment, nextCase: next?.id };
    page(res, 'assessments/own-case', ownCasePage(model, now(), speechOf(res)));
  }),
);

candidateRoutes.get(
  assessmentPaths.selfAssessment.pattern,
  guard(casePolicy.take, loadOwn, (_req, res, view) =>
    page(res, 'assessments/self-assessment', selfAssessmentPage(view, speechOf(res))),
  ),
);

candidateRoutes.post(
  assessmentPaths.selfAssessment.pattern,
  guard(casePolicy.take, loadOwn, async (req, res, { one }) => {
    readForm(nothingForm, req.body);
    await sendSelfAssessment(one.id, req.actor.id, now());
    flash(req, 'assessments.selfAssessmentSent');
    seeOther(res, assessmentPaths.own(one.id));
  }),
);

candidateRoutes.get(
  assessmentPaths.selfAssessed.pattern,
  guard(casePolicy.take, loadOwnUnit, async (req, res, view) => {
    const waiting = await findWaitingFiles(waitingForm(view, req.actor.id));
    page(res, 'assessments/answer', answerPage(view, waiting, speechOf(res)));
  }),
);

candidateRoutes.post(
  assessmentPaths.selfAssessed.pattern,
  guard(
    casePolicy.take,
    loadOwnUnit,
    receive(evidenceUploads, async (req: GuardedRequest<UnitParams>, res, view: UnitView, received) => {
      const at = now();
      const isSent = view.one.selfAssessedAt !== undefined;
      const files = await gatherFormFiles(waitingForm(view, req.actor.id), req.body, received, evidenceUploads);
      const form = readForm(answerForm({ hasFiles: files.count > 0, isSent }, at), req.body);
      if (!form.ok || files.uploads.problem) return refuseAnswer(req, res, view, form.ok ? {} : form.errors, files);
      const madeOn = form.value.madeOn ? fromWib(form.value.madeOn) : at;
      await keepAnswer(view, { ...form.value, madeOn }, files, req.actor.id, at);
      flash(req, files.count > 0 ? 'assessments.evidenceAdded' : 'assessments.answerSaved');
      const isNext = form.value.intent === 'next' && !isSent;
      seeOther(res, isNext ? afterAnswer(view) : assessmentPaths.selfAssessed(view.one.id, view.unit.code));
    }),
  ),
);

candidateRoutes.get(
  assessmentPaths.ownConsent.pattern,
  guard(casePolicy.take, loadOwn, (_req, res, view) =>
    page(res, 'assessments/consent', ownConsentPage(view, speechOf(res))),
  ),
);

candidateRoutes.post(
  assessmentPaths.ownConsent.pattern,
  guard(casePolicy.take, loadOwn, async (req, res, view) => {
    const form = readForm(consentForm, req.body);
    const model = ownConsentPage(view, speechOf(res));
    if (!form.ok) return pageAgain(res, 'assessments/consent', { ...model, values: form.values, errors: form.errors });
    await signAsCandidate(view.one.id, req.actor.id, now());
    flash(req, 'assessments.consentSigned');
    seeOther(res, assessmentPaths.own(view.one.id));
  }),
);

candidateRoutes.post(
  assessmentPaths.again.pattern,
  guard(casePolicy.take, loadOwn, async (req, res, { one }) => {
    readForm(nothingForm, req.body);
    const next = await openReassessment(one, now());
    flash(req, 'assessments.reassessmentAsked');
    seeOther(res, assessmentPaths.own(next.id));
  }),
);

candidateRoutes.get(
  assessmentPaths.file.pattern,
  guard(
    casePolicy.openEvidence,
    ({ params, actor }: GuardedRequest<Params & { fileId: string }>) =>
      viewCase({ _id: params.caseId, ...concerning(actor) }),
    (req, res, { one }) => sendStoredFile(res, fileOf(one, req.params.fileId), { inline: true }),
  ),
);

function loadOwn(req: GuardedRequest<Params>): Promise<CaseView> {
  return viewCase({ _id: req.params.caseId, account: req.actor.id });
}

async function loadOwnUnit(req: GuardedRequest<UnitParams>): Promise<UnitView> {
  return viewUnit(await viewCase({ _id: req.params.caseId, account: req.actor.id }), req.params.code);
}

const waitingForm = ({ one, unit }: UnitView, account: string) => waitingEvidence('answer', one.id, unit.code, account);

async function refuseAnswer(
  req: GuardedRequest<UnitParams>,
  res: Response,
  view: UnitView,
  errors: FormErrors,
  files: FormFiles,
): Promise<void> {
  const model = answerPage(view, await letFilesWait(files, now()), speechOf(res));
  const values = typedValues(req.body);
  const all = { ...errors, ...uploadErrors(files.uploads) };
  pageAgain(res, 'assessments/answer', { ...model, values, errors: all });
}
