/** Export readiness: a learner's own judgement in twelve points, at the start, in the middle and at the end. */
import './strings.ts';

export { readinessRoutes } from './readiness.routes.ts';
export { readinessPaths } from './readiness.paths.ts';
