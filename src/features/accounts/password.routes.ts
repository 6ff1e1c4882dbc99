import { type Request, type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { type FormErrors, readForm } from '../../platform/forms.ts';
import { guard, nothing, open } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import { changePasswordForm, forgottenForm, newPasswordForm } from './account.form.ts';
import { accountCrumbs } from './account.page.ts';
import { accountPolicy } from './account.policy.ts';
import { accountPaths } from './accounts.paths.ts';
import { knowDevice, originOf } from './known-device.ts';
import { askForReset, changePassword, findResetAccount, judgePasswordOf, resetPassword } from './password.service.ts';
import { accountIn, carryOn } from './session.ts';
import { isPasswordOf } from './sign-in.service.ts';

export const passwordRoutes = Router();

passwordRoutes.get(
  accountPaths.password.pattern,
  guard(accountPolicy.useOwn, nothing, (_req, res) => page(res, 'accounts/change-password', changePage(res))),
);

passwordRoutes.post(
  accountPaths.password.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => {
    const again = (errors: FormErrors) => pageAgain(res, 'accounts/change-password', { ...changePage(res), errors });
    const form = readForm(changePasswordForm, req.body);
    if (!form.ok) return again(form.errors);
    const { current, password } = form.value;
    if (!(await isPasswordOf(req.actor.id, current, originOf(req)))) {
      return again({ current: { key: 'accounts.passwordWrong', values: {} } });
    }
    const fault = await judgePasswordOf(req.actor.id, password);
    if (fault) return again({ password: { key: fault, values: {} } });
    await changePassword(req.actor.id, accountIn(req).epoch, password);
    await carryOn(req);
    flash(req, 'accounts.passwordChanged');
    seeOther(res, accountPaths.own());
  }),
);

const changePage = (res: Response) => {
  const t = words(res);
  const title = t('accounts.changePassword');
  return { title, crumbs: accountCrumbs(title, t), scripts: ['accounts.js'] };
};

passwordRoutes.get(
  accountPaths.forgotten.pattern,
  open((_req, res) => page(res, 'accounts/forgotten', { title: words(res)('accounts.forgotten') })),
);

passwordRoutes.post(
  accountPaths.forgotten.pattern,
  open(async (req, res) => {
    const form = readForm(forgottenForm, req.body);
    if (!form.ok) {
      const { values, errors } = form;
      return pageAgain(res, 'accounts/forgotten', { title: words(res)('accounts.forgotten'), values, errors });
    }
    await askForReset(form.value.contact, originOf(req), now());
    seeOther(res, accountPaths.forgottenSent());
  }),
);

passwordRoutes.get(
  accountPaths.forgottenSent.pattern,
  open((_req, res) => page(res, 'accounts/forgotten-sent', { title: words(res)('accounts.forgottenSent') })),
);

passwordRoutes.get(
  accountPaths.newPassword.pattern,
  open<{ token: string }>(async (req, res) => {
    if (!(await findResetAccount(req.params.token, now()))) return linkGone(res);
    page(res, 'accounts/new-password', newPasswordPage(res));
  }),
);

passwordRoutes.post(
  accountPaths.newPassword.pattern,
  open<{ token: string }>(async (req, res) => {
    const again = (errors: FormErrors) => pageAgain(res, 'accounts/new-password', { ...newPasswordPage(res), errors });
    const accountId = await findResetAccount(req.params.token, now());
    if (!accountId) return linkGone(res);
    const form = readForm(newPasswordForm, req.body);
    if (!form.ok) return again(form.errors);
    const fault = await judgePasswordOf(accountId, form.value.password);
    if (fault) return again({ password: { key: fault, values: {} } });
    const owner = await resetPassword(req.params.token, form.value.password, now());
    await knowDevice(req as Request, res, owner);
    // All sessions of the account have ended, this one too: the next page finds nobody signed in.
    if (req.actor?.id === owner) delete req.actor;
    flash(req, 'accounts.passwordReset');
    seeOther(res, shellPaths.signIn());
  }),
);

/** Says where the next link comes from. */
const linkGone = (res: Response) =>
  page(res.status(404), 'accounts/link-gone', { title: words(res)('accounts.linkGoneTitle'), isHidden: true });

const newPasswordPage = (res: Response) => ({
  title: words(res)('accounts.newPassword'),
  scripts: ['accounts.js'],
  isHidden: true,
});
