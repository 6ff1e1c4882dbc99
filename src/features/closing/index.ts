/** Opening, closing and ending cohorts and programmes: who is asked, who is told, and the way back. */
import './strings.ts';

export { startClosing } from './closing.jobs.ts';
export { closingRoutes } from './closing.routes.ts';
export { closingPaths } from './closing.paths.ts';
