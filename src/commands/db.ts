/** npm run db: runs the embedded database by itself, so that app processes may come and go. Stop it with SIGTERM or Ctrl-C. */
import path from 'node:path';
import { once } from 'node:events';
import { startEmbedded } from '../embedded/index.ts';
import { runCommand } from './run-command.ts';

await runCommand(async (_words, { dataDirectory, mongodbUri }) => {
  if (mongodbUri) throw new Error('MONGODB_URI names a MongoDB: there is no embedded database to run.');
  const directory = path.join(dataDirectory, 'database');
  const database = await startEmbedded({ directory });
  if (!database.isOwner) throw new Error(`Another process already runs the database in ${directory}.`);
  console.log(`The database in ${directory} is open at ${database.uri}`);
  console.log(`Start each process of the app with MONGODB_URI='${database.uri}'`);
  console.log('or with the same DATA_DIR.');
  // A thread alone keeps no process alive.
  const staying = setInterval(() => undefined, 2 ** 30);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  clearInterval(staying);
  await database.close();
});
