/** Helping a learner back in who has lost the password and has no e-mail address: face to face, with the identity card. */
import { type Response, Router } from 'express';
import { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { field, readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { page, pageAgain } from '../../platform/page.ts';
import { type Speech, speechOf } from '../../platform/speech.ts';
import { confirmIdentity, confirmPassword, findPerson, makeResetLink, needsConfirmation } from '../accounts/index.ts';
import { type Enrolment, findEnrolment } from '../admissions/index.ts';
import { type Cohort, findCohortAtWork, programmePaths } from '../programmes/index.ts';
import { completionPaths } from './completion.paths.ts';
import { completionPolicy } from './completion.policy.ts';

export const entryHelpRoutes = Router();

export type LearnerParams = { cohortId: string; enrolmentId: string };
export type Learner = { cohort: Cohort; enrolment: Enrolment };

const helpForm = z.strictObject({ checked: field.agreement(), confirmPassword: confirmPassword() });

entryHelpRoutes.get(
  completionPaths.entryHelp.pattern,
  guard(completionPolicy.helpIn, loadLearner, async (req, res, subject) =>
    page(res, 'completion/entry-help', await helpModel(req, res, subject)),
  ),
);

entryHelpRoutes.post(
  completionPaths.entryHelp.pattern,
  guard(completionPolicy.helpIn, loadLearner, async (req, res, subject) => {
    const form = readForm(helpForm, req.body);
    const errors = form.ok ? await confirmIdentity(req, form.value.confirmPassword) : form.errors;
    const model = await helpModel(req, res, subject);
    if (errors) return pageAgain(res, 'completion/entry-help', { ...model, errors });
    // Shown on this page alone and kept nowhere: who reloads it makes another link, and this one ends.
    const link = await makeResetLink(subject.enrolment.account, req.actor.id, now(), res.locals.baseUrl as URL);
    page(res, 'completion/entry-help', { ...model, link });
  }),
);

/** The learner of a path and their cohort. Throws NotFound for a learner of another one. */
export async function loadLearner(req: GuardedRequest<LearnerParams>): Promise<Learner> {
  const [cohort, enrolment] = await Promise.all([
    findCohortAtWork(req.actor, req.params.cohortId),
    findEnrolment(req.params.enrolmentId),
  ]);
  if (enrolment?.cohort !== cohort.id) throw new NotFound();
  return { cohort, enrolment };
}

async function helpModel(req: GuardedRequest, res: Response, learner: Learner) {
  const { t } = speechOf(res);
  return { ...(await deskModel(req, learner, t('completion.helpIn'), t)), link: undefined };
}

/** What every page has on which an officer does something for a learner who stands before the desk. */
export async function deskModel(req: GuardedRequest, { cohort, enrolment }: Learner, title: string, t: Speech['t']) {
  return {
    title,
    crumbs: [
      { text: cohort.name, href: programmePaths.cohort(cohort.id) },
      { text: t('completion.roster'), href: completionPaths.roster(cohort.id) },
      { text: title },
    ],
    name: (await findPerson(enrolment.account))?.name ?? '',
    path: req.path,
    back: completionPaths.roster(cohort.id),
    needsConfirmation: needsConfirmation(req),
  };
}
