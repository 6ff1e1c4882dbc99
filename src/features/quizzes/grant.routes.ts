/** An instructor grants one more attempt to a learner who has none left. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { findPeople } from '../accounts/index.ts';
import { enrolmentStates, findEnrolment } from '../admissions/index.ts';
import { moduleOf } from '../courses/index.ts';
import { closesAt, findClassroom } from '../lessons/index.ts';
import { allowanceOf, withGrants } from './attempt.rules.ts';
import { listAttempts } from './attempt.service.ts';
import { grantForm } from './grant.form.ts';
import { grantPage, type GrantView } from './grant.page.ts';
import { grantAttempt, listGrants } from './grant.service.ts';
import { quizPath } from './quiz.page.ts';
import { quizPolicy } from './quiz.policy.ts';
import { quizPaths } from './quizzes.paths.ts';

export const grantRoutes = Router();

type Params = { cohortId: string; module: string; enrolmentId: string };

grantRoutes.get(
  quizPaths.grant.pattern,
  guard(quizPolicy.grant, loadGrant, (_req, res, view) => page(res, 'quizzes/grant', grantPage(view, speechOf(res)))),
);

grantRoutes.post(
  quizPaths.grant.pattern,
  guard(quizPolicy.grant, loadGrant, async (req, res: Response, view) => {
    const form = readForm(grantForm, req.body);
    if (!form.ok) {
      const { values, errors } = form;
      return pageAgain(res, 'quizzes/grant', { ...grantPage(view, speechOf(res)), values, errors });
    }
    const { cohort, learner: enrolment, module } = view;
    const task = { cohort, enrolment, quiz: module.quiz };
    const outcome = await grantAttempt(task, { ...form.value, by: req.actor.id }, now());
    const { grant } = outcome;
    const people = await findPeople([enrolment.account, grant.by]);
    const [name, by] = [enrolment.account, grant.by].map((id) => people.get(id)?.name ?? '');
    if (outcome.kind === 'stored') flash(req, 'quizzes.grantedBefore', { name, by, n: grant.n });
    else {
      const told = words(res)(`accounts.told.${outcome.told}`, { name });
      flash(req, 'quizzes.granted', { name, n: grant.n, told });
    }
    seeOther(res, quizPath(cohort.id, module));
  }),
);

/** The learner has to have a seat in this cohort now. */
async function loadGrant(req: GuardedRequest<Params>): Promise<GrantView> {
  const { cohort, curriculum } = await findClassroom(req.actor, req.params.cohortId);
  const [module, learner] = [moduleOf(curriculum, req.params.module), await findEnrolment(req.params.enrolmentId)];
  if (!module || learner?.cohort !== cohort.id || !enrolmentStates.is('seated', learner.state)) throw new NotFound();
  const [attempts, grants] = await Promise.all([
    listAttempts(learner.id, module.quiz.id),
    listGrants(learner.id, module.quiz.id),
  ]);
  const allowance = allowanceOf(withGrants(module.quiz, grants.length), attempts, closesAt(cohort), now());
  const people = await findPeople([learner.account, ...grants.map(({ by }) => by)]);
  return { cohort, module, learner, attempts, grants, allowance, people };
}
