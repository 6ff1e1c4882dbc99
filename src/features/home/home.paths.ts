/** The addresses of the public pages and of one's classes; those that every page leads to are the shell's. */
import { pathTo } from '../../platform/paths.ts';

export const homePaths = {
  offer: pathTo('/program-ekspor/:cohortId'),
  privacy: pathTo('/privasi'),
  classes: pathTo('/kelas'),
};
