/**
 * npm run bench:pages: what pages cost, signed in, with the demo's data, beside a bare Express and EJS page of the same size
 * measured in the same run. Prints requests per second of processor time and the ratio to the bare page. Linux only.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { Browser } from '../test/support/browser.ts';
import { type Submission, prepareSubmissions } from './submissions.ts';
import { type MeasuredServer, startServer } from './server.ts';

const connections = 32;
const seconds = Number(process.env.SECONDS ?? 6);
const learners = 60;
const password = 'perahu kertas biru 2026';

type Measured = Readonly<{ perCpuSecond: number; p50: number; p99: number; bytes: number; failed: number }>;

async function measure(server: MeasuredServer, address: string, cookie?: string): Promise<Measured> {
  const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}) };
  await autocannon({ url: address, connections, duration: 2, headers });
  const before = server.cpuSeconds();
  const result = await autocannon({ url: address, connections, duration: seconds, headers });
  const answered = result['2xx'] + result.non2xx;
  return {
    perCpuSecond: result['2xx'] / (server.cpuSeconds() - before),
    p50: result.latency.p50,
    p99: result.latency.p99,
    bytes: Math.round(result.throughput.total / answered),
    failed: result.non2xx + result.errors,
  };
}

async function measureBare(bytes: number): Promise<Measured> {
  const bare = await startServer([process.execPath, '--import', 'tsx', 'bench/bare.ts'], {
    PAGE_BYTES: String(bytes),
    NODE_ENV: 'production',
  });
  try {
    return await measure(bare, bare.address);
  } finally {
    await bare.stop();
  }
}

/** Each of these can be done once, so they are sent one after another by as many senders as there are connections. */
async function measureSubmissions(server: MeasuredServer, prepared: readonly Submission[]): Promise<Measured> {
  const queue = [...prepared];
  const times: number[] = [];
  let failed = 0;
  const before = server.cpuSeconds();
  const sender = async () => {
    for (let one = queue.pop(); one; one = queue.pop()) {
      const started = performance.now();
      const answer = await fetch(`${server.address}/kuis/${one.attempt}/kirim`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: one.cookie },
        body: new URLSearchParams({ _csrf: one.token }),
      });
      await answer.arrayBuffer();
      if (answer.status !== 303) failed += 1;
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: connections }, sender));
  const cpu = server.cpuSeconds() - before;
  times.sort((one, other) => one - other);
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)]!);
  return { perCpuSecond: prepared.length / cpu, p50: at(0.5), p99: at(0.99), bytes: 0, failed };
}

function show(name: string, page: Measured, bare: Measured | undefined): void {
  const cells = [
    name.padEnd(24),
    `${page.perCpuSecond.toFixed(0).padStart(6)} /cpu s`,
    bare ? `${(page.perCpuSecond / bare.perCpuSecond).toFixed(2)} of bare` : '            ',
    `p50 ${page.p50} ms`,
    `p99 ${page.p99} ms (${(page.p99 / Math.max(1, page.p50)).toFixed(1)}x)`,
    `${(page.bytes / 1000).toFixed(1)} KB`,
    page.failed > 0 ? `${page.failed} FAILED` : '',
  ];
  console.log(cells.join('  '));
}

async function signIn(address: string, login: string): Promise<Browser> {
  const browser = new Browser(address);
  await browser.open('/masuk');
  return browser.submit('/masuk', { contact: login, password });
}

const directory = await mkdtemp(path.join(os.tmpdir(), 'layar-bench-'));
const server = await startServer([process.execPath, 'dist/demo.js', '--learners', String(learners)], {
  DATA_DIR: directory,
  PORT: '0',
  NODE_ENV: 'production',
});
try {
  const { address, output } = server;
  const learner = await signIn(address, 'sari.wulandari@demo.layar.example');
  const graduate = await signIn(address, 'endang.suhartini@demo.layar.example');
  const code = /certified\s+\S+\/v\/(\S+)/.exec(output)![1]!;
  const linkOf = (browser: Browser, part: RegExp) =>
    browser.page
      .querySelectorAll('a[href]')
      .map((a) => a.getAttribute('href')!)
      .find((href) => part.test(href))!;
  const classroom = linkOf(await learner.open('/beranda'), /^\/kelas\/\w+$/);
  const lesson = linkOf(await learner.open(classroom), /\/materi\//);
  const quiz = linkOf(learner, /\/kuis\/11-/);
  await learner.open(quiz);
  await learner.submit('/mulai');
  const question = learner.path;
  const download = linkOf(await graduate.open('/sertifikat'), /\.pdf$/);
  const prepared = await prepareSubmissions(address, learners, signIn);

  await server.settle();
  const pages: [string, string, string?][] = [
    ['front page', '/'],
    ['learner home', '/beranda', learner.cookie],
    ['lesson', lesson, learner.cookie],
    ['quiz question', question, learner.cookie],
    ['certificate check', `/v/${code}`],
    ['certificate download', download, graduate.cookie],
  ];
  for (const [name, where, cookie] of pages) {
    const measured = await measure(server, `${address}${where}`, cookie);
    show(name, measured, await measureBare(measured.bytes));
  }
  show('quiz submission', await measureSubmissions(server, prepared), undefined);
} finally {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}
