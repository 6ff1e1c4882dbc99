/** Correcting the name of a learner, which is printed on the certificate: face to face, with the identity card. */
import { type Response, Router } from 'express';
import { z } from 'zod';
import { field, readForm, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { confirmIdentity, confirmPassword, correctName, nameField } from '../accounts/index.ts';
import { completionPaths } from './completion.paths.ts';
import { completionPolicy } from './completion.policy.ts';
import { deskModel, type Learner, loadLearner } from './entry-help.routes.ts';

export const nameCorrectionRoutes = Router();

const nameForm = z.strictObject({
  name: nameField(),
  seen: field.unchanged(300),
  checked: field.agreement(),
  confirmPassword: confirmPassword(),
});

nameCorrectionRoutes.get(
  completionPaths.name.pattern,
  guard(completionPolicy.helpIn, loadLearner, async (req, res, learner) => {
    const model = await nameModel(req, res, learner);
    page(res, 'completion/correct-name', { ...model, seen: model.name });
  }),
);

nameCorrectionRoutes.post(
  completionPaths.name.pattern,
  guard(completionPolicy.helpIn, loadLearner, async (req, res, learner) => {
    const form = readForm(nameForm, req.body);
    const errors = form.ok ? await confirmIdentity(req, form.value.confirmPassword) : form.errors;
    if (!form.ok || errors) {
      const values = typedValues(req.body);
      const model = { ...(await nameModel(req, res, learner)), seen: values.seen, values };
      return pageAgain(res, 'completion/correct-name', { ...model, errors: errors ?? {} });
    }
    await correctName(learner.enrolment.account, form.value, req.actor.id);
    flash(req, 'completion.correctNameSaved', { name: form.value.name });
    seeOther(res, completionPaths.roster(learner.cohort.id));
  }),
);

const nameModel = (req: GuardedRequest, res: Response, learner: Learner) => {
  const { t } = speechOf(res);
  return deskModel(req, learner, t('completion.correctName'), t);
};
