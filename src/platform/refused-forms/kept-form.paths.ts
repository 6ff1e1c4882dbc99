/** Where a kept form waits. */
import { type Path, pathTo, withQuery } from '../paths.ts';

const root = pathTo('/formulir');

export const keptFormPaths = {
  root,
  /** The token stands in the query, which no log line repeats. */
  of: (token: string): Path => withQuery(root(), { isi: token }),
};
