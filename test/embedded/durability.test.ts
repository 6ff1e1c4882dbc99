import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { startEmbedded } from '../../src/embedded/index.ts';
import { aFolder, errorOf } from './a-database.ts';

/**
 * Another process that runs the database of a directory and prints its address.
 * @param largestFile kilobytes that a file of it may have, as on a disk that is full beyond
 */
async function runElsewhere(directory: string, largestFile?: number): Promise<{ child: ChildProcess; uri: string }> {
  const program = new URL('./run-database.ts', import.meta.url).pathname;
  const limit = `ulimit -f ${largestFile ?? 'unlimited'} && exec "$@"`;
  const child = spawn('bash', ['-c', limit, 'bash', process.execPath, '--import', 'tsx', program, directory], {
    // A full disk makes the store talk.
    stdio: ['ignore', 'pipe', largestFile === undefined ? 'inherit' : 'ignore'],
  });
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

  it('has no half-built index after it was killed, and builds it anew', async () => {
    const { child, uri } = await runElsewhere(folder.directory);
    const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 500, retryWrites: false }).connect();
    const things = client.db('k').collection('things');
    await things.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n })));
    const build = things.createIndex({ n: 1 }, { unique: true }).then(
      () => 'built',
      () => 'killed',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await build).to.equal('killed');
    await client.close(true);

    const again = await startEmbedded({ directory: folder.directory });
    await withClient(again.uri, async (reopened) => {
      const kept = reopened.db('k').collection<{ n: number }>('things');
      expect((await kept.indexes()).map(({ name }) => name)).to.deep.equal(['_id_']);
      await kept.createIndex({ n: 1 }, { unique: true });
      expect(await kept.find({ n: { $gte: 0 } }).toArray()).to.have.length(20_000);
    });
    await again.close();
  });

  it('says that the disk is full, keeps what was acknowledged and goes on reading', async () => {
    const { child, uri } = await runElsewhere(folder.directory, 8 * 1024);
    const acknowledged: number[] = [];
    const refused: { code?: unknown; message: string }[] = [];
    await withClient(uri, async (client) => {
      const things = client.db('f').collection<{ n: number; text: string }>('things');
      await things.createIndex({ n: 1 }, { unique: true });
      let next = 0;
      const writers = Array.from({ length: 8 }, async () => {
        while (refused.length < 30) {
          const n = ++next;
          const thing = { n, text: 'x'.repeat(20_000) };
          const write =
            n % 5 === 0
              ? client.withSession((session) => session.withTransaction(() => things.insertOne(thing, { session })))
              : things.insertOne(thing);
          await write.then(
            () => acknowledged.push(n),
            (error: Error) => refused.push(error),
          );
        }
      });
      await Promise.all(writers);
      expect(new Set(refused.map(({ code, message }) => `${String(code)} ${message}`))).to.deep.equal(
        new Set(['14031 the disk is full or fails: nothing was written']),
      );
      const beside = client.db('f').collection('beside');
      expect((await errorOf(beside.insertOne({ text: 'x'.repeat(2e6) }))).code).to.equal(14_031);
      expect(await beside.countDocuments()).to.equal(0);
      const there = await things.find({ n: { $in: acknowledged } }).toArray();
      expect(there.map(({ text }) => text.length)).to.deep.equal(acknowledged.map(() => 20_000));
      expect(await things.countDocuments()).to.equal(acknowledged.length);
      expect(await things.estimatedDocumentCount()).to.equal(acknowledged.length);
    });
    expect(acknowledged.length).to.be.above(50);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const again = await startEmbedded({ directory: folder.directory });
    await withClient(again.uri, async (client) => {
      const things = client.db('f').collection<{ n: number }>('things');
      const numbers = (await things.find().sort({ n: 1 }).toArray()).map(({ n }) => n);
      expect(numbers).to.deep.equal(acknowledged.sort((a, b) => a - b));
      await things.insertOne({ n: -1 });
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
