import { Router } from 'express';
import { roomOf } from '../../platform/files/index.ts';
import { guard, nothing } from '../../platform/guard.ts';
import { page, words } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { accountPage } from './account.page.ts';
import { accountPolicy } from './account.policy.ts';
import { ownContactOf } from './account.service.ts';
import { accountPaths } from './accounts.paths.ts';
import { secondFactorOf } from './second-factor.service.ts';

export const ownAccountRoutes = Router();

ownAccountRoutes.get(
  accountPaths.own.pattern,
  guard(accountPolicy.useOwn, nothing, async (req, res) => {
    const { id } = req.actor;
    const [contact, secondFactor, room] = await Promise.all([ownContactOf(id), secondFactorOf(id), roomOf(id)]);
    page(res, 'accounts/account', {
      title: words(res)('accounts.account'),
      ...accountPage(req.actor, contact ?? { isProven: { email: false, phone: false } }, secondFactor, {
        room,
        lang: speechOf(res).lang,
      }),
    });
  }),
);
