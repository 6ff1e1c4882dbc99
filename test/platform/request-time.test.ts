import http from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import express, { type ErrorRequestHandler } from 'express';
import type { PageError } from '../../src/platform/errors.ts';
import { answerTooSlow, limitRequestTime } from '../../src/platform/request-time.ts';

const limits = { formMilliseconds: 150, spanMilliseconds: 200, leastBytes: 20, mostSpans: 10 };
const form = 'application/x-www-form-urlencoded';
const files = 'multipart/form-data; boundary=x';

describe('the time for a request', () => {
  const servers: http.Server[] = [];
  /** A server that answers some time after the body is all there, with or without pages. */
  async function serve(hasPages: boolean): Promise<number> {
    const app = express();
    if (hasPages) app.use(answerTooSlow);
    app.post('/', (req, res) => void req.resume().once('end', () => void pause(300).then(() => res.end('received'))));
    app.use(((error: PageError, _req, res, _next) => {
      res.status(error.status).send(`page: ${error.reason}`);
    }) as ErrorRequestHandler);
    const server = http.createServer({ requestTimeout: 0 });
    limitRequestTime(server, limits);
    server.on('request', app);
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return (server.address() as AddressInfo).port;
  }
  let [bare, withPages] = [0, 0];
  before(async () => {
    [bare, withPages] = [await serve(false), await serve(true)];
  });
  after(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** Sends so many bytes every 50 ms, `pieces` times, and returns the answer. */
  async function send(
    port: number,
    type: string,
    { pieces, bytes }: { pieces: number; bytes: number },
  ): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.on('error', () => undefined);
    const closed = new Promise<void>((done) => socket.once('close', () => done()));
    const length = pieces * bytes + (pieces === 0 ? 10 : 1);
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\na`,
    );
    for (let piece = 0; piece < pieces; piece += 1) {
      await pause(50);
      if (socket.readableLength > 0 || answer !== '') break;
      socket.write('x'.repeat(bytes));
    }
    if (answer === '') await Promise.race([closed, pause(1500)]);
    socket.destroy();
    return answer;
  }

  const ok = /^HTTP\/1.1 200 OK/;
  const tooSlow = /^HTTP\/1.1 408 Request Timeout/;
  const cases: [what: string, type: string, pieces: number, bytes: number, answer: RegExp][] = [
    ['is over for a form that comes too slowly', form, 20, 1, tooSlow],
    ['does not run while the answer is made', form, 1, 10, ok],
    ['does not end for files as long as they come', files, 24, 10, ok],
    ['is over for files that hardly come', files, 40, 1, tooSlow],
    ['is over for files that come no more', files, 0, 1, tooSlow],
    ['is over for files in the end', files, 60, 10, tooSlow],
  ];
  for (const [what, type, pieces, bytes, answer] of cases) {
    it(what, async () => {
      expect(await send(bare, type, { pieces, bytes })).to.match(answer);
    });
  }

  it('ends with a page, where there are pages', async () => {
    for (const type of [form, files]) {
      const answer = await send(withPages, type, { pieces: 40, bytes: 1 });
      expect(answer).to.match(tooSlow).and.to.contain('page: platform.tooSlow');
    }
  });
});
