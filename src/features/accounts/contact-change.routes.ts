/** Another e-mail address, proved by a code sent to it, and another phone number. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { Conflict } from '../../platform/errors.ts';
import { type FormErrors, type FormValues, readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { codeForm, newEmailForm, newPhoneForm } from './account.form.ts';
import { accountCrumbs } from './account.page.ts';
import { accountPolicy } from './account.policy.ts';
import { contactOf, ownContactOf } from './account.service.ts';
import { accountPaths } from './accounts.paths.ts';
import { originOf } from './known-device.ts';
import { askForEmail, changePhone, confirmEmail, findWaitingEmail } from './contact-change.service.ts';
import { maskEmail, maskPhone } from './contact.rules.ts';
import { isPasswordOf } from './sign-in.service.ts';

export const contactChangeRoutes = Router();
const passwordWrong: FormErrors = { current: { key: 'accounts.passwordWrong', values: {} } };
const asking = (req: GuardedRequest) => ({ origin: originOf(req), now: now() });

contactChangeRoutes.get(
  accountPaths.email.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => page(res, 'accounts/email', await emailPage(req, res))),
);

contactChangeRoutes.post(
  accountPaths.email.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => {
    const form = readForm(newEmailForm, req.body);
    if (!form.ok) return emailAgain(req, res, form.values, form.errors);
    const { email, current } = form.value;
    const typed = { email: (req.body as { email: string }).email };
    const own = await ownContactOf(req.actor.id);
    if (own?.email === email && own.isProven.email) {
      return emailAgain(req, res, typed, { email: { key: 'accounts.emailSame', values: {} } });
    }
    if (!(await isPasswordOf(req.actor.id, current, originOf(req)))) {
      return emailAgain(req, res, typed, passwordWrong);
    }
    await askForEmail(req.actor.id, email, asking(req));
    seeOther(res, accountPaths.email());
  }),
);

contactChangeRoutes.post(
  accountPaths.emailCode.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => {
    const form = readForm(codeForm, req.body);
    // Pressed twice: the first time has changed it.
    if (!(await findWaitingEmail(req.actor.id, now()))) return seeOther(res, accountPaths.own());
    if (!form.ok) return emailAgain(req, res, form.values, form.errors);
    const outcome = await confirmEmail(req.actor.id, form.value.code, asking(req));
    if (outcome === 'codeRefused') {
      return emailAgain(req, res, {}, { code: { key: 'accounts.emailCodeRefused', values: {} } });
    }
    if (outcome === 'taken') return emailAgain(req, res, {}, { code: { key: 'accounts.emailTaken', values: {} } });
    flash(req, 'accounts.emailSaved');
    seeOther(res, accountPaths.own());
  }),
);

async function emailPage(req: GuardedRequest, res: Response) {
  const [contact, waiting] = await Promise.all([ownContactOf(req.actor.id), findWaitingEmail(req.actor.id, now())]);
  const title = words(res)('accounts.changeEmail');
  return {
    title,
    crumbs: accountCrumbs(title, words(res)),
    scripts: ['accounts.js'],
    current: contact?.email === undefined ? undefined : maskEmail(contact.email),
    // What is typed again anyway, when its code was never typed.
    unproven: contact?.isProven.email ? undefined : contact?.email,
    waiting,
  };
}

async function emailAgain(req: GuardedRequest, res: Response, values: FormValues, errors: FormErrors): Promise<void> {
  pageAgain(res, 'accounts/email', { ...(await emailPage(req, res)), values: { ...values, current: '' }, errors });
}

contactChangeRoutes.get(
  accountPaths.phone.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => page(res, 'accounts/phone', await phonePage(req, res))),
);

contactChangeRoutes.post(
  accountPaths.phone.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => {
    const again = async (values: FormValues, errors: FormErrors) =>
      pageAgain(res, 'accounts/phone', { ...(await phonePage(req, res)), values: { ...values, current: '' }, errors });
    const form = readForm(newPhoneForm, req.body);
    if (!form.ok) return again(form.values, form.errors);
    const { phone, current } = form.value;
    const typed = { phone: (req.body as { phone: string }).phone };
    if (!(await isPasswordOf(req.actor.id, current, originOf(req)))) return again(typed, passwordWrong);
    const isCrowded = await changePhone(req.actor.id, phone, asking(req)).catch(unlessCrowded);
    if (isCrowded) return again(typed, { phone: { key: 'accounts.contactCrowded', values: {} } });
    flash(req, 'accounts.phoneSaved', { phone: maskPhone(phone) });
    seeOther(res, accountPaths.own());
  }),
);

function unlessCrowded(error: unknown): true {
  if (error instanceof Conflict && error.reason === 'accounts.contactCrowded') return true;
  throw error;
}

async function phonePage(req: GuardedRequest, res: Response) {
  const contact = await contactOf(req.actor.id);
  const title = words(res)('accounts.changePhone');
  return {
    title,
    crumbs: accountCrumbs(title, words(res)),
    scripts: ['accounts.js'],
    current: contact?.phone === undefined ? undefined : maskPhone(contact.phone),
    hasEmail: contact?.email !== undefined,
  };
}
