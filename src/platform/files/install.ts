import path from 'node:path';
import type { Config } from '../config.ts';

export type FileSettings = Readonly<{
  /** What arrives waits here until it has been judged; never below a folder that is served. */
  quarantine: string;
  clamd: Config['clamdAddress'];
}> &
  Config['uploads'];

let installed: FileSettings | undefined;

/** Says where uploads wait, who scans them and how much is kept for how long, once at start. */
export function installFiles({
  dataDirectory,
  clamdAddress,
  uploads,
}: Pick<Config, 'dataDirectory' | 'clamdAddress' | 'uploads'>): void {
  installed = Object.freeze({ quarantine: path.join(dataDirectory, 'quarantine'), clamd: clamdAddress, ...uploads });
}

export function fileSettings(): FileSettings {
  if (!installed) throw new Error('files are not installed');
  return installed;
}
