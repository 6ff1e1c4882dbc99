/** What every command does around its work. */
import { type Config, readConfig } from '../platform/config.ts';
import { setLogLevel } from '../platform/log.ts';

/** Runs the work with the words of the command line; a failure is one plain sentence and exit code 1. */
export async function runCommand(work: (words: readonly string[], config: Config) => Promise<void>): Promise<void> {
  try {
    setLogLevel('warn');
    await work(process.argv.slice(2), readConfig());
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
