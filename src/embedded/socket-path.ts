/** Where the socket of a directory lies, and that nobody else may reach it. */
import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Identity } from './ground/identity.ts';

/** Unix socket addresses hold 108 bytes on Linux and 104 on macOS, with the closing zero. */
const MAX_PATH_BYTES = 100;

/**
 * Where the database of a directory listens: in a folder of mode 0700 below it, or, when that path is too long for a socket,
 * in one below the system's temporary folder. Every process finds the same place. Its name holds the number of the database's
 * file, so that it never leads to a copy that was put in the place of the directory.
 */
export async function socketPathFor(directory: string, identity: Identity): Promise<string> {
  const name = `${identity.file}.sock`;
  const inside = path.join(await realpath(directory), 'run');
  const folder = Buffer.byteLength(path.join(inside, name)) <= MAX_PATH_BYTES ? inside : outsideFolder(identity);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await refuseForeign(folder);
  await chmod(folder, 0o700);
  return path.join(folder, name);
}

function outsideFolder({ device, file }: Identity): string {
  const name = createHash('sha256').update(`${device} ${file}`).digest('hex').slice(0, 24);
  return path.join(tmpdir(), `embedded-${name}`);
}

/** In a shared temporary folder somebody else may have made ours first. */
async function refuseForeign(folder: string): Promise<void> {
  const found = await lstat(folder);
  const isOurs = found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid());
  if (!isOurs) throw new Error(`${folder} belongs to somebody else: the database socket is not put there`);
}
