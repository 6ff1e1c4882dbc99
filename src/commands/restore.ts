/** npm run restore -- <directory> [--dry-run] */
import mongoose from 'mongoose';
import { checkBackup, restoreBackup } from '../platform/backup/restore-backup.ts';
import { readConfig } from '../platform/config.ts';
import { connectDatabase, disconnectDatabase } from '../platform/database.ts';
import { readKeys } from '../platform/keys.ts';
import { runCommand } from './run-command.ts';
import { showProgress } from './progress.ts';

await runCommand(async (words) => {
  const directory = words.find((word) => word !== '--dry-run');
  if (directory === undefined) throw new Error('Usage: npm run restore -- <directory> [--dry-run]');
  const config = readConfig();
  const keys = await readKeys(config.keysDirectory);
  if (words.includes('--dry-run')) {
    const { takenAt, collections } = await checkBackup(directory, keys, showProgress());
    console.log(`The backup of ${takenAt} is whole: ${collections.length} collections. Nothing was written.`);
    return;
  }
  await connectDatabase(config);
  try {
    const { takenAt, collections } = await restoreBackup(mongoose.connection.db!, directory, keys, showProgress());
    console.log(`The backup of ${takenAt} is restored: ${collections.length} collections, all counts agree.`);
  } finally {
    await disconnectDatabase();
  }
});
