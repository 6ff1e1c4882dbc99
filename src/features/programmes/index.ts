/** Programmes, training centres, certification bodies and cohorts: what is offered, where, and by what rules. */
import { Router } from 'express';
import { cohortRoutes } from './cohort.routes.ts';
import { programmeRoutes as ownRoutes } from './programme.routes.ts';
import { registerRoutes } from './register.routes.ts';
import { staffRoutes } from './staff.routes.ts';
import './strings.ts';

declare module '../../platform/events.ts' {
  /** `at` is the moment as text, by which a letter that comes late knows whether it still holds. */
  interface Events {
    'cohort.ended': { cohort: string; at: string };
    'cohort.reopened': { cohort: string; at: string };
    'programme.closed': { programme: string; at: string };
    'programme.reopened': { programme: string; at: string };
  }
}

export type { TrainingCentre } from './centre.service.ts';
export type { Cohort, NewCohort } from './cohort.service.ts';
export type { Programme } from './programme.service.ts';
export { cohortStates } from './cohort.states.ts';
export { type ProgrammeState, programmeStates } from './programme.states.ts';
export { type ApplicationWindow, applicationWindow, vacancyIn, wayBack } from './cohort.rules.ts';
export type { CompletionRules, EligibilityRules, Target } from './programme.rules.ts';
export { licenceAt } from './licence.rules.ts';
export { cityOf, findCity, isWithin, regionName } from './region.rules.ts';
export { createBody, findBody } from './body.service.ts';
export { findFoundations, type Foundations } from './foundation.service.ts';
export { createCentre, findCentre, findCentres } from './centre.service.ts';
export {
  countCohortsOf,
  findCohort,
  findCohorts,
  listAllCohortsOf,
  listCohortsAmong,
  listCohortsAt,
  listOpenCohorts,
} from './cohort.list.service.ts';
export { createCohort, moveCohort } from './cohort.service.ts';
export { findCohortAtWork, loadCohort } from './cohort-place.service.ts';
export {
  createProgramme,
  findProgramme,
  findProgrammes,
  isClosed as isProgrammeClosed,
  listProgrammes,
  listProgrammesIn,
  moveProgramme,
} from './programme.service.ts';
export { loadProgramme } from './programme-place.service.ts';
export { cohortPolicy, mayReadCohort, programmePolicy } from './programme.policy.ts';
export { takeSeat } from './seat.service.ts';

/** The registers stand first: `/program/balai` is no programme's id. */
export const programmeRoutes: Router = Router().use(registerRoutes, ownRoutes, cohortRoutes, staffRoutes);
export { programmePaths } from './programmes.paths.ts';
