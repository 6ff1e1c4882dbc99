/** Which database a directory holds, so that a copy is never taken for it. */
import { lstat, mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';

/** The file that a database lies in. */
const DATA_NAME = 'data.mdb';

/** Which database it is: its file, by device and number. A copy has another one, a second path to it the same. */
export interface Identity {
  device: string;
  file: string;
}

/**
 * Which database lies in a directory. Where there is none yet its file is made, empty, so that it has a number before anybody
 * opens it. The number stays taken while a process has the file open, even if the directory is removed meanwhile.
 * @throws Error when the file has a second name: whoever opens it under one would write into what lies under the other
 */
export async function identityOf(directory: string): Promise<Identity> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, DATA_NAME);
  await (await open(file, 'a', 0o600)).close();
  await refuseSecondName(file);
  return findIdentity(directory);
}

/** The same for a directory that had one, and makes nothing: throws where there is none any more. */
export async function findIdentity(directory: string): Promise<Identity> {
  const { dev, ino } = await stat(path.join(directory, DATA_NAME), { bigint: true });
  return { device: dev.toString(36), file: ino.toString(36) };
}

/** `cp -l` and `cp -s` make such files. */
async function refuseSecondName(file: string): Promise<void> {
  const found = await lstat(file);
  if (found.isFile() && found.nlink <= 1) return;
  throw new Error(
    `${file} is a link to a database that has another name too: copy its bytes, or remove the other name`,
  );
}

export const isSame = (one: Identity, other: Identity): boolean =>
  one.device === other.device && one.file === other.file;
