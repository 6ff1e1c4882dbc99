/** `npm test`: everything that must be true of this tree. Its last line is `N passed, N failed`. */
import { spawn } from 'node:child_process';

type Outcome = { passed: number; failed: number };

const steps: readonly { name: string; command: readonly [string, ...string[]]; countsTests?: true }[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'courses', command: ['tsx', 'src/commands/courses-check.ts'] },
  { name: 'tests', command: ['mocha', 'test/**/*.test.ts'], countsTests: true },
];

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Shows what the command prints as it comes, and gives back all of it. */
function run([program, ...parameters]: readonly [string, ...string[]]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test' },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      process.stdout.write(chunk);
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
for (const { name, command, countsTests } of steps) {
  say(`\n== ${name}`);
  const started = Date.now();
  const result = await run(command);
  const outcome = countsTests
    ? countTests(result)
    : { passed: Number(result.code === 0), failed: Number(result.code !== 0) };
  sum.passed += outcome.passed;
  sum.failed += outcome.failed;
  say(`${name}: ${outcome.failed === 0 ? 'ok' : 'FAILED'} after ${Math.round((Date.now() - started) / 1000)} s`);
}
say(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;
