/** Where the frame of every page leads: whatever goes wrong anywhere, one of these is the way on. */
import { type Path, pathTo, withQuery } from './paths.ts';

const signIn = pathTo('/masuk');

export const shellPaths = {
  front: pathTo('/'),
  home: pathTo('/beranda'),
  help: pathTo('/bantuan'),
  signIn,
  /** The page after signing in checks for itself that `returnTo` is a page of ours. */
  signInTo: (returnTo: string | undefined): Path => withQuery(signIn(), { kembali: returnTo }),
};
