/** Which changes may not stand in one update. */
import { MongoError } from '../ground/errors.ts';

/** @throws MongoError ConflictingUpdateOperators when one change would touch what another changes */
export function refuseConflicts(changes: readonly { path: string }[]): void {
  const paths = new Set<string>();
  for (const { path } of changes) claim(path, paths);
  for (const path of paths) {
    for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      const parent = path.slice(0, dot);
      if (paths.has(parent)) throw conflict(path, parent);
    }
  }
}

function claim(path: string, paths: Set<string>): void {
  if (paths.has(path)) throw conflict(path, path);
  paths.add(path);
}

function conflict(path: string, other: string): MongoError {
  return new MongoError(40, `Updating the path '${path}' would create a conflict at '${other}'`);
}
