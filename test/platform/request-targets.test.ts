/** First lines that no browser sends: whatever they are, they are refused or answered, and are no fault of the program. */
import { connect } from 'node:net';
import { expect } from 'chai';
import { useApp } from '../support/app.ts';

describe('a strange request target', () => {
  const app = useApp();

  /** The status of the answer to this first line; undefined when the connection was closed without one. */
  function statusOf(line: string): Promise<number | undefined> {
    const { hostname, port } = new URL(app.address);
    return new Promise((resolve) => {
      let answer = '';
      const socket = connect(Number(port), hostname);
      socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
      socket.once('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]) || undefined));
      socket.write(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    });
  }

  const targets = [
    '*',
    '//',
    '///evil.example/',
    '//evil.example/beranda',
    '/\\evil.example',
    'http://evil.example/',
    'http://evil.example',
    'https://evil.example:99999/x',
    'http://',
    'http:///',
    'javascript:alert(1)',
    '/%00',
    '/%',
    '/%zz',
    '/%E0%A4%A',
    '/v/%',
    '/v/%00',
    '/berkas/%c0%af',
    '/app.css/%',
    '/?%',
    '/?a=%E0%A4%A',
    '/?bahasa=%',
    '/?bahasa=en&bahasa=id',
    '/?__proto__=1&constructor=2',
    '/masuk?kembali=%',
    '/masuk?kembali=%00',
    '/..%2f..%2fetc/passwd',
    '/./../x',
    '?',
    '#',
    'x',
    `/${'a'.repeat(8000)}`,
    `/?${'a=1&'.repeat(2000)}`,
  ];
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE']) {
    it(`is no fault of the program: ${method}`, async () => {
      const wrong: string[] = [];
      for (const target of targets) {
        const status = await statusOf(`${method} ${target}`);
        if (status !== undefined && status >= 500) wrong.push(`${target.slice(0, 40)} ${status}`);
      }
      expect(wrong).to.deep.equal([]);
    });
  }
});
