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

const showNow = (text: string) => void process.stdout.write(text);
for (const step of steps) await check(step, showNow);

// The second half is shown when the first is done, so that their lines don't mix.
const [first, second] = halves as [Step, Step];
let held: string | undefined = '';
const both = check(second, (text) => (held === undefined ? showNow(text) : (held += text)));
await check(first, showNow);
showNow(held);
held = undefined;
await both;

say(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;
