import { Router } from 'express';
import { guard, nothing } from '../../platform/guard.ts';
import { page, words } from '../../platform/page.ts';
import { accountPage } from './account.page.ts';
import { accountPolicy } from './account.policy.ts';
import { contactOf } from './account.service.ts';
import { secondFactorOf } from './second-factor.service.ts';

export const ownAccountRoutes = Router();

ownAccountRoutes.get(
  '/akun',
  guard(accountPolicy.useOwn, nothing, async (req, res) => {
    const [contact, secondFactor] = await Promise.all([contactOf(req.actor.id), secondFactorOf(req.actor.id)]);
    page(res, 'accounts/account', {
      title: words(res)('accounts.account'),
      ...accountPage(req.actor, contact ?? {}, secondFactor),
    });
  }),
);
