/** Completion: whether a learner has done all that the programme asks, what is missing, and who is behind. */
import './strings.ts';

declare module '../../platform/events.ts' {
  interface Events {
    'learner.completed': { enrolment: string; account: string; cohort: string; programme: string };
  }
}

export { startCompletion } from './completion.jobs.ts';
export {
  type CompletionDecision,
  type CompletionFacts,
  type CompletionPart,
  decideCompletion,
  type PartName,
} from './completion.rules.ts';
export { completionRoutes } from './completion.routes.ts';
export { type Completion, completionOf, countCompletions } from './completion.service.ts';
export { decideAgain } from './deciding.service.ts';
export { type Progress, progressOf } from './progress.service.ts';
