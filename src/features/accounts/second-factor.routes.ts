import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, type Question } from '../../platform/confirmed.ts';
import { decryptField, encryptField } from '../../platform/crypto.ts';
import { type FormErrors, readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import type { Translate } from '../../platform/i18n.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { saveSession } from '../../platform/session.ts';
import { newTotpSecret } from '../../platform/totp.ts';
import { confirmForm, emptyForm, newFactorForm } from './account.form.ts';
import { accountPolicy } from './account.policy.ts';
import { contactOf, ownContactOf } from './account.service.ts';
import { accountCrumbs } from './account.page.ts';
import { accountPaths } from './accounts.paths.ts';
import { isStaff } from './actor.rules.ts';
import { originOf } from './known-device.ts';
import { confirmIdentity, needsConfirmation } from './identity.ts';
import { newSecretPage } from './second-factor.page.ts';
import {
  renewRecoveryCodes,
  secondFactorOf,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from './second-factor.service.ts';
import { homePath } from './return-path.rules.ts';
import { accountIn, carryOn } from './session.ts';

export const secondFactorRoutes = Router();

/** What a session keeps for a moment stands there encrypted, bound to the account. */
const addressOf = (accountId: string, field: string) => ({ collection: 'sessions', id: accountId, field });

secondFactorRoutes.get(
  accountPaths.secondFactor.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => {
    if (req.session.newCodes) return seeOther(res, accountPaths.recoveryCodes());
    if (accountIn(req).hasSecondFactor) return page(res, 'accounts/second-factor', await statusPage(req, res));
    if (!(await hasProof(req))) return page(res, 'accounts/second-factor-unproven', unprovenPage(res));
    page(res, 'accounts/second-factor-new', await enrolmentPage(req, res));
  }),
);

secondFactorRoutes.post(
  accountPaths.secondFactor.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => {
    if (!(await hasProof(req))) return seeOther(res, accountPaths.secondFactor());
    const form = readForm(newFactorForm, req.body);
    const refuse = async (errors: FormErrors) =>
      pageAgain(res, 'accounts/second-factor-new', { ...(await enrolmentPage(req, res)), errors });
    if (!form.ok) return refuse(form.errors);
    // Otherwise a session left open would be enough to lock its owner out with somebody else's app.
    const unconfirmed = await confirmIdentity(req, form.value.confirmPassword);
    if (unconfirmed) return refuse(unconfirmed);
    const on = await turnOnSecondFactor(req.actor.id, secretIn(req), form.value.code, {
      origin: originOf(req),
      now: now(),
    });
    if (!on) return refuse({ code: { key: 'accounts.codeRefused', values: {} } });
    await carryOn(req);
    await keepCodes(req, on.recoveryCodes);
    seeOther(res, accountPaths.recoveryCodes());
  }),
);

async function hasProof({ actor }: GuardedRequest): Promise<boolean> {
  const own = await ownContactOf(actor.id);
  return own !== undefined && (own.isProven.email || own.isProven.phone);
}

const unprovenPage = (res: Response) => ({
  title: words(res)('accounts.secondFactor'),
  crumbs: accountCrumbs(words(res)('accounts.secondFactor'), words(res)),
});

/** The secret stays the same while the page is open, and is stored only once a code has proved it. */
function secretIn(req: GuardedRequest): string {
  const { id } = req.actor;
  const at = addressOf(id, 'newSecret');
  if (req.session.newSecret) return decryptField(req.session.newSecret, at);
  const secret = newTotpSecret();
  req.session.newSecret = encryptField(secret, at);
  return secret;
}

async function enrolmentPage(req: GuardedRequest, res: Response) {
  const contact = await contactOf(req.actor.id);
  return {
    title: words(res)('accounts.secondFactor'),
    isForced: isStaff(req.actor),
    needsConfirmation: needsConfirmation(req),
    ...newSecretPage(secretIn(req), contact?.email ?? req.actor.name),
  };
}

