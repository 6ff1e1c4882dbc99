/** Work of many clients at once, and what it cost the server's process. */
import { readFileSync } from 'node:fs';
import type { MeasuredServer } from '../server.ts';

export type Measured = Readonly<{ perSecond: number; p50: number; p99: number; cpuMicros: number }>;

const atLeastMs = Number(process.env.SECONDS ?? 3) * 1000;

/** Runs the work over and over with so many clients; times are milliseconds, processor time is microseconds an operation. */
export async function measure(
  server: MeasuredServer,
  clients: number,
  work: (n: number) => Promise<unknown>,
  longEnoughMs = atLeastMs,
): Promise<Measured> {
  let next = 0;
  await Promise.all(Array.from({ length: clients * 8 }, () => work(next++)));
  const first = next;
  const times: number[] = [];
  const cpu = server.cpuSeconds();
  const started = performance.now();
  const client = async () => {
    for (let at = performance.now(); at - started < longEnoughMs;) {
      await work(next++);
      const now = performance.now();
      times.push(now - at);
      at = now;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    perSecond: (next - first) / seconds,
    p50: at(0.5),
    p99: at(0.99),
    cpuMicros: ((server.cpuSeconds() - cpu) * 1e6) / (next - first),
  };
}

/** Megabytes that a process holds: all, and without the pages of mapped files, which the system takes back when it needs them. */
export function residentMegabytes(pid: number): { all: number; own: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN) / 1024;
  return { all: read('VmRSS'), own: read('RssAnon') };
}
