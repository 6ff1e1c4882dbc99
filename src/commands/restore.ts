/** npm run restore -- <directory> [--dry-run] */
import { acceptRestoredChain, type AnchorsAside } from '../platform/audit-restore.ts';
import { checkBackup, restoreBackup } from '../platform/backup/restore-backup.ts';
import { now } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import { installKeys, readKeys } from '../platform/keys.ts';
import { must } from '../platform/must.ts';
import { showProgress } from './progress.ts';
import { runCommand } from './run-command.ts';
import { withDatabase } from './with-database.ts';

await runCommand(async (words, config) => {
  const directory = words.find((word) => !word.startsWith('--'));
  const unknown = words.find((word) => word.startsWith('--') && word !== '--dry-run');
  if (directory === undefined || unknown) throw new Error('Usage: npm run restore -- <directory> [--dry-run]');
  const { keysDirectory, backupSecret } = config;
  const keys = await readKeys(keysDirectory);
  if (words.includes('--dry-run')) {
    const { takenAt, collections } = await checkBackup(directory, keys, showProgress(), backupSecret);
    console.log(`The backup of ${takenAt} is whole: ${collections.length} collections. Nothing was written.`);
    return;
  }
  await withDatabase(config, async () => {
    const db = openDatabase();
    const { takenAt, collections } = await restoreBackup(db, directory, keys, showProgress(), backupSecret);
    console.log(`The backup of ${takenAt} is restored: ${collections.length} collections, all counts agree.`);
    installKeys(must(keys, 'the keys that a backup is restored with'));
    const aside = await acceptRestoredChain(config.dataDirectory, now());
    if (aside) console.log(describe(aside));
  });
});

function describe({ anchored, restored, file }: AnchorsAside): string {
  const places = `The audit anchors here reach entry ${anchored}, the restored audit trail ends at entry ${restored}`;
  return `${places}: the anchors are set aside as ${file}. Keep that file, it shows what the restore took back.`;
}
