/** Everybody's own home, and their classes. */
import { Router } from 'express';
import { now } from '../../platform/clock.ts';
import { readQuery } from '../../platform/forms.ts';
import { guard, nothing } from '../../platform/guard.ts';
import { page } from '../../platform/page.ts';
import { pageQuery } from '../../platform/paging.ts';
import { yes } from '../../platform/permit.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import { speechOf } from '../../platform/speech.ts';
import { lettersOf } from '../accounts/index.ts';
import { classesPage } from './classes.page.ts';
import { listOwnClasses } from './classes.service.ts';
import { homePage } from './home.page.ts';
import { homePaths } from './home.paths.ts';
import { findHome } from './home.service.ts';

export const ownHomeRoutes = Router();

/** Whoever is signed in has a home; what it holds comes from the person's roles. */
const mayGoHome = () => yes;

ownHomeRoutes.get(
  shellPaths.home.pattern,
  guard(mayGoHome, nothing, async (req, res) => {
    const at = now();
    const reader = { name: req.actor.name, letters: lettersOf(req) };
    page(res, 'home/home', homePage(reader, await findHome(req.actor, at), speechOf(res), at));
  }),
);

ownHomeRoutes.get(
  homePaths.classes.pattern,
  guard(mayGoHome, nothing, async ({ actor, query }, res) => {
    const at = now();
    const { pageNumber } = readQuery(pageQuery, query);
    const listed = await listOwnClasses(actor, pageNumber, at);
    page(res, 'home/classes', classesPage(listed, speechOf(res), at));
  }),
);
