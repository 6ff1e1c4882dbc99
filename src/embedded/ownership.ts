/** Which process opens the files of a directory, when several want to, and when their owner has died. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isSame, type Identity } from './ground/identity.ts';
import { askIdentity } from './wire/ask.ts';

/** Whether this process runs the database of a directory, or another one does. */
export interface Ownership {
  isOwner: boolean;
  socketPath: string;
  release(): Promise<void>;
}

interface LockRecord {
  pid: number;
  /** When the process began, so that a later process with the same number is not taken for it. */
  bornAt: string;
  token: string;
  socketPath: string;
  /** The database it was written for. A copied directory holds the record of another one, whose owner is nobody here. */
  database: Identity;
}

const LOCK_NAME = 'owner.json';
const CLAIM_NAME = 'owner.claim';
const RETRY_MS = 50;
const PATIENCE_MS = 20_000;

/**
 * Decides by a lock file who opens the files of a directory. A lock whose process is gone, or that came here with a copy of
 * another directory, is taken over. Whoever answers is believed only when it serves this very database.
 * @throws Error when the owner lives but does not answer
 */
export async function acquireOwnership(directory: string, database: Identity, socketPath: string): Promise<Ownership> {
  const lockPath = path.join(directory, LOCK_NAME);
  const own: LockRecord = { pid: process.pid, bornAt: birthOf(process.pid), token: randomUUID(), socketPath, database };
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await wait(RETRY_MS)) {
    if (await serves(socketPath, database)) return guest(socketPath);
    if (await createExclusively(lockPath, own)) return owned(lockPath, own);
    const holder = await readRecord(lockPath);
    if (!holder) continue;
    // It may have been started under another path of the same directory, or in a container with processes of its own.
    if (await serves(holder.socketPath, database)) return guest(holder.socketPath);
    if (!holds(holder, database) && (await takeOver(directory, lockPath, holder, own))) return owned(lockPath, own);
  }
  throw new Error(`the database in ${directory} is held by a process that does not answer`);
}

async function serves(socketPath: string, database: Identity): Promise<boolean> {
  const answered = await askIdentity(socketPath);
  return answered !== undefined && isSame(answered, database);
}

/** Whether a process that lives wrote the record for this database. A record of an earlier version does not say for which. */
function holds(record: LockRecord, database: Identity): boolean {
  return isSame(record.database ?? database, database) && isAlive(record);
}

const guest = (socketPath: string): Ownership => ({ isOwner: false, socketPath, release: async () => undefined });

async function owned(lockPath: string, own: LockRecord): Promise<Ownership> {
  await unlink(own.socketPath).catch(() => undefined);
  return {
    isOwner: true,
    socketPath: own.socketPath,
    release: async () => {
      const current = await readRecord(lockPath);
      if (current?.token === own.token) await unlink(lockPath);
    },
  };
}

/** A link to a finished file appears whole or not at all, unlike a file that is being written. */
async function createExclusively(target: string, record: LockRecord): Promise<boolean> {
  const draft = `${target}.${record.token}`;
  await writeFile(draft, JSON.stringify(record), { mode: 0o600 });
  try {
    await link(draft, target);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Only the holder of the claim may replace a dead owner's lock, so that two who see it dead do not both win. */
async function takeOver(directory: string, lockPath: string, dead: LockRecord, own: LockRecord): Promise<boolean> {
  const claimPath = path.join(directory, CLAIM_NAME);
  if (!(await createExclusively(claimPath, own))) {
    const claimant = await readRecord(claimPath);
    if (claimant && !holds(claimant, own.database)) await unlink(claimPath).catch(() => undefined);
    return false;
  }
  try {
    const current = await readRecord(lockPath);
    if (current?.token !== dead.token) return false;
    const draft = `${lockPath}.${own.token}`;
    await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
    await rename(draft, lockPath);
    return true;
  } finally {
    await unlink(claimPath).catch(() => undefined);
  }
}

async function readRecord(file: string): Promise<LockRecord | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LockRecord;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, bornAt }: LockRecord): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return birthOf(pid) === bornAt;
}

/** The start time that Linux gives a process; elsewhere nothing, and the number alone has to do. */
function birthOf(pid: number): string {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
