import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { startEmbedded } from '../../src/embedded/index.ts';
import { aFolder } from './a-database.ts';

/** Another process that runs the database of a directory and prints its address. */
async function runElsewhere(directory: string): Promise<{ child: ChildProcess; uri: string }> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', new URL('./run-database.ts', import.meta.url).pathname, directory],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, uri: line.toString().trim() };
}

async function withClient<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 5000 }).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

describe('the embedded database: durability', function () {
  this.timeout(60_000);
  let folder: Awaited<ReturnType<typeof aFolder>>;
  beforeEach(async () => (folder = await aFolder()));
  afterEach(() => folder.remove());

  it('finds everything again after it was closed', async () => {
    const first = await startEmbedded({ directory: folder.directory });
    await withClient(first.uri, async (client) => {
      const things = client.db('d').collection('things');
      await things.createIndex({ tags: 1, n: -1 });
      await things.insertMany(Array.from({ length: 500 }, (_, n) => ({ n, tags: ['all', `t${n % 5}`] })));
    });
    await first.close();
    const second = await startEmbedded({ directory: folder.directory });
    await withClient(second.uri, async (client) => {
      const things = client.db('d').collection('things');
      expect(await things.countDocuments()).to.equal(500);
      expect(await things.countDocuments({ tags: 't3', n: { $gte: 100, $lt: 200 } })).to.equal(20);
      expect((await things.indexes()).map(({ name }) => name)).to.deep.equal(['_id_', 'tags_1_n_-1']);
    });
    await second.close();
  });

  it('loses no acknowledged write and keeps no half transaction when it is killed', async () => {
    const { child, uri } = await runElsewhere(folder.directory);
    const acknowledged: number[] = [];
    const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 500, retryWrites: false }).connect();
    const things = client.db('k').collection('things');
    await things.createIndex({ n: 1 }, { unique: true });
    const isRunning = () => child.exitCode === null && child.signalCode === null && !child.killed;
    let next = 0;
    const writers = Array.from({ length: 8 }, async () => {
      while (isRunning()) {
        const n = ++next;
        const write =
          n % 5 === 0
            ? client.withSession((session) =>
                session.withTransaction(() => things.insertMany([{ n }, { n: -n }], { session })),
              )
            : things.insertOne({ n });
        await write.then(() => acknowledged.push(n)).catch(() => undefined);
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await client.close(true);
    await Promise.all(writers);
    expect(acknowledged.length).to.be.above(20);

    const again = await startEmbedded({ directory: folder.directory });
    await withClient(again.uri, async (reopened) => {
      const kept = reopened.db('k').collection<{ n: number }>('things');
      const all = new Set((await kept.find().toArray()).map(({ n }) => n));
      expect(acknowledged.filter((n) => !all.has(n) || (n % 5 === 0 && !all.has(-n)))).to.deep.equal([]);
      expect([...all].filter((n) => n % 5 === 0 && !all.has(-n))).to.deep.equal([]);
      expect(await kept.countDocuments({ n: { $gte: -1e12 } })).to.equal(all.size);
    });
    await again.close();
  });

  it('is shared by two processes, and taken over when its owner is gone', async () => {
    const { child, uri } = await runElsewhere(folder.directory);
    const guest = await startEmbedded({ directory: folder.directory });
    expect(guest.uri).to.equal(uri);
    await withClient(guest.uri, (client) => client.db('s').collection('c').insertOne({ from: 'guest' }));
    await guest.close();
    await withClient(uri, async (client) => expect(await client.db('s').collection('c').countDocuments()).to.equal(1));
    child.kill('SIGKILL');
    await once(child, 'exit');

    const heirs = await Promise.all(Array.from({ length: 4 }, () => startEmbedded({ directory: folder.directory })));
    expect(new Set(heirs.map((heir) => heir.uri)).size).to.equal(1);
    await withClient(heirs[0]!.uri, async (client) =>
      expect(await client.db('s').collection('c').countDocuments()).to.equal(1),
    );
    await Promise.all(heirs.map((heir) => heir.close()));
  });
});
