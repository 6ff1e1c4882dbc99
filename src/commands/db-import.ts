/** npm run db:import -- <folder> */
import { importDump } from '../platform/backup/import-dump.ts';
import { openDatabase } from '../platform/database.ts';
import { showProgress } from './progress.ts';
import { runCommand } from './run-command.ts';
import { withDatabase } from './with-database.ts';

await runCommand(async ([folder], config) => {
  if (folder === undefined) throw new Error('Usage: npm run db:import -- <folder>');
  await withDatabase(config, async () => {
    const imported = await importDump(openDatabase(), folder, showProgress());
    const documents = imported.reduce((sum, collection) => sum + collection.documents, 0);
    console.log(`Read ${documents} documents into ${imported.length} collections; all counts agree.`);
  });
});
