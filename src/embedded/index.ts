/** How a process gets the database of a directory: it runs it, or it is a guest of the process that does. */
import { identityOf } from './ground/identity.ts';
import { acquireOwnership, type Ownership } from './ownership.ts';
import { SET_NAME } from './commands/hello.ts';
import { socketPathFor } from './socket-path.ts';
import { runWorker, type RunningWorker } from './worker-thread.ts';

export interface EmbeddedOptions {
  /** Where the files live; made with mode 0700 when it is not there. */
  directory: string;
  /** How often expired documents of TTL indexes are removed, in milliseconds. */
  sweepEveryMs?: number;
  /** What the thread begins with in tests, instead of the server alone. */
  entry?: URL;
}

export interface Embedded {
  /** A connection string for any MongoDB driver. */
  uri: string;
  /** False when another process runs it, or when this one had started it before. */
  isOwner: boolean;
  /** Stops the database if this process runs it; a guest only lets go. */
  close(): Promise<void>;
}

const DEFAULT_SWEEP_MS = 60_000;

/**
 * Starts the database of a directory in a worker thread. If another process, or this one, already runs it, connects to that
 * one instead: the files are only ever open once.
 */
export async function startEmbedded({
  directory,
  sweepEveryMs = DEFAULT_SWEEP_MS,
  entry,
}: EmbeddedOptions): Promise<Embedded> {
  const database = await identityOf(directory);
  const ownership = await acquireOwnership(directory, database, await socketPathFor(directory, database));
  const uri = uriOf(ownership.socketPath);
  if (!ownership.isOwner) return { uri, isOwner: false, close: async () => undefined };
  try {
    const worker = await runWorker({ directory, database, socketPath: ownership.socketPath, sweepEveryMs, entry });
    return { uri, isOwner: true, close: () => closeOwned(worker, ownership) };
  } catch (error) {
    await ownership.release();
    throw error;
  }
}

async function closeOwned(worker: RunningWorker, ownership: Ownership): Promise<void> {
  await worker.close();
  await ownership.release();
}

function uriOf(socketPath: string): string {
  return `mongodb://${encodeURIComponent(socketPath)}/?directConnection=true&replicaSet=${SET_NAME}`;
}
