/** Operations: the jobs that failed and the state of the audit trail, for whoever looks after the machine. */
import './strings.ts';

export { latestVerification } from './audit-check.service.ts';
export { countFailedJobs } from './failed-jobs.service.ts';
export { startOperations } from './operations.jobs.ts';
export { operationsRoutes } from './operations.routes.ts';
export { operationPaths } from './operations.paths.ts';
