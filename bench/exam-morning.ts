/**
 * npm run bench:exam: a school sits its exam. Each learner signs in at a moment of the window, takes a quiz, and everything
 * acknowledged is afterwards compared with what is stored. Prints the latency of each step and the processor time that all
 * processes of the server took for a learner. LEARNERS=1000 WINDOW=60 (seconds) THINKING=5 (seconds a question)
 * PROCESSES=1 of the app; MONGODB_URI measures on that server, which has to be empty. Linux only.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { MongoClient, ObjectId } from 'mongodb';
import { demoPassword, learnerAt } from '../src/commands/demo/people.ts';
import { withDatabaseName } from '../src/platform/database.ts';
import { type Given, type Step, takeExam, type Times } from './examinee.ts';
import { type MeasuredServer, startServer } from './server.ts';

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const learners = number('LEARNERS', 1000);
const windowMs = number('WINDOW', 60) * 1000;
const thinkingMs = number('THINKING', 5) * 1000;
const processes = number('PROCESSES', 1);
/** After these the demo's learners have no part in its story. */
const firstExtra = 30;

type School = Readonly<{ apps: readonly MeasuredServer[]; all: readonly MeasuredServer[]; uri: string | undefined }>;

const directory = await mkdtemp(path.join(os.tmpdir(), 'layar-exam-'));
const demoDirectory = path.join(directory, 'demo');
const production = { NODE_ENV: 'production', LOG_LEVEL: 'error' };

/** Several processes need a database beside them; one has the embedded database in itself, as a small school has. */
async function openSchool(): Promise<School> {
  const given = process.env.MONGODB_URI;
  const database =
    given === undefined && processes > 1 ? await startDatabase(path.join(directory, 'shared')) : undefined;
  const uri = given ?? database?.address;
  const shared = { ...production, MONGODB_URI: uri ?? '' };
  const demo = ['dist/demo.js', '--learners', String(firstExtra + learners)] as const;
  const apps = [await startServer([process.execPath, ...demo], { ...shared, DATA_DIR: directory, PORT: '0' })];
  for (let count = 1; count < processes; count += 1)
    apps.push(
      await startServer([process.execPath, 'dist/server.js'], {
        ...shared,
        LOG_LEVEL: 'info',
        DATA_DIR: demoDirectory,
        PORT: '0',
      }),
    );
  return { apps, all: [...apps, ...(database ? [database] : [])], uri };
}

const startDatabase = (dataDirectory: string) =>
  startServer([process.execPath, 'dist/db.js'], { ...production, MONGODB_URI: '', DATA_DIR: dataDirectory });

type Morning = Readonly<{ times: Times; given: readonly Given[]; failures: readonly string[] }>;

async function holdExam(apps: readonly MeasuredServer[]): Promise<Morning> {
  const times: Times = new Map();
  const given: Given[] = [];
  const failures: string[] = [];
  const sit = async (index: number) => {
    await setTimeout((windowMs * index) / learners);
    const address = apps[index % apps.length]?.address ?? '';
    const login = learnerAt(firstExtra + index).email;
    try {
      given.push(await takeExam({ address, login, password: demoPassword, thinkingMs, times }));
    } catch (error) {
      failures.push(`${login}: ${String(error)}`);
    }
  };
  await Promise.all(Array.from({ length: learners }, (_, index) => sit(index)));
  return { times, given, failures };
}

type StoredAttempt = { _id: ObjectId; state: string; questions: { value: string[] }[] };

/** How many acknowledged answers, and how many sent quizzes, the database does not hold as they were given. */
async function countLost(
  uri: string,
  given: readonly Given[],
): Promise<{ answers: number; lost: number; unsent: number }> {
  const client = await new MongoClient(uri).connect();
  try {
    const attempts = client.db(withDatabaseName(uri).dbName).collection<StoredAttempt>('attempts');
    const found = await attempts.find({ _id: { $in: given.map(({ attempt }) => new ObjectId(attempt)) } }).toArray();
    const stored = new Map(found.map((one) => [one._id.toString(), one]));
    const answers = given.flatMap(({ attempt, values }) =>
      [...values].map(([place, value]) => ({ value, kept: stored.get(attempt)?.questions[place - 1]?.value })),
    );
    return {
      answers: answers.length,
      lost: answers.filter(({ value, kept }) => JSON.stringify(kept) !== JSON.stringify(value)).length,
      unsent: given.filter(({ attempt }) => stored.get(attempt)?.state !== 'submitted').length,
    };
  } finally {
    await client.close();
  }
}

async function inspect({ all, uri }: School, given: readonly Given[]) {
  if (uri !== undefined) return countLost(uri, given);
  await Promise.all(all.map((server) => server.stop()));
  const database = await startDatabase(demoDirectory);
  try {
    return await countLost(database.address, given);
  } finally {
    await database.stop();
  }
}

function show(times: Times): void {
  const steps: readonly Step[] = [...times.keys()];
  for (const step of steps) {
    const sorted = [...(times.get(step) ?? [])].sort((one, other) => one - other);
    const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? NaN);
    const cells = [50, 95, 99, 100].map((share) => `p${share} ${String(at(share / 100)).padStart(6)} ms`);
    console.log(`${step.padEnd(14)} ${String(sorted.length).padStart(6)}  ${cells.join('  ')}`);
  }
}

const school = await openSchool();
try {
  const cpu = () => school.all.reduce((sum, server) => sum + server.cpuSeconds(), 0);
  await Promise.all(school.all.map((server) => server.settle()));
  const before = cpu();
  const started = performance.now();
  const { times, given, failures } = await holdExam(school.apps);
  const seconds = (performance.now() - started) / 1000;
  const spent = cpu() - before;
  show(times);
  const { answers, lost, unsent } = await inspect(school, given);
  console.log(
    `${given.length} of ${learners} learners in ${seconds.toFixed(0)} s, ${failures.length} failed; ` +
      `${answers} answers acknowledged, ${lost} lost; ${unsent} quizzes not sent`,
  );
  console.log(`${((1000 * spent) / learners).toFixed(0)} ms of processor time a learner, ${processes} process(es)`);
  for (const failure of failures.slice(0, 10)) console.log(`  ${failure}`);
  process.exitCode = failures.length + lost + unsent === 0 ? 0 : 1;
} finally {
  await Promise.all(school.all.map((server) => server.stop()));
  await rm(directory, { recursive: true, force: true });
}
