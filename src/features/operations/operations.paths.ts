/** The addresses of looking after the machine. */
import { pathTo } from '../../platform/paths.ts';

const system = '/sistem';
const queue = `${system}/antrean` as const;

export const operationPaths = {
  system: pathTo(system),
  queue: pathTo(queue),
  retry: pathTo(`${queue}/:jobId/ulang`),
  audit: pathTo(`${system}/audit`),
};
