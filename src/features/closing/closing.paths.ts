/** The addresses of starting and ending cohorts and programmes. */
import { pathTo } from '../../platform/paths.ts';

export const closingPaths = {
  cohort: pathTo('/angkatan/:cohortId/keadaan'),
  programme: pathTo('/program/:programmeId/keadaan'),
};
