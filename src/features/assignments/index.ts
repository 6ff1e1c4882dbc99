/** Assignments: a learner's work with its files, sent in versions, and an instructor's marks by rubric. */
import { Router } from 'express';
import { assignmentRoutes as readingRoutes } from './assignment.routes.ts';
import { markingRoutes } from './marking.routes.ts';
import './strings.ts';
import { workRoutes } from './work.routes.ts';

declare module '../../platform/events.ts' {
  interface Events {
    'submission.sent': { submission: string; enrolment: string };
    'submission.marked': { submission: string; enrolment: string; outcome: 'accepted' | 'returned' };
  }
}

export { startAssignments } from './assignments.jobs.ts';
export { giveMarks } from './marking.service.ts';
export {
  acceptedWork,
  type AcceptedWork,
  type AssignmentStanding,
  type AssignmentStates,
  assignmentStatesOf,
  countWaitingWork,
  markersOf,
} from './state.service.ts';
export { submissionStates } from './submission.states.ts';
export { dueAt, storedIn, type WorkState } from './submission.rules.ts';
export { findOwnWork } from './submission.service.ts';
export { changeWork } from './work.service.ts';

export const assignmentRoutes: Router = Router().use(readingRoutes, workRoutes, markingRoutes);
export { assignmentPaths } from './assignments.paths.ts';
