/** One's own name: changed here, or who changes it and why. */
import { type Response, Router } from 'express';
import { readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { nameForm } from './account.form.ts';
import { accountCrumbs } from './account.page.ts';
import { accountPolicy } from './account.policy.ts';
import { accountPaths } from './accounts.paths.ts';
import { confirmIdentity, needsConfirmation } from './identity.ts';
import { changeOwnName, findNameStanding } from './name.service.ts';

export const nameRoutes = Router();

nameRoutes.get(
  accountPaths.name.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => page(res, 'accounts/name', await namePage(req, res))),
);

nameRoutes.post(
  accountPaths.name.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => {
    const form = readForm(nameForm, req.body);
    const errors = form.ok ? await confirmIdentity(req, form.value.confirmPassword) : form.errors;
    if (!form.ok || errors) {
      const { name, seen } = req.body as Record<'name' | 'seen', string>;
      return pageAgain(res, 'accounts/name', {
        ...(await namePage(req, res)),
        seen,
        values: { name },
        errors: errors ?? {},
      });
    }
    await changeOwnName(req.actor.id, form.value);
    flash(req, 'accounts.nameSaved');
    seeOther(res, accountPaths.own());
  }),
);

async function namePage(req: GuardedRequest, res: Response) {
  const title = words(res)('accounts.changeName');
  return {
    title,
    crumbs: accountCrumbs(title, words(res)),
    seen: req.actor.name,
    standing: await findNameStanding(req.actor.id),
    needsConfirmation: needsConfirmation(req),
  };
}
