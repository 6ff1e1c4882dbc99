/** Where cohorts and programmes are opened, closed and ended. */
import { pathTo } from '../../platform/paths.ts';

export const closingPaths = {
  cohort: pathTo('/angkatan/:cohortId/keadaan'),
  programme: pathTo('/program/:programmeId/keadaan'),
};
