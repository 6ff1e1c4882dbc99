/** The addresses of programmes, cohorts and what belongs to them. */
import { pathTo } from '../../platform/paths.ts';

const list = '/program';
const one = `${list}/:programmeId` as const;
const cohort = '/angkatan/:cohortId';
const staff = `${cohort}/staf` as const;

export const programmePaths = {
  list: pathTo(list),
  make: pathTo(`${list}/baru`),
  centres: pathTo(`${list}/balai`),
  bodies: pathTo(`${list}/lembaga`),
  one: pathTo(one),
  change: pathTo(`${one}/ubah`),
  newCohort: pathTo(`${one}/angkatan/baru`),
  cohort: pathTo(cohort),
  seats: pathTo(`${cohort}/kursi`),
  staff: pathTo(staff),
  invite: pathTo(`${staff}/undang`),
  member: pathTo(`${staff}/:accountId`),
};
