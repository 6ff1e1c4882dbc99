/** Taking jobs from the queue: as soon as this process adds one, and by looking once a second for those of others. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { log } from '../log.ts';
import { type ClaimedJob, claimJob } from './job.lease.ts';
import { onArrival } from './job.queue.ts';
import { enqueueTicks } from './job.repeat.ts';
import { runJob } from './job.run.ts';

const pollMilliseconds = 1000;

const nameWorker = () => `${hostname()}:${process.pid}:${randomUUID()}`;

export type Worker = Readonly<{
  /** Takes no more jobs and resolves once those in hand are finished. */
  stop: () => Promise<void>;
}>;

/** Starts working in this process, on at most `concurrency` jobs at once. Several processes may each have a worker. */
export function startWorker({ concurrency }: { concurrency: number }): Worker {
  const crew = new Crew(concurrency);
  const poll = () => {
    enqueueTicks().catch((error: unknown) => log.error({ err: error }, 'repeated jobs not queued'));
    crew.look();
  };
  const timer = setInterval(poll, pollMilliseconds);
  const stopListening = onArrival(() => crew.look());
  poll();
  return {
    stop: () => {
      clearInterval(timer);
      stopListening();
      return crew.goHome();
    },
  };
}

/** Runs everything that is due, and what that adds, one job after another; returns how many attempts were made. */
export async function runDueJobs(): Promise<number> {
  const name = nameWorker();
  for (let attempts = 0; ; attempts++) {
    const job = await claimJob(name);
    if (!job) return attempts;
    await runJob(job);
  }
}

/** The jobs that this process has in hand at one moment. */
class Crew {
  readonly #name = nameWorker();
  readonly #concurrency: number;
  readonly #inHand = new Set<Promise<void>>();
  #taking: Promise<void> | undefined;
  #mustLookAgain = false;
  #isGoingHome = false;

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** One claim at a time; a call that comes while one is under way makes it look once more, so no arrival is missed. */
  look(): void {
    this.#mustLookAgain = true;
    this.#taking ??= this.#takeJobs()
      .catch((error: unknown) => log.error({ err: error }, 'queue not readable'))
      .finally(() => {
        this.#taking = undefined;
        if (this.#mustLookAgain && this.#hasRoom()) this.look();
      });
  }

  async goHome(): Promise<void> {
    this.#isGoingHome = true;
    await this.#taking;
    await Promise.all(this.#inHand);
  }

  #hasRoom(): boolean {
    return !this.#isGoingHome && this.#inHand.size < this.#concurrency;
  }

  async #takeJobs(): Promise<void> {
    while (this.#mustLookAgain && this.#hasRoom()) {
      this.#mustLookAgain = false;
      const job = await claimJob(this.#name);
      if (!job) continue;
      this.#mustLookAgain = true;
      this.#start(job);
    }
  }

  #start(job: ClaimedJob): void {
    const run: Promise<void> = runJob(job)
      .catch((error: unknown) => log.error({ err: error, jobId: job.id, kind: job.kind }, 'outcome not recorded'))
      .finally(() => {
        this.#inHand.delete(run);
        this.look();
      });
    this.#inHand.add(run);
  }
}
