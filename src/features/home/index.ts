/** Home: the public front page, each role's own home, and the way around. */
import { Router } from 'express';
import { frontRoutes } from './front.routes.ts';
import { ownHomeRoutes } from './home.routes.ts';
import './strings.ts';

export { navigationFor } from './navigation.rules.ts';

export const homeRoutes: Router = Router().use(frontRoutes, ownHomeRoutes);
export { homePaths } from './home.paths.ts';