const statusCrumbs = (t: Translate) => accountCrumbs(t('accounts.secondFactor'), t);

async function statusPage(req: GuardedRequest, res: Response) {
  const t = words(res);
  return {
    title: t('accounts.secondFactor'),
    crumbs: statusCrumbs(t),
    needsConfirmation: needsConfirmation(req),
    isForced: isStaff(req.actor),
    ...(await secondFactorOf(req.actor.id)),
  };
}

secondFactorRoutes.get(
  accountPaths.recoveryCodes.pattern,
  guard(accountPolicy.useOwn, nothing, (req, res) => {
    const stored = req.session.newCodes;
    if (!stored) return seeOther(res, accountPaths.secondFactor());
    const codes = decryptField(stored, addressOf(req.actor.id, 'newCodes')).split(' ');
    page(res, 'accounts/recovery-codes', { title: words(res)('accounts.recoveryCodes'), codes });
  }),
);

/** Shown until they are noted down, even if the connection breaks just now. */
async function keepCodes(req: GuardedRequest, codes: readonly string[]): Promise<void> {
  req.session.newCodes = encryptField(codes.join(' '), addressOf(req.actor.id, 'newCodes'));
  await saveSession(req);
}

secondFactorRoutes.post(
  accountPaths.codesKept.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => {
    readForm(emptyForm, req.body);
    const { afterStep = homePath } = req.session;
    delete req.session.newCodes;
    delete req.session.afterStep;
    await saveSession(req);
    seeOther(res, afterStep);
  }),
);

secondFactorRoutes.post(
  accountPaths.renewCodes.pattern,
  guard(
    accountPolicy.useOwn,
    nothing,
    confirmed(askFirst('renewCodes'), (req, res) =>
      identified(req, res, async () => {
        await keepCodes(req, await renewRecoveryCodes(req.actor.id));
        seeOther(res, accountPaths.recoveryCodes());
      }),
    ),
  ),
);

secondFactorRoutes.post(
  accountPaths.turnOffFactor.pattern,
  guard(
    accountPolicy.useOwn,
    nothing,
    confirmed(askFirst('turnOff'), (req, res) =>
      identified(req, res, async () => {
        await turnOffSecondFactor(req.actor.id);
        await carryOn(req);
        flash(req, 'accounts.secondFactorIsOff');
        seeOther(res, isStaff(req.actor) ? accountPaths.secondFactor() : accountPaths.own());
      }),
    ),
  ),
);

/** The password comes before the question: what a question carries along never holds one. */
function askFirst(kind: 'renewCodes' | 'turnOff') {
  return async (req: GuardedRequest, res: Response): Promise<Question | undefined> => {
    if (!req.user?.hasSecondFactor || (await isUnidentified(req))) return undefined;
    const t = words(res);
    const act = kind === 'turnOff' && isStaff(req.actor) ? 'replaceApp' : kind;
    return {
      title: t(`accounts.factorQuestion.${act}`),
      crumbs: statusCrumbs(t),
      consequences: [t(`accounts.${act}Note`), t(`accounts.factorLoss.${kind}`)],
      button: t(`accounts.${act}`),
      back: accountPaths.secondFactor(),
    };
  };
}

async function isUnidentified(req: GuardedRequest): Promise<boolean> {
  const form = readForm(confirmForm.loose(), req.body);
  return needsConfirmation(req) && (!form.ok || (await confirmIdentity(req, form.value.confirmPassword)) !== undefined);
}

async function identified(req: GuardedRequest, res: Response, act: () => Promise<void>): Promise<void> {
  const form = readForm(confirmForm, req.body);
  const errors = form.ok ? await confirmIdentity(req, form.value.confirmPassword) : form.errors;
  if (!errors) return act();
  pageAgain(res, 'accounts/second-factor', { ...(await statusPage(req, res)), errors });
}
