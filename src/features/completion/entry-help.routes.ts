/** Helping a learner back in who has lost the password and has no e-mail address: face to face, with the identity card. */
import { type Response, Router } from 'express';
import { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { field, readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { page, pageAgain } from '../../platform/page.ts';
import { confirmIdentity, confirmPassword, findPerson, makeResetLink, needsConfirmation } from '../accounts/index.ts';
import { type Enrolment, findEnrolment } from '../admissions/index.ts';
import { type Cohort, findCohort, mayReadCohort } from '../programmes/index.ts';
import { rosterPath, type Speech } from './completion.page.ts';
import { completionPolicy } from './completion.policy.ts';

export const entryHelpRoutes = Router();

type Params = { cohortId: string; enrolmentId: string };
type Subject = { cohort: Cohort; enrolment: Enrolment };

const helpForm = z.strictObject({ checked: field.agreement(), confirmPassword: confirmPassword() });

entryHelpRoutes.get(
  '/angkatan/:cohortId/peserta/:enrolmentId/bantu-masuk',
  guard(completionPolicy.helpIn, loadLearner, async (req, res, subject) =>
    page(res, 'completion/entry-help', await helpModel(req, res, subject)),
  ),
);

entryHelpRoutes.post(
  '/angkatan/:cohortId/peserta/:enrolmentId/bantu-masuk',
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

async function loadLearner(req: GuardedRequest<Params>): Promise<Subject> {
  const [cohort, enrolment] = await Promise.all([
    findCohort(req.params.cohortId),
    findEnrolment(req.params.enrolmentId),
  ]);
  if (!cohort || !mayReadCohort(req.actor, cohort) || enrolment?.cohort !== cohort.id) throw new NotFound();
  return { cohort, enrolment };
}

async function helpModel(req: GuardedRequest, res: Response, { cohort, enrolment }: Subject) {
  const { t } = res.locals as Speech;
  const title = t('completion.helpIn');
  return {
    title,
    crumbs: [
      { text: cohort.name, href: `/angkatan/${cohort.id}` },
      { text: t('completion.roster'), href: rosterPath(cohort.id) },
      { text: title },
    ],
    name: (await findPerson(enrolment.account))?.name ?? '',
    path: `${rosterPath(cohort.id)}/${enrolment.id}/bantu-masuk`,
    back: rosterPath(cohort.id),
    link: undefined,
    needsConfirmation: needsConfirmation(req),
  };
}
