/** npm run demo [-- --learners N]: the real server with a school in full swing, made anew at each start. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../platform/config.ts';
import { holdsAnything } from '../platform/database.ts';
import { log } from '../platform/log.ts';
import { openSystem, serve } from '../system.ts';
import { makeDemo } from './demo/story.ts';
import { describeDemo } from './demo/print.ts';

const { values } = parseArgs({ options: { learners: { type: 'string', default: '30' } } });
const learners = Number(values.learners);
if (!Number.isInteger(learners) || learners < 30 || learners > 10_000) {
  console.error('--learners takes a whole number from 30 to 10000');
  process.exit(2);
}

const given = readConfig();
const config = Object.freeze({
  ...given,
  purpose: 'demo' as const,
  dataDirectory: path.join(given.dataDirectory, 'demo'),
  keysDirectory: path.join(given.dataDirectory, 'demo', 'keys'),
  logLevel: process.env.LOG_LEVEL ?? 'warn',
});
await rm(config.dataDirectory, { recursive: true, force: true });
await openSystem(config, async () => {
  // With a MongoDB of their own behind it, nobody's data may be mixed with, or taken for, a demo's.
  if (await holdsAnything()) throw new Error('This database is not empty. Give the demo an empty one.');
});
const demo = await makeDemo(new Date(), learners);
const system = await serve(config);
console.log(describeDemo(system.address, demo));

const stop = () => void system.stop().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.once('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught exception');
  process.exit(1);
});
