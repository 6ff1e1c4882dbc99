/** A server in a process of its own, and the processor time it has used, for measurements from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

export type MeasuredServer = {
  pid: number;
  address: string;
  output: string;
  cpuSeconds: () => number;
  /** Resolves when the process has nothing left to do, such as the letters of a fresh demo. */
  settle: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Linux counts processor time in hundredths of a second; all threads of the process are in it. */
const ticksPerSecond = 100;

function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** An idle server still asks for jobs now and then. */
const idleShare = 0.05;

async function settle(pid: number): Promise<void> {
  const periodInMs = 3000;
  for (let before = cpuSecondsOf(pid); ;) {
    await setTimeout(periodInMs);
    const after = cpuSecondsOf(pid);
    if (after - before < (idleShare * periodInMs) / 1000) return;
    before = after;
  }
}

/** Starts a program and waits until a line of its output shows the address it answers at. */
export function startServer(
  command: readonly [string, ...string[]],
  env: Record<string, string>,
): Promise<MeasuredServer> {
  const [program, ...parameters] = command;
  const child = spawn(program, parameters, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let output = '';
    let isReady = false;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const address = /ready at (\S+)|open at (\S+)/.exec(output);
      // The demo prints its accounts after its address, in one piece.
      if (!address || isReady) return;
      isReady = true;
      void setTimeout(500).then(() => resolve(measured(child, (address[1] ?? address[2])!, output)));
    });
    child.on('exit', (code) => reject(new Error(`${program} ended with ${code}: ${output}`)));
  });
}

function measured(child: ChildProcess, address: string, output: string): MeasuredServer {
  return {
    pid: child.pid!,
    address,
    output,
    cpuSeconds: () => cpuSecondsOf(child.pid!),
    settle: () => settle(child.pid!),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
