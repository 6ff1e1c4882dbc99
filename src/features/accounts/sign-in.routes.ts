import { type Request, type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { type FormErrors, type FormValues, readForm } from '../../platform/forms.ts';
import { open } from '../../platform/guard.ts';
import { page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import { plainCode } from '../../platform/totp.ts';
import { codeForm, signInForm } from './account.form.ts';
import { accountPaths } from './accounts.paths.ts';
import { checkSignIn } from './authentication.ts';
import { originOf } from './known-device.ts';
import { enter, enterFully } from './entrance.ts';
import { localPath } from './return-path.rules.ts';
import { checkSecondFactor } from './second-factor.service.ts';
import { leaveSession, secondStepOf } from './session.ts';
import { findSignedIn } from './sign-in.service.ts';

export const signInRoutes = Router();

signInRoutes.get(
  shellPaths.signIn.pattern,
  open((req, res) => {
    const returnTo = localPath(req.query.kembali);
    if (req.actor) return seeOther(res, returnTo);
    page(res, 'accounts/sign-in', signInPage(res, { kembali: returnTo }));
  }),
);

signInRoutes.post(
  shellPaths.signIn.pattern,
  open(async (req, res) => {
    const form = readForm(signInForm, req.body);
    if (!form.ok) return pageAgain(res, 'accounts/sign-in', signInPage(res, form.values, form.errors));
    const account = await checkSignIn(req, res);
    if (account) return enter(req, res, account, form.value.kembali);
    const { contact = '', kembali = '' } = req.body as Record<string, string>;
    const errors: FormErrors = { contact: { key: 'accounts.signInRefused', values: {} } };
    pageAgain(res, 'accounts/sign-in', signInPage(res, { contact, kembali }, errors));
  }),
);

const signInPage = (res: Response, values: FormValues, errors: FormErrors = {}) => ({
  title: words(res)('accounts.signIn'),
  scripts: ['accounts.js'],
  values: { ...values, password: '' },
  returnTo: localPath(values.kembali),
  errors,
});

signInRoutes.get(
  accountPaths.signInCode.pattern,
  open((req, res) => {
    if (!secondStepOf(req)) return seeOther(res, signInPathOf(req));
    page(res, 'accounts/code', codePage(req, res, req.query.cara === 'pemulihan'));
  }),
);

signInRoutes.post(
  accountPaths.signInCode.pattern,
  open(async (req, res) => {
    const step = secondStepOf(req);
    if (!step) return seeOther(res, signInPathOf(req));
    const form = readForm(codeForm, req.body);
    if (!form.ok) return pageAgain(res, 'accounts/code', { ...codePage(req, res, false), errors: form.errors });
    const { code } = form.value;
    const isRight = await checkSecondFactor(step.account, code, { origin: originOf(req), now: now() });
    if (!isRight) return codeRefused(req, res, code);
    const account = await findSignedIn(step.account);
    if (account?.epoch !== step.epoch) return seeOther(res, signInPathOf(req));
    await enterFully(req, res, account, step.returnTo);
  }),
);

/** Who waited too long begins again, and still gets to where they were going. */
const signInPathOf = ({ session }: Request) => shellPaths.signInTo(session.secondStep?.returnTo);

function codeRefused(req: Request, res: Response, code: string): void {
  const isRecovery = !/^\d*$/.test(plainCode(code));
  const key = isRecovery ? 'accounts.recoveryCodeRefused' : 'accounts.codeRefused';
  pageAgain(res, 'accounts/code', { ...codePage(req, res, isRecovery), errors: { code: { key, values: {} } } });
}

const codePage = (_req: Request, res: Response, isRecovery: boolean) => ({
  title: words(res)(isRecovery ? 'accounts.recoveryStep' : 'accounts.codeStep'),
  isRecovery,
});

/** Open, because whose session has ended already wants to be signed out as well. */
signInRoutes.post(
  accountPaths.signOut.pattern,
  open(async (req, res) => {
    await leaveSession(req, res);
    seeOther(res, shellPaths.front());
  }),
);
