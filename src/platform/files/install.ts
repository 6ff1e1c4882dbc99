import path from 'node:path';
import type { Config } from '../config.ts';

export type FileSettings = Readonly<{
  /** What arrives waits here until it has been judged; never below a folder that is served. */
  quarantine: string;
  clamd: Config['clamdAddress'];
}>;

let installed: FileSettings | undefined;

/** Says where uploads wait and who scans them, once at start. */
export function installFiles({ dataDirectory, clamdAddress }: Pick<Config, 'dataDirectory' | 'clamdAddress'>): void {
  installed = Object.freeze({ quarantine: path.join(dataDirectory, 'quarantine'), clamd: clamdAddress });
}

export function fileSettings(): FileSettings {
  if (!installed) throw new Error('files are not installed');
  return installed;
}
