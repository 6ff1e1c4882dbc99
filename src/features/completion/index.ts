/** Completion: whether a learner has done all that the programme asks, what is missing, and who is behind. */
import { Router } from 'express';
import { completionRoutes as rosterRoutes } from './completion.routes.ts';
import { entryHelpRoutes } from './entry-help.routes.ts';
import { nameCorrectionRoutes } from './name-correction.routes.ts';
import './strings.ts';

declare module '../../platform/events.ts' {
  interface Events {
    'learner.completed': { enrolment: string; account: string; cohort: string; programme: string };
  }
}

export { completionPolicy } from './completion.policy.ts';
export { startCompletion } from './completion.jobs.ts';
export {
  type CompletionDecision,
  type CompletionPart,
  decideCompletion,
  isOwnPart,
  percentDone,
  shareDone,
} from './completion.rules.ts';
export const completionRoutes: Router = Router().use(rosterRoutes, entryHelpRoutes, nameCorrectionRoutes);
export { completionsOf, countCompletions } from './completion.service.ts';
export { decideAgain } from './deciding.service.ts';
export { type Progress, progressOfSeats } from './progress.service.ts';
export { countBehind } from './roster.service.ts';
export { completionPaths } from './completion.paths.ts';
