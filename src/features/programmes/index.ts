/** Programmes, training centres, certification bodies and cohorts: what is offered, where, and by what rules. */
import { Router } from 'express';
import { cohortRoutes } from './cohort.routes.ts';
import { programmeRoutes as ownRoutes } from './programme.routes.ts';
import { registerRoutes } from './register.routes.ts';
import { staffRoutes } from './staff.routes.ts';
import './strings.ts';

export type { CertificationBody } from './body.service.ts';
export type { Licence, Signatory } from './body.model.ts';
export type { TrainingCentre } from './centre.service.ts';
export type { Cohort, NewCohort } from './cohort.service.ts';
export type { NewProgramme, Programme } from './programme.service.ts';
export type { City, District } from './region.content.ts';
export { type ApplicationWindow, applicationWindow, type CohortState } from './cohort.rules.ts';
export type { CompletionRules, EligibilityRules, ProgrammeState, Target } from './programme.rules.ts';
export { cities } from './region.content.ts';
export { licenceAt } from './licence.rules.ts';
export { cityOf, findCity, isWithin, regionName } from './region.rules.ts';
export { createBody, findBody } from './body.service.ts';
export { createCentre, findCentre, findCentres, listCentresIn } from './centre.service.ts';
export {
  findCohort,
  findCohorts,
  listAllCohortsOf,
  listCohortsAt,
  listCohortsOf,
  listOpenCohorts,
} from './cohort.list.service.ts';
export { createCohort, moveCohort } from './cohort.service.ts';
export {
  createProgramme,
  findProgramme,
  findProgrammes,
  listProgrammes,
  listProgrammesIn,
  moveProgramme,
} from './programme.service.ts';
export { cohortPolicy, mayReadCohort, programmePolicy } from './programme.policy.ts';
export { returnSeat, takeSeat } from './seat.service.ts';

/** The registers stand first: `/program/balai` is no programme's id. */
export const programmeRoutes: Router = Router().use(registerRoutes, ownRoutes, cohortRoutes, staffRoutes);
