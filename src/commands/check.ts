/**
 * `npm test`: everything that must be true of this tree. Its last line is `N passed, N failed`, with `, N skipped` when a
 * test could not run here. `npm run test:quick` leaves out whatever needs a database or a browser.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { addTotals, noTests, readTotals, sayTotals, type Totals } from './test-totals.ts';

type Command = readonly [string, ...string[]];
type Step = Readonly<{ name: string; command: Command; countsTests?: true }>;

const steps: readonly Step[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'courses', command: ['tsx', 'src/commands/courses-check.ts'] },
];

/** Two halves that take about as long as each other, each with a database of its own, on the two cores of a small machine. */
const halves: readonly Step[] = [
  {
    name: 'tests of whole stories',
    command: ['mocha', 'test/*.test.ts', 'test/browser/**/*.test.ts'],
    countsTests: true,
  },
  {
    name: 'tests of parts',
    command: ['mocha', 'test/*/**/*.test.ts', '--ignore', 'test/browser/**'],
    countsTests: true,
  },
];

/** What is pure: rules, policies and forms as tables of cases, and what reads the tree itself. */
const quickHalf: Step = {
  name: 'tests of rules',
  command: ['mocha', 'test/**/*.{rules,policy,form}.test.ts', 'test/architecture.test.ts', 'test/strings.test.ts'],
  countsTests: true,
};

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Hands on what the command prints as it comes, and gives back all of it. */
function run(
  [program, ...parameters]: Command,
  show: (text: string) => void,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test' },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      show(text);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

let sum: Totals = noTests;

async function check({ name, command, countsTests }: Step, show: (text: string) => void): Promise<void> {
  show(`\n== ${name}\n`);
  const started = Date.now();
  const result = await run(command, show);
  const outcome = countsTests ? readTotals(result) : { ...noTests, [result.code === 0 ? 'passed' : 'failed']: 1 };
  sum = addTotals(sum, outcome);
  show(`${name}: ${outcome.failed === 0 ? 'ok' : 'FAILED'} after ${Math.round((Date.now() - started) / 1000)} s\n`);
}

/** What the halves asked of the embedded database, and nobody else: that is not theirs to know while they run. */
const afterwards: Step = {
  name: 'what the database is asked',
  command: ['mocha', 'test/embedded/asked.ts'],
  countsTests: true,
};

/** Both halves, and what they have to tell when both are done. With a MongoDB of others nobody asks the embedded database. */
async function checkAll(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'layar-asked-'));
  process.env.ASKED_FILE = path.join(folder, 'asked');
  try {
    await checkTogether(halves);
    if (!process.env.MONGODB_URI) await checkTogether([afterwards]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs them beside each other, and shows one after another what they print, so that their lines don't mix. */
async function checkTogether(together: readonly Step[]): Promise<void> {
  const held = together.map(() => '');
  let shown = 0;
  const running = together.map((step, index) =>
    check(step, (text) => {
      if (index === shown) process.stdout.write(text);
      else held[index] += text;
    }),
  );
  for (const [index, step] of running.entries()) {
    shown = index;
    process.stdout.write(held[index] ?? '');
    await step;
  }
}

await checkTogether(steps);
if (process.argv.includes('--quick')) await checkTogether([quickHalf]);
else await checkAll();

say(`\n${sayTotals(sum)}`);
process.exitCode = sum.failed === 0 ? 0 : 1;
