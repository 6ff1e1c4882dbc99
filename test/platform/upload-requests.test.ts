import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { sweepQuarantine } from '../../src/platform/files/quarantine.ts';
import { aPdf } from './samples.ts';
import { proof, quarantineIsEmpty, token, useUploadServer } from './upload-server.ts';

describe('requests with uploads', () => {
  const server = useUploadServer();

  describe('that are not ours', () => {
    for (const [reason, fields, status] of [
      ['no token', [proof('x.pdf', aPdf())], 403],
      ['another token', [['_csrf', 'wrong'], proof('x.pdf', aPdf())], 403],
      ['a field the form does not have', [token, ['other', new File([aPdf()], 'x.pdf')]], 400],
      ['nested field names', [token, ['a[b]', 'x']], 400],
      ['too many fields', [token, ...Array.from({ length: 60 }, (_, n) => [`f${n}`, 'x'] as [string, string])], 400],
      ['an endless field name', [token, ['x'.repeat(200), 'x']], 400],
      ['an endless text', [token, ['note', 'x'.repeat(200_000)]], 400],
    ] as const) {
      it(`are refused: ${reason}`, async () => {
        const answer = await server.send(fields as never);
        expect(answer.status).to.equal(status);
        expect(server.calls, 'the page never acts').to.equal(0);
      });
    }

    it('are refused: a body that is not what its header says', async () => {
      const headers = { 'content-type': 'multipart/form-data; boundary=here' };
      for (const body of ['', 'nothing of the kind', '--here\r\nContent-Disposition: form-data; name="a"\r\n\r\nb']) {
        const response = await fetch(server.address, { method: 'POST', body, headers });
        expect(response.status).to.equal(400);
      }
      const unbounded = { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } };
      expect((await fetch(server.address, unbounded)).status).to.equal(400);
    });

    it('leave nothing when they break off in the middle of a file', async () => {
      const { hostname, port } = new URL(server.address);
      for (let round = 0; round < 20; round++) {
        const socket = connect(Number(port), hostname);
        socket.write(
          'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 150000\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n' +
            '--b\r\nContent-Disposition: form-data; name="proof"; filename="x.pdf"\r\n\r\n%PDF-1.7\n',
        );
        for (let part = 0; part < round; part++) socket.write('x'.repeat(1000));
        await pause(round * 2);
        socket.destroy();
      }
      await quarantineIsEmpty(server);
      expect(server.calls).to.equal(0);
    });
  });

  it('may come from anybody where the page is public', async () => {
    const answer = await server.send([token, proof('x.pdf', aPdf())], 'public');
    expect(answer).to.deep.include({ status: 200, body: { files: 1 } });
    expect(await server.send([proof('x.pdf', aPdf())], 'public')).to.include({ status: 403 });
  });

  describe('from anybody that are longer than the page takes', () => {
    const head = 'POST /public HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n';
    const part = '--b\r\nContent-Disposition: form-data; name="proof"; filename="x.exe"\r\n\r\n';
    const asChunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
    const chunk = asChunk('x'.repeat(10_000));
    const said = 'platform.fileTooLarge';

    /** What comes back, and how much could be sent before the connection was cut, up to `most` bytes. */
    async function sendOn(start: string, most: number) {
      const { hostname, port } = new URL(server.address);
      const socket = connect(Number(port), hostname).setEncoding('utf8');
      let answer = '';
      socket.on('data', (text: string) => (answer += text));
      const cut = new Promise<void>((resolve) => socket.once('close', () => resolve()).on('error', () => undefined));
      socket.write(start);
      while (!socket.destroyed && socket.bytesWritten < most) {
        if (!socket.write(chunk)) await Promise.race([new Promise((ready) => socket.once('drain', ready)), cut]);
        await pause(0);
      }
      return { answer: () => answer, sent: socket.bytesWritten, cut, socket };
    }

    it('are answered from their first line, before anything of them has come', async () => {
      const { answer, socket } = await sendOn(`${head}Content-Length: 600000000\r\n\r\n`, 1);
      for (let tries = 0; tries < 50 && answer() === ''; tries++) await pause(20);
      expect(answer())
        .to.match(/^HTTP\/1.1 422/)
        .and.to.contain(said);
      socket.destroy();
    });

    it('are answered as soon as too much has come when they do not say how long they are', async () => {
      const { answer, sent, cut } = await sendOn(
        `${head}Transfer-Encoding: chunked\r\n\r\n${asChunk(part)}`,
        200_000_000,
      );
      await cut;
      expect(answer())
        .to.match(/^HTTP\/1.1 422/)
        .and.to.contain('platform.fileTypeNotAllowed')
        .and.to.contain('x.exe');
      expect(sent, 'read on for a moment and not for ever').to.be.below(60_000_000);
      await quarantineIsEmpty(server);
    });

    it('are answered where one has to be signed in, too, naming the film that nobody asked for and keeping what came before', async () => {
      const csrf = '--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\nright\r\n';
      const good = `${part.replace('x.exe', 'a.pdf')}${aPdf().toString()}\r\n`;
      const film = `${part.replace('x.exe', 'film.mp4')}\0\0\0\x18ftypisom\0\0\0\0isommp42`;
      const start = head.replace('/public', '/') + 'Transfer-Encoding: chunked\r\n\r\n' + asChunk(csrf + good + film);
      const { answer, sent, cut } = await sendOn(start, 200_000_000);
      await cut;
      expect(answer())
        .to.match(/^HTTP\/1.1 422/)
        .and.to.contain('film.mp4')
        .and.to.contain('platform.restUnread');
      expect(server.seen.map(({ name }) => name)).to.deep.equal(['a.pdf']);
      expect(sent).to.be.below(60_000_000);
    });

    it('are cut off after some seconds when they neither end nor go on', async function () {
      this.timeout(10_000);
      const started = Date.now();
      const { cut } = await sendOn(`${head}Content-Length: 600000000\r\n\r\n`, 1);
      await cut;
      expect(Date.now() - started).to.be.within(4000, 8000);
    });
  });

  it('whose process died are cleared away after a while', async () => {
    const [old, fresh] = [path.join(server.quarantine, 'request-old'), path.join(server.quarantine, 'request-new')];
    for (const folder of [old, fresh]) await mkdir(folder, { recursive: true });
    await writeFile(path.join(old, '0'), 'x');
    const hourAgo = new Date(Date.now() - 3_600_000);
    await utimes(old, hourAgo, hourAgo);
    expect(await sweepQuarantine(server.quarantine, new Date(Date.now() - 1_800_000))).to.equal(1);
    expect(await readdir(server.quarantine)).to.deep.equal(['request-new']);
    await rm(fresh, { recursive: true });
  });
});
