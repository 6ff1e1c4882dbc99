/** npm run db:export -- <folder> */
import { exportDump } from '../platform/backup/export-dump.ts';
import { openDatabase } from '../platform/database.ts';
import { showProgress } from './progress.ts';
import { runCommand } from './run-command.ts';
import { withDatabase } from './with-database.ts';

await runCommand(async ([folder], config) => {
  if (folder === undefined) throw new Error('Usage: npm run db:export -- <folder>');
  await withDatabase(config, async () => {
    const dumped = await exportDump(openDatabase(), folder, showProgress());
    const documents = dumped.reduce((sum, collection) => sum + collection.documents, 0);
    console.log(`Wrote ${documents} documents in ${dumped.length} collections to ${folder}.`);
  });
});
