/**
 * npm run bench:crash: kills the embedded database in the middle of writing, over and over, and looks at what is there
 * afterwards. Prints how many writes were acknowledged, how many of these are lost, how many transactions are there by half,
 * and how often an index tells something else than the documents. All but the first have to be zero. ROUNDS=100.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Collection, MongoClient } from 'mongodb';

const rounds = Number(process.env.ROUNDS ?? 100);
const writers = 16;
const shortestMs = 200;
const varyingMs = 600;
const patienceMs = 2000;

/** A transaction writes one document with the number and one with its negative. */
type Thing = { n: number };
const isOfTransaction = (n: number) => n % 5 === 0;

const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-crash-'));

async function startDatabase() {
  const child = spawn(process.execPath, ['dist/db.js'], {
    env: { ...process.env, DATA_DIR: folder, MONGODB_URI: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const uri = /open at (\S+)/.exec(said.toString())![1]!;
  return { child, uri };
}

/** Writes until the database is gone; gives back the numbers of the writes that it acknowledged. */
async function writeUntilKilled(first: number): Promise<number[]> {
  const { child, uri } = await startDatabase();
  const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 500, retryWrites: false }).connect();
  const things = client.db('crash').collection<Thing>('things');
  await things.createIndex({ n: 1 }, { unique: true });
  const acknowledged: number[] = [];
  let next = first;
  const killed = new AbortController();
  const writing = Array.from({ length: writers }, async () => {
    while (!killed.signal.aborted) {
      const n = ++next;
      try {
        if (isOfTransaction(n)) await writePair(client, things, n);
        else await things.insertOne({ n });
        acknowledged.push(n);
      } catch {
        // Not acknowledged: it may be there or not.
      }
    }
  });
  await setTimeout(shortestMs + Math.random() * varyingMs);
  child.kill('SIGKILL');
  killed.abort();
  await once(child, 'exit');
  await client.close(true);
  // Of what was under way when the connections went, the driver leaves some without an end.
  await Promise.race([Promise.all(writing), setTimeout(patienceMs)]);
  return [...acknowledged];
}

async function writePair(client: MongoClient, things: Collection<Thing>, n: number): Promise<void> {
  const session = client.startSession();
  try {
    session.startTransaction();
    await things.insertOne({ n }, { session });
    await things.insertOne({ n: -n }, { session });
    await session.commitTransaction();
  } finally {
    await session.endSession();
  }
}

type Finding = { lost: number; half: number; stray: number };

async function inspect(acknowledged: readonly number[]): Promise<Finding> {
  const { child, uri } = await startDatabase();
  const client = await new MongoClient(uri).connect();
  const things = client.db('crash').collection<Thing>('things');
  const numbers = async (hint: object) => (await things.find().hint(hint).toArray()).map(({ n }) => n);
  const scanned = new Set(await numbers({ $natural: 1 }));
  const indexed = await numbers({ n: 1 });
  const isThere = (n: number) => scanned.has(n) && (!isOfTransaction(n) || scanned.has(-n));
  const found = {
    lost: acknowledged.filter((n) => !isThere(n)).length,
    half: [...scanned].filter((n) => isOfTransaction(n) && !scanned.has(-n)).length,
    stray:
      indexed.filter((n) => !scanned.has(n)).length +
      Math.abs(indexed.length - scanned.size) +
      Math.abs((await things.estimatedDocumentCount()) - scanned.size),
  };
  await client.close();
  child.kill('SIGTERM');
  await once(child, 'exit');
  return found;
}

const sum: Finding = { lost: 0, half: 0, stray: 0 };
let acknowledged = 0;
for (let round = 1; round <= rounds; round++) {
  const written = await writeUntilKilled(round * 1_000_000);
  const found = await inspect(written);
  acknowledged += written.length;
  for (const kind of ['lost', 'half', 'stray'] as const) sum[kind] += found[kind];
  if (round % 10 === 0)
    console.log(
      `${round} rounds: ${acknowledged} acknowledged, ${sum.lost} lost, ${sum.half} half transactions, ` +
        `${sum.stray} differences between index and documents`,
    );
}
await rm(folder, { recursive: true });
process.exitCode = sum.lost + sum.half + sum.stray === 0 ? 0 : 1;
