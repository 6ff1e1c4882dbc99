/** The addresses of one's own completion and of a cohort's roster. */
import { pathTo } from '../../platform/paths.ts';

const roster = '/angkatan/:cohortId/peserta';
const learner = `${roster}/:enrolmentId` as const;

export const completionPaths = {
  own: pathTo('/kelas/:cohortId/kelulusan'),
  roster: pathTo(roster),
  entryHelp: pathTo(`${learner}/bantu-masuk`),
  name: pathTo(`${learner}/nama`),
};
