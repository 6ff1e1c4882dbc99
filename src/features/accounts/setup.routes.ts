import { type Request, type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { Conflict } from '../../platform/errors.ts';
import { type FormErrors, type FormValues, readForm } from '../../platform/forms.ts';
import { open } from '../../platform/guard.ts';
import { page, pageAgain, words } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { setupForm } from './account.form.ts';
import { accountPaths } from './accounts.paths.ts';
import { enterAs } from './entrance.ts';
import { judgeNewPassword } from './password.service.ts';
import { homePath } from './return-path.rules.ts';
import { checkSetupLink, createFirstAdministrator } from './setup.service.ts';

export const setupRoutes = Router();
type Params = { token: string };

setupRoutes.get(
  accountPaths.setup.pattern,
  open<Params>(async (req, res) => {
    await checkSetupLink(req.params.token, now());
    page(res, 'accounts/setup', setupPage(res, {}));
  }),
);

setupRoutes.post(
  accountPaths.setup.pattern,
  open<Params>(async (req, res) => {
    await checkSetupLink(req.params.token, now());
    const again = (values: FormValues, errors: FormErrors) =>
      pageAgain(res, 'accounts/setup', { ...setupPage(res, values), errors });
    const form = readForm(setupForm, req.body);
    if (!form.ok) return again(form.values, form.errors);
    const { name, email, password } = form.value;
    const fault = await judgeNewPassword(password, [name, email]);
    if (fault) return again({ name, email }, { password: { key: fault, values: {} } });
    const first = { name, email, password, language: speechOf(res).lang };
    const made = await createFirstAdministrator(req.params.token, first, now()).catch(unlessTaken);
    if (made === undefined) return again({ name, email }, { email: { key: 'accounts.emailTaken', values: {} } });
    await enterAs(req as Request, res, made, homePath);
  }),
);

/** Whoever tried the school out before may have an account already; it is no administrator's. */
function unlessTaken(error: unknown): undefined {
  if (!(error instanceof Conflict)) throw error;
}

const setupPage = (res: Response, values: FormValues) => ({
  title: words(res)('accounts.setup'),
  scripts: ['accounts.js'],
  isHidden: true,
  values: { ...values, password: '' },
});
