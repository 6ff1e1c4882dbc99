/**
 * Processes of the whole system whose database is stopped, killed and started again under load, on both ways that it runs,
 * and that are told to end meanwhile.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';

type Answer = Readonly<{ status: number; seconds: number; retryAfter: string | undefined; isLast: boolean }>;
/** What came of a request: an answer, a connection that was never taken, or one that was cut. */
type Outcome = Answer | 'refused' | 'cut';

describe('a system whose database goes away', function () {
  this.timeout(150_000);
  let directory = '';
  let running: ChildProcess[] = [];
  beforeEach(async () => (directory = await mkdtemp(path.join(os.tmpdir(), 'layar-outage-'))));
  afterEach(async () => {
    for (const child of running) child.kill('SIGKILL');
    running = [];
    await rm(directory, { recursive: true, force: true });
  });

  /** Runs a program of ours and waits for the line that says it is ready; returns what the line names. */
  async function start(program: string, ready: RegExp, more: Record<string, string> = {}) {
    const { MONGODB_URI: _server, ...surroundings } = process.env;
    const child = spawn(process.execPath, ['--import', 'tsx', path.resolve(program)], {
      env: { ...surroundings, NODE_ENV: 'test', DATA_DIR: directory, PORT: '0', ...more },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.push(child);
    let said = '';
    const named = new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = ready.exec(said)?.[1];
        if (found) resolve(found);
      });
    });
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${program} ended: ${said}`)));
    ended.catch(() => undefined);
    return { child, named: await Promise.race([named, ended]) };
  }
  const startDatabase = () => start('src/commands/db.ts', /MONGODB_URI='([^']+)'/);
  const startApp = (more?: Record<string, string>) => start('src/server.ts', /ready at (\S+)/, more);

  /** Ends a process; returns after how many seconds it was gone. */
  async function end(child: ChildProcess): Promise<number> {
    const begun = performance.now();
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    return (performance.now() - begun) / 1000;
  }

  function ask(address: string, agent?: http.Agent, target = '/'): Promise<Outcome> {
    const begun = performance.now();
    return new Promise((resolve) => {
      const req = http.get(`${address}${target}`, agent ? { agent } : {}, (res) => {
        res.resume();
        res.once('error', () => resolve('cut'));
        res.once('end', () =>
          resolve({
            status: res.statusCode!,
            seconds: (performance.now() - begun) / 1000,
            retryAfter: res.headers['retry-after'],
            isLast: res.headers.connection === 'close',
          }),
        );
      });
      req.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'cut'));
    });
  }

  /** Ten visitors who ask one page after another until it is over; returns all that came of it. */
  function load(address: string) {
    const agent = new http.Agent({ keepAlive: true });
    const over = new AbortController();
    const outcomes: Outcome[] = [];
    const visit = async () => {
      while (!over.signal.aborted) {
        const outcome = await ask(address, agent);
        outcomes.push(outcome);
        if (outcome === 'refused') await wait(50);
      }
    };
    const visits = Promise.all(Array.from({ length: 10 }, visit));
    return async () => {
      over.abort();
      await visits;
      agent.destroy();
      return outcomes;
    };
  }

  function expectAnswers(outcomes: readonly Outcome[]): void {
    expect(outcomes.filter((outcome) => outcome === 'cut')).to.have.length(0);
    const answers = outcomes.filter((outcome) => typeof outcome !== 'string');
    expect(Math.max(...answers.map(({ seconds }) => seconds))).to.be.lessThan(5);
    for (const { status, retryAfter } of answers) {
      expect(status).to.be.oneOf([200, 503]);
      if (status === 503) expect(retryAfter).to.equal('5');
    }
  }

  async function expectBack(address: string): Promise<void> {
    const begun = performance.now();
    for (;;) {
      const answer = await ask(address);
      if (typeof answer !== 'string' && answer.status === 200) break;
      expect(performance.now() - begun, 'it works again within ten seconds').to.be.lessThan(10_000);
      await wait(100);
    }
  }

  const ways: [what: string, ownDatabase: boolean][] = [
    ['run by itself', true],
    ['run by another process of the app', false],
  ];
  for (const [what, ownDatabase] of ways) {
    it(`answers every request in time and goes on by itself: database ${what}`, async () => {
      const startIt = ownDatabase ? startDatabase : () => startApp();
      let database = await startIt();
      const app = await startApp(ownDatabase ? { MONGODB_URI: database.named } : {});
      await expectBack(app.named);

      const whileStopped = load(app.named);
      await wait(500);
      database.child.kill('SIGSTOP');
      await wait(9000);
      database.child.kill('SIGCONT');
      await expectBack(app.named);
      expectAnswers(await whileStopped());

      const whileGone = load(app.named);
      database.child.kill('SIGKILL');
      await wait(6000);
      const gone = await ask(app.named);
      expect(gone).to.include({ status: 503 });
      database = await startIt();
      await expectBack(app.named);
      expectAnswers(await whileGone());

      database.child.kill('SIGSTOP');
      const hanging = Array.from({ length: 5 }, () => ask(app.named));
      await wait(200);
      expect(await end(app.child)).to.be.lessThan(30);
      expectAnswers(await Promise.all(hanging));
    });
  }

  it('cuts no request when it is told to end under load, and says first that it will', async () => {
    const app = await startApp();
    await expectBack(app.named);
    const stopLoad = load(app.named);
    await wait(2000);
    const ended = end(app.child);
    await wait(500);
    expect(await ask(app.named, undefined, '/readyz')).to.include({ status: 503, isLast: true });
    expect(await ended).to.be.lessThan(30);
    const outcomes = await stopLoad();
    expect(outcomes.filter((outcome) => outcome === 'cut')).to.have.length(0);
    expect(outcomes.length).to.be.greaterThan(20);
  });
});
