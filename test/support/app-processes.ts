/** Processes of the application beside the one in the test, on the same database and with the same sessions. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { RunningApp } from './app.ts';
import { testConfig } from './database.ts';
import type { Deeds, Order, Report } from './app-process.ts';

export class AppProcess {
  address = '';
  #process: ChildProcess | undefined;
  #orders = 0;
  readonly #awaited = new Map<number, (report: Report) => void>();

  async start(baseUrl: string, more: NodeJS.ProcessEnv = {}): Promise<void> {
    const { dataDirectory, mongodbUri } = await testConfig();
    const { MONGODB_URI: _server, ...surroundings } = process.env;
    this.#process = fork(path.join(import.meta.dirname, 'app-process.ts'), {
      execArgv: ['--import', 'tsx'],
      env: {
        ...surroundings,
        NODE_ENV: 'test',
        DATA_DIR: dataDirectory,
        BASE_URL: baseUrl,
        ...more,
        ...(mongodbUri === undefined ? {} : { MONGODB_URI: mongodbUri }),
      },
    });
    const [{ address }] = (await Promise.race([
      once(this.#process, 'message'),
      once(this.#process, 'exit').then(([code]) =>
        Promise.reject(new Error(`a process of the application ended with ${code}`)),
      ),
    ])) as [{ address: string }];
    this.address = address;
    this.#process.on('message', (report: Report) => this.#awaited.get(report.id)?.(report));
  }

  /** Has that process do this, as a job of its would. Rejects with what went wrong there. */
  async ask<Deed extends keyof Deeds>(deed: Deed, caseId: string, at: Date): Promise<Awaited<ReturnType<Deeds[Deed]>>> {
    const id = (this.#orders += 1);
    const reporting = new Promise<Report>((resolve) => this.#awaited.set(id, resolve));
    this.#process!.send({ id, deed, caseId, at: at.toISOString() } satisfies Order);
    const { result, fault } = await reporting;
    this.#awaited.delete(id);
    if (fault !== undefined) throw new Error(fault);
    return result as Awaited<ReturnType<Deeds[Deed]>>;
  }

  async stop(): Promise<void> {
    if (!this.#process || this.#process.exitCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.disconnect();
    await gone;
  }
}

/** For a describe block, after `useApp`, whose address stands in letters and codes of both. */
export function useTwoProcesses(app: RunningApp): readonly [AppProcess, AppProcess] {
  const both = [new AppProcess(), new AppProcess()] as const;
  before(async function () {
    this.timeout(60_000);
    await Promise.all(both.map((one) => one.start(app.address)));
  });
  after(() => Promise.all(both.map((one) => one.stop())));
  return both;
}
