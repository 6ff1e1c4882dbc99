/** `npm test`: everything that must be true of this tree. Its last line is `N passed, N failed`. */
import { spawn } from 'node:child_process';

type Outcome = { passed: number; failed: number };
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

/** Mocha's own totals. A run that ends without them, or with another code than they imply, has failed. */
function countTests({ code, output }: { code: number; output: string }): Outcome {
  const total = (word: string) => Number(new RegExp(`^ {2}(\\d+) ${word}\\b`, 'm').exec(output)?.[1] ?? 0);
  const counted = { passed: total('passing'), failed: total('failing') + total('pending') };
  return counted.failed === 0 && (code !== 0 || counted.passed === 0) ? { ...counted, failed: 1 } : counted;
}

const sum: Outcome = { passed: 0, failed: 0 };

async function check({ name, command, countsTests }: Step, show: (text: string) => void): Promise<void> {
  show(`\n== ${name}\n`);
  const started = Date.now();
  const result = await run(command, show);
  const outcome = countsTests
    ? countTests(result)
    : { passed: Number(result.code === 0), failed: Number(result.code !== 0) };
  sum.passed += outcome.passed;
  sum.failed += outcome.failed;
  show(`${name}: ${outcome.failed === 0 ? 'ok' : 'FAILED'} after ${Math.round((Date.now() - started) / 1000)} s\n`);
}

/** Runs them beside each other, and shows one after another what they print, so that their lines don't mix. */
async function checkTogether(together: readonly Step[]): Promise<void> {
  const held = together.map(() => '');
  let shown = 0;
  const running = together.map((step, place) =>
    check(step, (text) => {
      if (place === shown) process.stdout.write(text);
      else held[place] += text;
    }),
  );
  for (const [place, one] of running.entries()) {
    shown = place;
    process.stdout.write(held[place]!);
    await one;
  }
}

await checkTogether(steps);
await checkTogether(halves);

say(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;
