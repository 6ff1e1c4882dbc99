/** Directories that were copied, moved or named twice while their database runs, each tried with processes of their own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { aFolder } from './a-database.ts';

const program = new URL('./run-database.ts', import.meta.url).pathname;

type Running = { child: ChildProcess; uri: string | undefined };

describe('the embedded database: which directory a process serves', function () {
  this.timeout(60_000);
  let folder: Awaited<ReturnType<typeof aFolder>>;
  let running: Running[] = [];
  const at = (name: string) => path.join(folder.directory, name);
  const original = () => at('original');

  beforeEach(async () => (folder = await aFolder()));
  afterEach(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    running = [];
    await folder.remove();
  });

  /** Another process on a directory; without an address when it refused. */
  async function run(directory: string): Promise<Running> {
    const child = spawn(process.execPath, ['--import', 'tsx', program, directory], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const line = once(child.stdout, 'data').then(([chunk]) => (chunk as Buffer).toString().trim());
    const uri = await Promise.race([line, once(child, 'exit').then(() => undefined)]);
    running.push({ child, uri });
    return { child, uri };
  }

  async function inDatabase<T>(uri: string | undefined, work: (client: MongoClient) => Promise<T>): Promise<T> {
    const client = await new MongoClient(uri!, { serverSelectionTimeoutMS: 3000 }).connect();
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }
  type Thing = { _id: string };
  const put = (uri: string | undefined, _id: string) =>
    inDatabase(uri, (client) => client.db('d').collection<Thing>('things').insertOne({ _id }));
  const namesIn = (uri: string | undefined) =>
    inDatabase(uri, async (client) =>
      (await client.db('d').collection<Thing>('things').find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id),
    );

  const sh = (command: string) => execFileSync('sh', ['-c', command], { cwd: folder.directory, stdio: 'pipe' });
  const ways: [what: string, copy: () => unknown][] = [
    ['cp -r', () => sh('cp -r original copy')],
    ['cp -a', () => sh('cp -a original copy')],
    ['tar', () => sh('mkdir copy && tar cf - -C original . 2>/dev/null | tar xf - -C copy')],
    [
      'moving the original away and copying it back to where it was',
      () => sh('mv original moved && cp -a moved original && ln -s original copy'),
    ],
    [
      'a copy with the record of its owner written anew',
      async () => {
        sh('cp -a original copy');
        await writeFile(at('copy/owner.json'), await readFile(at('original/owner.json')));
      },
    ],
  ];
  for (const [what, copy] of ways) {
    it(`writes nothing into the original of a copy: ${what}`, async () => {
      const first = await run(original());
      await put(first.uri, 'before');
      const watcher = await new MongoClient(first.uri!).connect();
      await copy();
      const second = await run(at('copy'));
      await put(second.uri, 'in the copy');
      expect(await namesIn(second.uri)).to.deep.equal(['before', 'in the copy']);
      expect(await watcher.db('d').collection('things').countDocuments()).to.equal(1);
      await watcher.close();
    });
  }

  const samePlaces: [what: string, reach: () => Promise<string>][] = [
    ['a symbolic link to it', async () => symlink(original(), at('link')).then(() => at('link'))],
    ['a link above it', async () => symlink(folder.directory, at('up')).then(() => at('up/original'))],
    ['its new name after it was moved', async () => rename(original(), at('moved')).then(() => at('moved'))],
    ['a lock file that is gone', async () => rm(at('original/owner.json')).then(original)],
    [
      'a lock whose process is not to be seen from here',
      async () => {
        const record = JSON.parse(await readFile(at('original/owner.json'), 'utf8')) as { pid: number };
        await writeFile(at('original/owner.json'), JSON.stringify({ ...record, pid: 2 ** 22 - 1 }));
        return original();
      },
    ],
  ];
  for (const [what, reach] of samePlaces) {
    it(`shares the one database that it reaches by ${what}`, async () => {
      const first = await run(original());
      await put(first.uri, 'before');
      const watcher = await new MongoClient(first.uri!).connect();
      const second = await run(await reach());
      await put(second.uri, 'from the second');
      expect(await watcher.db('d').collection('things').countDocuments()).to.equal(2);
      await watcher.close();
    });
  }

  it('gives each of two directories its own database after they have changed names', async () => {
    const first = await run(original());
    await put(first.uri, 'first');
    await rename(original(), at('moved'));
    await mkdir(original());
    const second = await run(original());
    await put(second.uri, 'second');
    const [other, another] = [await run(at('moved')), await run(original())];
    expect(await namesIn(other.uri)).to.deep.equal(['first']);
    first.child.kill('SIGTERM');
    await once(first.child, 'exit');
    expect(await namesIn(another.uri), 'whoever goes takes no socket of another along').to.deep.equal(['second']);
  });

  for (const [what, command] of [
    ['hard links', 'cp -al original copy'],
    ['symbolic links', `mkdir copy && ln -s "$PWD"/original/* copy/`],
  ] as const) {
    it(`refuses a copy that is made of ${what}: it would write into the original`, async () => {
      const first = await run(original());
      await put(first.uri, 'first');
      sh(command);
      const { uri } = await run(at('copy'));
      expect(uri).to.equal(undefined);
    });
  }

  it('may be copied slowly while it is written to, and the copy opens whole', async () => {
    const count = 3000;
    const first = await run(original());
    await inDatabase(first.uri, async (client) => {
      const pieces = client.db('d').collection<{ _id: number; text: string }>('pieces');
      await pieces.createIndex({ text: 1 });
      await pieces.insertMany(Array.from({ length: count }, (_, n) => ({ _id: n, text: `${n}`.padEnd(400, '.') })));
      const copying = new AbortController();
      const write = async () => {
        for (let n = 0; !copying.signal.aborted; n = (n + 97) % count)
          await pieces.updateOne({ _id: n }, { $set: { text: `${Math.random()}`.padEnd(400, '.') } });
      };
      const writing = Promise.all([write(), write(), write(), write()]);
      await copySlowly(at('original/data.mdb'), at('copy/data.mdb'));
      copying.abort();
      await writing;
    });
    const second = await run(at('copy'));
    await inDatabase(second.uri, async (client) => {
      const pieces = client.db('d').collection('pieces');
      expect(await pieces.find().toArray()).to.have.length(count);
      expect(await pieces.find({ text: { $gte: '' } }).toArray()).to.have.length(count);
      expect((await pieces.updateMany({}, { $set: { isCopy: true } })).modifiedCount).to.equal(count);
    });
  });
});

/** From the beginning to the end as `cp` does, but what there was at first over three seconds, as to a slow disk. */
async function copySlowly(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to));
  const [source, target] = [await open(from, 'r'), await open(to, 'w')];
  const part = Buffer.alloc(Math.ceil((await source.stat()).size / 20));
  for (let step = 0; ; step++) {
    const { bytesRead } = await source.read(part);
    if (bytesRead === 0) break;
    await target.write(part, 0, bytesRead);
    if (step < 20) await wait(150);
  }
  await Promise.all([source.close(), target.close()]);
}
