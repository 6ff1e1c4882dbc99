/** Keeps a thread serving: how it is started, started again when it dies, and ended. */
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ServerOptions } from './wire/server.ts';

export interface RunningWorker {
  /** The thread that serves now; another one when it has died. */
  thread(): Worker;
  close(): Promise<void>;
}

export interface ThreadOptions extends ServerOptions {
  /** Another module for the thread to begin with, such as one that looks at what is asked. */
  entry?: URL | undefined;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5000;
/** A thread that lived as long did not die of how it started. */
const LONG_LIFE_MS = 10_000;
/** Room for what lives shortly. The default takes more memory than it saves time. */
const YOUNG_MB = 16;

/**
 * Runs the server in a worker thread, and runs it again whenever it dies: what was acknowledged is on disk, and drivers send
 * again what was not.
 * @throws Error when the first start fails
 */
export async function runWorker(options: ThreadOptions): Promise<RunningWorker> {
  let isClosing = false;
  let worker = await start(options);
  const watch = (current: Worker, pauseMs: number): void => {
    const startedAt = Date.now();
    let reason: unknown = 'it ended';
    current.once('error', (error) => (reason = error));
    current.once('exit', () => {
      if (!isClosing) void restart(reason, Date.now() - startedAt > LONG_LIFE_MS ? FIRST_PAUSE_MS : pauseMs);
    });
  };
  const restart = async (reason: unknown, pauseMs: number): Promise<void> => {
    process.emitWarning(`The database thread is started again, because ${String(reason)}`, 'EmbeddedDatabase');
    await wait(pauseMs);
    if (isClosing) return;
    const nextPauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    try {
      worker = await start(options);
      watch(worker, nextPauseMs);
      if (isClosing) await stop(worker);
    } catch (error) {
      await restart(error, nextPauseMs);
    }
  };
  watch(worker, FIRST_PAUSE_MS);
  return {
    thread: () => worker,
    async close() {
      if (isClosing) return;
      isClosing = true;
      await stop(worker);
    },
  };
}

/** Longer than the thread gives to those it serves. */
const STOP_MS = 11_000;

/** Lets the thread finish what it has in hand. One that does not answer, in the middle of a long command, is ended. */
async function stop(worker: Worker): Promise<void> {
  worker.ref();
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  worker.postMessage('close');
  const impatience = setTimeout(() => void worker.terminate(), STOP_MS);
  await exited;
  clearTimeout(impatience);
}

/** Compiled, the worker is a plain module. Run from source, it needs the TypeScript loader, which threads do not inherit. */
function createWorker({ entry, ...workerData }: ThreadOptions): Worker {
  const options = { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } };
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), options);
  const loader = createRequire(import.meta.url).resolve('tsx/cjs/api');
  const file = fileURLToPath(entry ?? new URL('./worker.ts', import.meta.url));
  const code = `require(${JSON.stringify(loader)}).register(); require(${JSON.stringify(file)});`;
  return new Worker(code, { eval: true, ...options });
}

function start(options: ThreadOptions): Promise<Worker> {
  const worker = createWorker(options);
  return new Promise((resolve, reject) => {
    const onExit = (code: number): void => reject(new Error(`the database thread ended with code ${code}`));
    worker.once('error', reject);
    worker.once('exit', onExit);
    worker.once('message', () => {
      worker.off('error', reject);
      worker.off('exit', onExit);
      // From here on the connections keep a process alive; the thread alone must not.
      worker.unref();
      resolve(worker);
    });
  });
}
