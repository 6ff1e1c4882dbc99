import http from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { limitRequestTime } from '../../src/platform/request-time.ts';

describe('the time for a request', () => {
  let server: http.Server;
  before(async () => {
    server = http.createServer();
    limitRequestTime(server, 150);
    server.on('request', (req, res) => {
      req.resume().once('end', () => void pause(300).then(() => res.end('received')));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Sends the first half of a body, the rest after 400 ms if it still may, and returns the first line of the answer. */
  async function send(type: string, { isSlow }: { isSlow: boolean }): Promise<string> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    const closed = new Promise<void>((done) => socket.once('close', () => done()));
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: 4\r\n\r\nab`,
    );
    if (isSlow) await pause(400);
    if (!socket.destroyed && answer === '') socket.write('cd');
    await closed;
    return answer.split('\r\n', 1)[0]!;
  }

  const cases: [what: string, type: string, isSlow: boolean, answer: string][] = [
    [
      'is over for a form that comes too slowly',
      'application/x-www-form-urlencoded',
      true,
      'HTTP/1.1 408 Request Timeout',
    ],
    ['is longer for files', 'multipart/form-data; boundary=x', true, 'HTTP/1.1 200 OK'],
    ['does not run while the answer is made', 'application/x-www-form-urlencoded', false, 'HTTP/1.1 200 OK'],
  ];
  for (const [what, type, isSlow, answer] of cases) {
    it(what, async () => expect(await send(type, { isSlow })).to.equal(answer));
  }
});
