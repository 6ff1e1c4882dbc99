/** npm run backup -- <directory> */
import mongoose from 'mongoose';
import { takeBackup } from '../platform/backup/take-backup.ts';
import type { Manifest } from '../platform/backup/manifest.ts';
import { now } from '../platform/clock.ts';
import { openDatabase } from '../platform/database.ts';
import { readKeys } from '../platform/keys.ts';
import { showProgress } from './progress.ts';
import { runCommand } from './run-command.ts';
import { withDatabase } from './with-database.ts';

await runCommand(async ([directory], config) => {
  if (directory === undefined) throw new Error('Usage: npm run backup -- <directory>');
  const keys = await readKeys(config.keysDirectory);
  if (keys === undefined) throw new Error(`There is nothing to back up: no keys in ${config.keysDirectory}.`);
  await withDatabase(config, async () => {
    const { backupSecret: secret } = config;
    const source = { client: mongoose.connection.getClient(), db: openDatabase(), keys, secret };
    const manifest = await takeBackup(source, directory, now(), showProgress());
    console.log(`${describe(manifest)} It is in ${directory}.`);
    console.log(
      secret
        ? 'It is encrypted. Without the passphrase or key nobody can read it, you neither: keep it somewhere else.'
        : 'It is not encrypted. Set BACKUP_PASSPHRASE or BACKUP_KEY to encrypt the next one.',
    );
    console.log(`The keys are not in it. Copy ${config.keysDirectory} to another safe place.`);
  });
});

function describe({ collections, consistency }: Manifest): string {
  const documents = collections.reduce((sum, collection) => sum + collection.documents, 0);
  const moment =
    consistency === 'snapshot'
      ? 'all of one moment'
      : 'each collection of the moment it was read, because the database is too large for one snapshot';
  return `The backup holds ${documents} documents in ${collections.length} collections, ${moment}.`;
}
