/** Applications and their four checks, the verifiers' decisions, and the seats that come of them. */
import { Router } from 'express';
import { applicationRoutes } from './application.routes.ts';
import { stepRoutes } from './step.routes.ts';
import { verificationRoutes } from './verification.routes.ts';
import './strings.ts';

declare module '../../platform/events.ts' {
  interface Events {
    'learner.admitted': { enrolment: string; account: string; cohort: string };
  }
}

export { type Check, deadEndOf } from './application.rules.ts';
export { applicationStates } from './application.states.ts';
export type { Enrolment } from './enrolment.service.ts';
export { enrolmentStates } from './enrolment.states.ts';
export type { Application } from './reading.service.ts';
export { startAdmissions } from './admissions.jobs.ts';
export { acceptApplication } from './admission.service.ts';
export { openApplication, saveStep, type StepChange } from './application.service.ts';
export {
  countAdmitted,
  countBusinesses,
  countLearnersIn,
  findEnrolment,
  findOwnEnrolment,
  listEnrolments,
  listEnrolmentsEver,
  listOwnEnrolments,
} from './enrolment.service.ts';
export { listQueue } from './queue.service.ts';
export {
  countApplications,
  countUndecided,
  findOwnApplication,
  listOwnApplications,
  listUndecided,
} from './reading.service.ts';
export { submitApplication } from './submission.service.ts';
export { decideChecks, sendBack } from './verification.service.ts';

export const admissionRoutes: Router = Router().use(applicationRoutes, stepRoutes, verificationRoutes);
export { admissionPaths } from './admissions.paths.ts';
