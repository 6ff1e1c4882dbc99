/** The addresses of assignments and of those who mark them. */
import { pathTo } from '../../platform/paths.ts';

const list = '/kelas/:cohortId/tugas';
const one = `${list}/:assignment` as const;
const queue = '/penilaian';

export const assignmentPaths = {
  list: pathTo(list),
  one: pathTo(one),
  form: pathTo(`${one}/formulir`),
  example: pathTo(`${one}/contoh`),
  receipt: pathTo(`${one}/tanda-terima`),
  draft: pathTo(`${one}/draf`),
  send: pathTo(`${one}/kirim`),
  file: pathTo('/tugas/berkas/:submissionId/:fileId.:kind'),
  queue: pathTo(queue),
  next: pathTo(`${queue}/berikutnya`),
  mark: pathTo(`${queue}/:submissionId`),
};
