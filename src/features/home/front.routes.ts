/** The pages that anyone may read. */
import { Router } from 'express';
import { now } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { open } from '../../platform/guard.ts';
import { page, words } from '../../platform/page.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import { speechOf } from '../../platform/speech.ts';
import { frontPage, offerPage } from './front.page.ts';
import { countGraduates, findOffer, listOffers } from './front.service.ts';
import { homePaths } from './home.paths.ts';
import { helpPage, privacyPage } from './topics.page.ts';

export const frontRoutes = Router();

frontRoutes.get(
  shellPaths.front.pattern,
  open(async (_req, res) => {
    const at = now();
    const offers = await listOffers(at);
    const { city: schoolCity } = res.locals.school as Config['school'];
    page(res, 'home/front', frontPage(offers, await countGraduates(offers, at), speechOf(res), at, schoolCity));
  }),
);

frontRoutes.get(
  homePaths.offer.pattern,
  open<{ cohortId: string }>(async (req, res) => {
    const at = now();
    page(res, 'home/offer', offerPage(await findOffer(req.params.cohortId, at), speechOf(res), at));
  }),
);

frontRoutes.get(
  homePaths.privacy.pattern,
  open((_req, res) => page(res, 'home/privacy', privacyPage(words(res)))),
);

frontRoutes.get(
  shellPaths.help.pattern,
  open((_req, res) => page(res, 'home/help', helpPage(words(res)))),
);
