/** Panels: who sits, which recommendations are before them, what they decide by unit, and the minute that all sign. */
import type { Outcome } from '../assessments/index.ts';
import './strings.ts';

declare module '../../platform/events.ts' {
  interface Events {
    'assessment.decided': { case: string; enrolment: string; account: string; outcome: Outcome };
  }
}

export { panelsRoutes as panelRoutes } from './panels.routes.ts';
export { panelDesk } from './minute.service.ts';

/** The services that the pages call, for the demo, which walks the same way. */
export { addCases } from './agenda.service.ts';
export { openMinute } from './meeting.service.ts';
export { findMinute } from './minute.service.ts';
export { signMinute } from './signing.service.ts';
export { panelPaths } from './panels.paths.ts';
