/** Everybody's own home. */
import { Router } from 'express';
import { now } from '../../platform/clock.ts';
import { guard, nothing } from '../../platform/guard.ts';
import { page } from '../../platform/page.ts';
import { yes } from '../../platform/permit.ts';
import { scopesOf } from '../accounts/index.ts';
import type { Speech } from './front.page.ts';
import { homeHead } from './home.page.ts';
import { learnerHome } from './learner.page.ts';
import { findLearning } from './learner.service.ts';

export const ownHomeRoutes = Router();

ownHomeRoutes.get(
  '/beranda',
  guard(
    () => yes,
    nothing,
    async ({ actor }, res) => {
      const at = now();
      const speech = res.locals as Speech;
      const cohort = scopesOf(actor, 'learner').at(-1);
      const learning = cohort ? await findLearning(actor.id, cohort, at) : undefined;
      page(res, 'home/home', {
        ...homeHead(actor.name, speech, at),
        learner: learning && learnerHome(learning, speech, at),
      });
    },
  ),
);
