/** The addresses of a learner's own judgement. */
import { pathTo } from '../../platform/paths.ts';

const own = '/kelas/:cohortId/kesiapan';

export const readinessPaths = { own: pathTo(own), phase: pathTo(`${own}/:phase`) };
