/** Starts in the order config → keys → database → app → jobs, and stops in the reverse order. */
import { readConfig } from './platform/config.ts';
import { log } from './platform/log.ts';
import { addressWarning } from './platform/public-address.ts';
import { startSystem } from './system.ts';

const config = readConfig();
const system = await startSystem(config);
const announce = (line: string) => process.stdout.write(`${line}\n`);
announce(`Layar is ready at ${system.address}`);
if (config.mongodbUri === undefined) announce(`Embedded database in ${config.dataDirectory}`);
const warning = addressWarning(config);
if (warning) announce(warning);
if (system.setupLink) announce(`No administrator yet. Create the first one, once, at:\n  ${system.setupLink}`);

async function stop(why: string): Promise<void> {
  log.info({ why }, 'stopping');
  await system.stop();
  process.exit(why === 'crash' ? 1 : 0);
}

process.once('SIGTERM', () => void stop('SIGTERM'));
process.once('SIGINT', () => void stop('SIGINT'));
process.once('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught exception');
  void stop('crash');
});
