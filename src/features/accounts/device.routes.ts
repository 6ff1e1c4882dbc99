/** Where one is signed in, and the language of pages and letters. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, type Question } from '../../platform/confirmed.ts';
import type { Translate } from '../../platform/i18n.ts';
import { readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { sessionKey } from '../../platform/session.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import { speechOf } from '../../platform/speech.ts';
import { endSessionForm, languageForm } from './account.form.ts';
import { accountCrumbs } from './account.page.ts';
import { accountPolicy } from './account.policy.ts';
import { chooseAccountLanguage } from './account.service.ts';
import { accountPaths } from './accounts.paths.ts';
import { isStaff } from './actor.rules.ts';
import type { Device } from './device.rules.ts';
import { endOpenSession, listOpenSessions } from './open-session.service.ts';
import { destroySession } from './session.ts';
import { endAllSessions } from './sign-in.service.ts';

export const deviceRoutes = Router();

deviceRoutes.get(
  accountPaths.devices.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => page(res, 'accounts/devices', await devicesPage(req, res))),
);

deviceRoutes.post(
  accountPaths.endDevice.pattern,
  guard(
    accountPolicy.useOwn,
    nothing,
    confirmed(askBeforeEnd, async (req, res) => {
      const form = readForm(endSessionForm, req.body);
      if (!form.ok)
        return pageAgain(res, 'accounts/devices', { ...(await devicesPage(req, res)), errors: form.errors });
      await endOpenSession(req.actor.id, form.value.session);
      flash(req, 'accounts.sessionEnded');
      seeOther(res, accountPaths.devices());
    }),
  ),
);

/** What has ended already is not asked about. */
async function askBeforeEnd(req: GuardedRequest, res: Response): Promise<Question | undefined> {
  const form = readForm(endSessionForm.loose(), req.body);
  const sessions = form.ok ? await listOpenSessions(req.actor.id, sessionKey(req.sessionID), now()) : [];
  const ending = sessions.find(({ id, isThis }) => form.ok && id === form.value.session && !isThis);
  if (!ending) return undefined;
  const { t, f } = speechOf(res);
  const device = nameOf(ending.device, t);
  return {
    title: t('accounts.endSessionTitle'),
    crumbs: accountCrumbs(t('accounts.devices'), t),
    consequences: [
      t('accounts.endSessionWhich', { device, time: f.dateTime(ending.since) }),
      t('accounts.endSessionSays'),
    ],
    button: t('accounts.endSession'),
    back: accountPaths.devices(),
  };
}

const nameOf = ({ browser, system }: Device, t: Translate): string =>
  [browser, system].filter(Boolean).join(' · ') || t('accounts.deviceUnknown');

deviceRoutes.post(
  accountPaths.endAll.pattern,
  guard(
    accountPolicy.useOwn,
    nothing,
    confirmed(askBeforeEndOfAll, async (req, res) => {
      await endAllSessions(req.actor.id);
      await destroySession(req, res);
      seeOther(res, shellPaths.signIn());
    }),
  ),
);

async function askBeforeEndOfAll(req: GuardedRequest, res: Response): Promise<Question> {
  const t = words(res);
  const { length: count } = await listOpenSessions(req.actor.id, sessionKey(req.sessionID), now());
  return {
    title: t('accounts.endAllTitle'),
    crumbs: accountCrumbs(t('accounts.endAllSessions'), t),
    consequences: [t('accounts.endAllSays', { count }), t('accounts.endAllUnsent')],
    button: t('accounts.endAllSessions'),
    back: accountPaths.own(),
  };
}

async function devicesPage(req: GuardedRequest, res: Response) {
  const t = words(res);
  const title = t('accounts.devices');
  const sessions = await listOpenSessions(req.actor.id, sessionKey(req.sessionID), now());
  return {
    title,
    crumbs: accountCrumbs(title, t),
    isStaff: isStaff(req.actor),
    sessions: sessions.map((one) => ({ ...one, device: nameOf(one.device, t) })),
  };
}

deviceRoutes.post(
  accountPaths.language.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => {
    const form = readForm(languageForm, req.body);
    if (!form.ok) return seeOther(res, accountPaths.own());
    await chooseAccountLanguage(req.actor.id, form.value.language);
    seeOther(res, accountPaths.ownIn(form.value.language));
  }),
);
