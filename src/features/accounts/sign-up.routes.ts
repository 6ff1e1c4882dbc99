import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { Conflict } from '../../platform/errors.ts';
import { type FormErrors, type FormValues, readForm } from '../../platform/forms.ts';
import { open } from '../../platform/guard.ts';
import { page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { signUpForm } from './account.form.ts';
import { addressOf, checkSignIn } from './authentication.ts';
import { consentVersion } from './consent.rules.ts';
import { enter, enterAs, languageOf } from './entrance.ts';
import { judgeNewPassword } from './password.service.ts';
import { localPath } from './return-path.rules.ts';
import { registerAccount } from './sign-up.service.ts';

export const signUpRoutes = Router();
const view = 'accounts/sign-up';

signUpRoutes.get(
  '/daftar-akun',
  open((req, res) => {
    const returnTo = localPath(req.query.kembali);
    if (req.actor) return seeOther(res, returnTo);
    page(res, view, signUpPage(res, { kembali: returnTo }));
  }),
);

signUpRoutes.post(
  '/daftar-akun',
  open(async (req, res) => {
    const form = readForm(signUpForm, req.body);
    if (!form.ok) return pageAgain(res, view, signUpPage(res, form.values, form.errors));
    const { name, contact, password, kembali } = form.value;
    const again = (errors: FormErrors) => pageAgain(res, view, signUpPage(res, req.body as FormValues, errors));

    const fault = await judgeNewPassword(password, [name, ...Object.values(contact)]);
    if (fault) return again({ password: { key: fault, values: {} } });
    const person = { name, contact, password, consentVersion, language: languageOf(res), address: addressOf(req) };
    const accountId = await registerAccount(person, now()).catch(unlessTaken);
    if (accountId) return enterAs(req, res, accountId, kembali);

    // The same form sent twice makes one account; the second time it signs in, as far as the password is right.
    const account = await checkSignIn(req, res);
    if (account) return enter(req, res, account, kembali);
    again({ contact: { key: 'accounts.contactTaken', values: {} } });
  }),
);

function unlessTaken(error: unknown): undefined {
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
