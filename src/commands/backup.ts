/** npm run backup -- <directory> */
import mongoose from 'mongoose';
import { takeBackup } from '../platform/backup/take-backup.ts';
import { now } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { connectDatabase, disconnectDatabase } from '../platform/database.ts';
import { readKeys } from '../platform/keys.ts';
import { runCommand } from './run-command.ts';
import { showProgress } from './progress.ts';

await runCommand(async ([directory]) => {
  if (directory === undefined) throw new Error('Usage: npm run backup -- <directory>');
  const config = readConfig();
  const keys = await readKeys(config.keysDirectory);
  if (keys === undefined) throw new Error(`There is nothing to back up: no keys in ${config.keysDirectory}.`);
  await connectDatabase(config);
  try {
    const client = mongoose.connection.getClient();
    const source = { client, db: mongoose.connection.db!, keys };
    const { collections, consistency } = await takeBackup(source, directory, now(), showProgress());
    const documents = collections.reduce((sum, collection) => sum + collection.documents, 0);
    console.log(`${documents} documents of ${collections.length} collections are in ${directory}.`);
    console.log(
      consistency === 'snapshot'
        ? 'All of them are of one moment.'
        : 'The database is too large for one snapshot: each collection is of the moment it was read.',
    );
    console.log(`The keys are not among them. Copy ${config.keysDirectory} to another safe place.`);
  } finally {
    await disconnectDatabase();
  }
});
