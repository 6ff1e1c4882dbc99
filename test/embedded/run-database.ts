import { startEmbedded } from '../../src/embedded/index.ts';

/** Run as a process of its own: serves the directory that it is given until it is killed. */
const { uri } = await startEmbedded({ directory: process.argv[2] as string });
process.stdout.write(`${uri}\n`);
setInterval(() => undefined, 1_000_000);
