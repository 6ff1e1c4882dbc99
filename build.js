/** npm run build: the programs of this project as plain JavaScript in dist/, each in one file beside what they share. */
import { build } from 'esbuild';

await build({
  entryPoints: ['src/server.ts', 'src/commands/demo.ts', 'src/commands/db.ts', 'src/embedded/worker.ts'],
  outdir: 'dist',
  entryNames: '[name]',
  bundle: true,
  splitting: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});
