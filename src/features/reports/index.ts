/** Reports: how far the people of a programme came, against what was promised. */
import './strings.ts';

export { findingText, shownCounts } from './funnel.page.ts';
export { type ProgrammeReport, reportOn } from './funnel.service.ts';
export { reportRoutes } from './report.routes.ts';
export { reportPaths } from './reports.paths.ts';
