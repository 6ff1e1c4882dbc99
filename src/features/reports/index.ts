/** Reports: how far the people of a programme came, against what was promised. */
import './strings.ts';

export { type Finding, type Funnel, type ShownCount, type Stage, withoutSmallCells } from './funnel.rules.ts';
export { findingText } from './funnel.page.ts';
export { type ProgrammeReport, reportOn } from './funnel.service.ts';
export { reportRoutes } from './report.routes.ts';
