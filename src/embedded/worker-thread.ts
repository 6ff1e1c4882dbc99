import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ServerOptions } from './wire/server.ts';

export interface RunningWorker {
  close(): Promise<void>;
}

/** A worker that lives shorter than this is not started again: it would only fail in a circle. */
const SHORTEST_LIFE_MS = 2000;

/** Runs the server in a worker thread, and runs it again should it die: what was acknowledged is on disk. */
export async function runWorker(options: ServerOptions): Promise<RunningWorker> {
  let isClosing = false;
  let worker = await start(options);
  let startedAt = Date.now();
  const watch = (current: Worker): void => {
    current.once('error', () => undefined);
    current.once('exit', () => {
      if (isClosing || Date.now() - startedAt < SHORTEST_LIFE_MS) return;
      startedAt = Date.now();
      void start(options).then((next) => {
        worker = next;
        watch(next);
      });
    });
  };
  watch(worker);
  return {
    async close() {
      if (isClosing) return;
      isClosing = true;
      worker.ref();
      const exited = new Promise((resolve) => worker.once('exit', resolve));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
      worker.postMessage('close');
      await exited;
    },
  };
}

/** Compiled, the worker is a plain module. Run from source, it needs the TypeScript loader, which threads do not inherit. */
function createWorker(workerData: ServerOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), { workerData });
  const loader = createRequire(import.meta.url).resolve('tsx/cjs/api');
  const entry = fileURLToPath(new URL('./worker.ts', import.meta.url));
  const code = `require(${JSON.stringify(loader)}).register(); require(${JSON.stringify(entry)});`;
  return new Worker(code, { eval: true, workerData });
}

function start(options: ServerOptions): Promise<Worker> {
  const worker = createWorker(options);
  return new Promise((resolve, reject) => {
    const onExit = (code: number): void => reject(new Error(`the database worker ended with code ${code}`));
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
