/** The addresses of the register of assessors. */
import { pathTo } from '../../platform/paths.ts';

const certification = '/sertifikasi';
const list = `${certification}/asesor` as const;

export const assessorPaths = {
  /** Above the register stands the page of all cases, which a later feature fills. */
  certification: pathTo(certification),
  list: pathTo(list),
  make: pathTo(`${list}/baru`),
  one: pathTo(`${list}/:assessorId`),
};
