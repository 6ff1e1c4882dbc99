/** Files that only their owner may read, and that are either whole or not there. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';

const readableByOthers = 0o077;

/** Makes the directory for keys, which only its owner may enter. */
export async function makePrivateDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
}

/**
 * Writes the file unless it is there already, and returns whether it was this call that did. The name appears by a link
 * to a finished, flushed copy, so a second process that starts at the same moment reads all of it or none.
 */
export async function createOnce(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFlushed(draft, content);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
    await flushDirectory(path.dirname(file));
  }
}

/** Writes a new file with mode 0600 and waits until the disk holds it; throws EEXIST when the name is taken. */
export async function writeFlushed(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A created or renamed name survives a power cut only once its directory is flushed too. */
export async function flushDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The file's text, or undefined without such a file. Throws when other users of the computer may read it. */
export async function readPrivate(file: string): Promise<string | undefined> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (handle === undefined) return undefined;
  try {
    const { mode } = await handle.stat();
    if ((mode & readableByOthers) !== 0) {
      const shown = (mode & 0o777).toString(8);
      throw new Error(`${file} may be read by other users of this computer (mode ${shown}). Run: chmod 600 ${file}`);
    }
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** Whether a failed system call gave this reason, such as ENOENT. */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
