import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, wherever below it this runs: from src/platform/ in tests, from dist/ once built. */
export const projectRoot = above(path.dirname(fileURLToPath(import.meta.url)));

function above(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : above(path.dirname(folder));
}
