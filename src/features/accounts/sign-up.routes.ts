import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { Conflict } from '../../platform/errors.ts';
import { type FormErrors, type FormValues, readForm } from '../../platform/forms.ts';
import { open } from '../../platform/guard.ts';
import { sessionKey } from '../../platform/session.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { signUpForm } from './account.form.ts';
import { accountPaths } from './accounts.paths.ts';
import { consentVersion } from './consent.rules.ts';
import { maskEmail } from './contact.rules.ts';
import { beginSession, enter } from './entrance.ts';
import { originOf } from './known-device.ts';
import { judgeNewPassword } from './password.service.ts';
import { localPath } from './return-path.rules.ts';
import { findSignedIn } from './sign-in.service.ts';
import { registerAccount } from './sign-up.service.ts';

export const signUpRoutes = Router();
const view = 'accounts/sign-up';

signUpRoutes.get(
  accountPaths.signUp.pattern,
  open((req, res) => {
    const returnTo = localPath(req.query.kembali);
    if (req.actor) return seeOther(res, returnTo);
    page(res, view, signUpPage(res, { kembali: returnTo }));
  }),
);

signUpRoutes.post(
  accountPaths.signUp.pattern,
  open(async (req, res) => {
    const form = readForm(signUpForm, req.body);
    if (!form.ok) return pageAgain(res, view, signUpPage(res, form.values, form.errors));
    const { name, contact, password, kembali } = form.value;
    const again = (errors: FormErrors) => pageAgain(res, view, signUpPage(res, req.body as FormValues, errors));

    const fault = await judgeNewPassword(password, [name, ...Object.values(contact)]);
    if (fault) return again({ password: { key: fault, values: {} } });
    const person = { name, contact, password, consentVersion, language: speechOf(res).lang, origin: originOf(req) };
    const registered = await registerAccount({ ...person, form: sessionKey(req.sessionID) }, now()).catch(
      unlessCrowded,
    );
    const account = registered && (await findSignedIn(registered.account));
    if (!account) return again({ contact: { key: 'accounts.contactCrowded', values: {} } });
    if (!registered.isNew) return enter(req, res, account, kembali);
    await beginSession(req, res, account);
    if ('email' in contact) flash(req, 'accounts.proveSoon', { email: maskEmail(contact.email) });
    seeOther(res, localPath(kembali));
  }),
);

function unlessCrowded(error: unknown): undefined {
  if (!(error instanceof Conflict)) throw error;
}

const signUpPage = (res: Response, values: FormValues, errors: FormErrors = {}) => ({
  title: words(res)('accounts.signUp'),
  scripts: ['accounts.js'],
  // What was agreed to is never filled in beforehand.
  values: { ...values, password: '', agreed: '' },
  returnTo: localPath(values.kembali),
  consentVersion,
  errors,
});
