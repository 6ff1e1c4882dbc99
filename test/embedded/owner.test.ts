import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { startEmbedded } from '../../src/embedded/index.ts';
import { identityOf } from '../../src/embedded/ground/identity.ts';
import { socketPathFor } from '../../src/embedded/socket-path.ts';
import { runWorker } from '../../src/embedded/worker-thread.ts';
import { aFolder } from './a-database.ts';

/** `npm run db` for a data directory, and what it has printed. */
async function runDb(dataDirectory: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', path.resolve('src/commands/db.ts')], {
    env: { ...process.env, DATA_DIR: dataDirectory, MONGODB_URI: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const open = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const uri = /MONGODB_URI='([^']+)'/.exec(said)?.[1];
      if (uri) resolve(uri);
    });
  });
  const uri = await Promise.race([open, ended.then(() => undefined)]);
  return { child, uri, ended, said: () => said };
}

describe('the embedded database: who runs it', function () {
  this.timeout(60_000);
  let folder: Awaited<ReturnType<typeof aFolder>>;
  beforeEach(async () => (folder = await aFolder()));
  afterEach(() => folder.remove());

  it('is started again when its thread dies, and no write is lost or done twice', async () => {
    const { directory } = folder;
    const database = await identityOf(directory);
    const socketPath = await socketPathFor(directory, database);
    const running = await runWorker({ directory, database, socketPath, sweepEveryMs: 60_000 });
    const uri = `mongodb://${encodeURIComponent(socketPath)}/?directConnection=true&replicaSet=embedded`;
    const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 20_000 }).connect();
    const things = client.db('w').collection<{ _id: number; times: number }>('things');
    await things.insertOne({ _id: 0, times: 0 });
    const first = running.thread();
    setTimeout(() => void first.terminate(), 300);
    // One after the other: of several at once the driver repeats only the one whose error comes first.
    let next = 0;
    while (running.thread() === first || next < 200) {
      await things.insertOne({ _id: ++next, times: 1 });
      await things.updateOne({ _id: 0 }, { $inc: { times: 1 } });
    }
    expect(running.thread()).to.not.equal(first);
    expect(await things.countDocuments({ times: 1 })).to.equal(next);
    expect((await things.findOne({ _id: 0 }))?.times).to.equal(next);
    await client.close();
    await running.close();
  });

  it('may be run by itself, for several processes, and answers what it was asked before it stops', async () => {
    const first = await runDb(folder.directory);
    const second = await runDb(folder.directory);
    expect(await second.ended).to.equal(1);
    expect(second.said()).to.match(/^Another process already runs the database/);

    const guest = await startEmbedded({ directory: path.join(folder.directory, 'database') });
    expect(guest).to.include({ uri: first.uri, isOwner: false });
    const client = await new MongoClient(guest.uri, { retryWrites: false, serverSelectionTimeoutMS: 500 }).connect();
    const things = client.db('d').collection<{ n: number }>('things');
    const outcomes: Promise<unknown>[] = [];
    for (let n = 0; n < 50; n++) outcomes.push(things.insertOne({ n }));
    await outcomes[0];
    first.child.kill('SIGTERM');
    const answered = (await Promise.allSettled(outcomes)).filter(({ status }) => status === 'fulfilled').length;
    expect(await first.ended).to.equal(0);
    await client.close();

    const again = await startEmbedded({ directory: path.join(folder.directory, 'database') });
    expect(again.isOwner).to.equal(true);
    const reader = await new MongoClient(again.uri).connect();
    expect(await reader.db('d').collection('things').countDocuments()).to.be.at.least(answered);
    await reader.close();
    await again.close();
  });
});
