import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. This file runs as src/platform/… in tests and as dist/platform/… once built. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
