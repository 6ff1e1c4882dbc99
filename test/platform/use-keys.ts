/** Keys of its own for a describe block, in a temporary directory; afterwards those of the run count again. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { currentKeys, installKeys, type Keys, openKeys } from '../../src/platform/keys.ts';

/** A directory for each describe block, removed at its end; read it inside a test. */
export function useDirectory(): () => string {
  let directory = '';
  before(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'layar-platform-'));
  });
  after(() => rm(directory, { recursive: true, force: true }));
  return () => directory;
}

export function useKeys(): void {
  const directory = useDirectory();
  let earlier: Keys | undefined;
  before(async () => {
    earlier = installedKeys();
    installKeys(await openKeys(path.join(directory(), 'keys'), { dataExists: false }));
  });
  after(() => {
    if (earlier) installKeys(earlier);
  });
}

function installedKeys(): Keys | undefined {
  try {
    return currentKeys();
  } catch {
    return undefined;
  }
}
