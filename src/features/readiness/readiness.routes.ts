import { Router } from 'express';
import { now } from '../../platform/clock.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { findClassroom, learnerIn, weekOf } from '../lessons/index.ts';
import { classMeans, findAnswers, saveAnswers } from './answer.service.ts';
import { phaseOf } from './phase.rules.ts';
import { readinessForm } from './readiness.form.ts';
import { readinessPage } from './readiness.page.ts';
import { readinessPaths } from './readiness.paths.ts';
import { readinessPolicy } from './readiness.policy.ts';

export const readinessRoutes = Router();

type Params = { cohortId: string };

readinessRoutes.get(
  readinessPaths.own.pattern,
  guard(readinessPolicy.read, loadReadiness, (_req, res, view) =>
    page(res, 'readiness/show', readinessPage(view, speechOf(res))),
  ),
);

readinessRoutes.post(
  readinessPaths.phase.pattern,
  guard(readinessPolicy.answer, loadReadiness, async (req: GuardedRequest<Params & { phase: string }>, res, view) => {
    const form = readForm(readinessForm(view.curriculum.readiness), req.body);
    if (!form.ok) {
      const model = readinessPage(view, speechOf(res));
      return pageAgain(res, 'readiness/show', { ...model, values: form.values, errors: form.errors });
    }
    // A form that was open while the weeks went by belongs to the phase that it was shown in.
    if (req.params.phase !== view.phase) throw new Conflict('readiness.phaseOver');
    await saveAnswers(learnerIn(view), view.phase, form.value, now());
    flash(req, 'readiness.saved');
    seeOther(res, readinessPaths.own(view.cohort.id));
  }),
);

async function loadReadiness(req: GuardedRequest<Params>) {
  const classroom = await findClassroom(req.actor, req.params.cohortId);
  const { cohort, curriculum, enrolment } = classroom;
  if (curriculum.readiness.length === 0) throw new NotFound();
  const [answers, means] = await Promise.all([
    enrolment ? findAnswers(enrolment.id) : {},
    enrolment ? [] : classMeans(cohort.id),
  ]);
  const phase = phaseOf(weekOf(cohort.startsOn, curriculum.weeks, now()), curriculum.weeks);
  return { ...classroom, answers, means, phase, isLearner: enrolment !== undefined };
}
