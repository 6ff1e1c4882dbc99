/** The addresses of class sessions and who was there. */
import { pathTo } from '../../platform/paths.ts';

const list = '/kelas/:cohortId/pertemuan';
const register = '/pertemuan/:sessionId';

export const attendancePaths = {
  list: pathTo(list),
  plan: pathTo(`${list}/baru`),
  register: pathTo(register),
  print: pathTo(`${register}/cetak`),
};
