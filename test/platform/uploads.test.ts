import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import sharp from 'sharp';
import { installFiles } from '../../src/platform/files/index.ts';
import { sweepQuarantine } from '../../src/platform/files/quarantine.ts';
import { ClamdServer } from './clamd-server.ts';
import { aJpeg, aPdf, aPhonePhoto, aPictureWithAPage, aPng, aWebp, eicar } from './samples.ts';
import { UploadServer } from './upload-server.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const proof = (name: string, content: Uint8Array | string): [string, File] => ['proof', new File([content], name)];
const token: [string, string] = ['_csrf', 'right'];

describe('uploads', () => {
  const server = new UploadServer();
  let dataDirectory: string;
  const quarantine = () => path.join(dataDirectory, 'quarantine');
  const leftovers = () => readdir(quarantine());

  /** The answer goes out before the files go, so it takes a moment. */
  async function quarantineIsEmpty(): Promise<void> {
    for (let tries = 0; (await leftovers()).length > 0 && tries < 50; tries++) await pause(20);
    expect(await leftovers(), 'nothing stays in quarantine').to.deep.equal([]);
  }

  before(async () => {
    dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'layar-upload-'));
    await server.listen();
  });
  after(async () => {
    await server.close();
    await rm(dataDirectory, { recursive: true });
  });
  beforeEach(() => {
    installFiles({ dataDirectory, clamdAddress: undefined });
    [server.seen, server.calls] = [[], 0];
  });
  afterEach(quarantineIsEmpty);

  describe('that are what they claim', () => {
    for (const [name, type, make] of [
      ['NIB.pdf', 'application/pdf', async () => aPdf()],
      ['foto.JPEG', 'image/jpeg', aJpeg],
      ['foto.png', 'image/png', aPng],
      ['foto.webp', 'image/webp', aWebp],
    ] as const) {
      it(`are accepted: ${name}`, async () => {
        const content = await make();
        const answer = await server.send([token, ['note', 'catatan'], proof(name, content)]);
        expect(answer).to.deep.include({ status: 200, body: { _csrf: 'right', note: 'catatan' } });
        const [file] = server.seen;
        expect(file).to.include({ field: 'proof', type, scan: 'not-scanned', receivedSha256: sha256(content) });
        expect(file).to.include({ bytes: file!.content.length, sha256: sha256(file!.content) });
      });
    }

    it('keep a PDF byte for byte', async () => {
      await server.send([token, proof('NIB.pdf', aPdf())]);
      expect(server.seen[0]!.content).to.deep.equal(aPdf());
    });

    it('may be none: an empty field is no file', async () => {
      expect(await server.send([token, ['proof', new File([], '')]])).to.include({ status: 200 });
      expect(server.seen).to.deep.equal([]);
    });
  });

  describe('that are refused', () => {
    const allowed = 'PDF, JPG, PNG, WEBP';
    for (const [reason, name, make, key, values] of [
      ['a type that is not taken', 'surat.docx', async () => 'PK', 'platform.fileTypeNotAllowed', { allowed }],
      ['a name without a type', 'surat', async () => aPdf(), 'platform.fileTypeNotAllowed', { allowed }],
      ['a drawing that can hold a program', 'x.svg', async () => '<svg/>', 'platform.fileTypeNotAllowed', { allowed }],
      [
        'a second extension behind the first',
        'x.pdf.exe',
        async () => aPdf(),
        'platform.fileTypeNotAllowed',
        { allowed },
      ],
      ['a page named as a picture', 'x.jpg', async () => '<html></html>', 'platform.fileContentMismatch', { allowed }],
      ['a picture named as a document', 'x.pdf', aPng, 'platform.fileContentMismatch', { allowed }],
      ['a picture of another kind', 'x.jpg', aPng, 'platform.fileContentMismatch', { allowed }],
      [
        'a PDF behind a page',
        'x.pdf',
        async () => Buffer.concat([Buffer.from('<html>'), aPdf()]),
        'platform.fileContentMismatch',
        { allowed },
      ],
      ['a PDF that breaks off', 'x.pdf', async () => '%PDF-1.7 …', 'platform.fileContentMismatch', { allowed }],
      ['an empty file', 'x.pdf', async () => '', 'platform.fileEmpty', {}],
      ['half a picture', 'x.jpg', async () => (await aPhonePhoto()).subarray(0, 4000), 'platform.imageUnreadable', {}],
      ['one byte too many', 'x.pdf', async () => aPdf('x'.repeat(200_000)), 'platform.fileTooLarge', { max: '200 KB' }],
    ] as const) {
      it(`${reason}: ${key}`, async () => {
        const answer = await server.send([token, proof(name, await make()), ['note', 'tetap ada']]);
        expect(answer.status).to.equal(422);
        expect(answer.problem).to.include({ key, field: 'proof', fileName: name });
        expect(answer.problem!.values).to.include(values);
        expect(answer.body.note, 'what was typed behind the file').to.equal('tetap ada');
        expect(server.seen).to.deep.equal([]);
      });
    }

    it('a picture of too many pixels', async () => {
      const bomb = await sharp({ create: { width: 5200, height: 5000, channels: 3, background: 'red' } })
        .png({ compressionLevel: 9 })
        .toBuffer();
      expect(bomb.length).to.be.below(200_000);
      const answer = await server.send([token, proof('bom.png', bomb)]);
      expect(answer.problem).to.include({ key: 'platform.imageUnreadable' });
    });

    it('more files than are taken, whereof the first are still told', async () => {
      const three = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => proof(name, aPdf()));
      const answer = await server.send([token, ...three]);
      expect(answer.problem).to.include({ key: 'platform.tooManyFiles', fileName: 'c.pdf' });
      expect(answer.problem!.values).to.include({ max: 2 });
      expect(server.seen.map(({ name }) => name)).to.deep.equal(['a.pdf', 'b.pdf']);
    });

    it('a file 40 times too large, with the page again and not a broken connection', async () => {
      const answer = await server.send([proof('x.pdf', aPdf('x'.repeat(8_000_000))), token, ['note', 'tetap ada']]);
      expect(answer.problem).to.include({ key: 'platform.fileTooLarge' });
      expect(answer.body.note).to.equal('tetap ada');
    });
  });

  describe('whose request is not ours', () => {
    for (const [reason, fields, status] of [
      ['no token', [proof('x.pdf', aPdf())], 403],
      ['another token', [['_csrf', 'wrong'], proof('x.pdf', aPdf())], 403],
      ['a field the form does not have', [token, ['other', new File([aPdf()], 'x.pdf')]], 400],
      ['nested field names', [token, ['a[b]', 'x']], 400],
      ['too many fields', [token, ...Array.from({ length: 60 }, (_, n) => [`f${n}`, 'x'] as [string, string])], 400],
      ['an endless field name', [token, ['x'.repeat(200), 'x']], 400],
      ['an endless text', [token, ['note', 'x'.repeat(200_000)]], 400],
    ] as const) {
      it(`is refused: ${reason}`, async () => {
        const answer = await server.send(fields as never);
        expect(answer.status).to.equal(status);
        expect(server.calls, 'the page never acts').to.equal(0);
      });
    }

    it('is refused: a body that is not what its header says', async () => {
      const headers = { 'content-type': 'multipart/form-data; boundary=here' };
      for (const body of ['', 'nothing of the kind', '--here\r\nContent-Disposition: form-data; name="a"\r\n\r\nb']) {
        const response = await fetch(server.address, { method: 'POST', body, headers });
        expect(response.status).to.equal(400);
      }
      const unbounded = { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } };
      expect((await fetch(server.address, unbounded)).status).to.equal(400);
    });

    it('leaves nothing when it breaks off in the middle of a file', async () => {
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
      await quarantineIsEmpty();
      expect(server.calls).to.equal(0);
    });
  });

  describe('of pictures', () => {
    it('come out upright, no wider than 1600, and without the place they were taken', async () => {
      const photo = await aPhonePhoto();
      expect(photo.includes('TelefonAni')).to.equal(true);
      await server.send([token, proof('foto.jpg', photo)]);
      const kept = server.seen[0]!.content;
      const { width, height, exif, orientation } = await sharp(kept).metadata();
      expect({ width, height, exif, orientation }).to.deep.equal({
        width: 800,
        height: 1600,
        exif: undefined,
        orientation: undefined,
      });
      expect(kept.includes('TelefonAni')).to.equal(false);
    });

    it('come out without the page that was hidden in them', async () => {
      const polyglot = await aPictureWithAPage();
      await server.send([token, proof('foto.jpg', polyglot)]);
      expect(server.seen[0]!.receivedSha256).to.equal(sha256(polyglot));
      expect(server.seen[0]!.content.includes('<script')).to.equal(false);
    });
  });

  describe('with a virus scanner', () => {
    let clamd: ClamdServer;
    beforeEach(async () => {
      clamd = new ClamdServer();
      installFiles({ dataDirectory, clamdAddress: await clamd.listen() });
    });
    afterEach(() => clamd.close());

    it('are scanned as they were sent, and say so', async () => {
      const photo = await aPhonePhoto();
      await server.send([token, proof('foto.jpg', photo)]);
      expect(server.seen[0]!.scan).to.equal('clean');
      expect(sha256(clamd.scanned[0]!)).to.equal(sha256(photo));
    });

    it('are refused when infected', async () => {
      const answer = await server.send([token, proof('x.pdf', aPdf(eicar.toString()))]);
      expect(answer.problem).to.include({ key: 'platform.fileInfected' });
      expect(server.seen).to.deep.equal([]);
    });

    for (const [mood, seconds] of [
      ['confused', 0],
      ['abrupt', 0],
      ['silent', 5],
    ] as const) {
      it(`are refused while it is ${mood}, after ${seconds} s`, async () => {
        clamd.mood = mood;
        const start = Date.now();
        const answer = await server.send([token, proof('x.pdf', aPdf())]);
        expect(answer.problem).to.include({ key: 'platform.fileScanUnavailable' });
        expect((Date.now() - start) / 1000).to.be.within(seconds - 0.1, seconds + 2);
      });
    }

    it('are refused while it is away', async () => {
      clamd.close();
      const answer = await server.send([token, proof('x.pdf', aPdf())]);
      expect(answer.problem).to.include({ key: 'platform.fileScanUnavailable' });
    });
  });

  it('that a process left behind when it died are swept away, and no others', async () => {
    const [old, fresh] = [path.join(quarantine(), 'request-old'), path.join(quarantine(), 'request-new')];
    for (const folder of [old, fresh]) await mkdir(folder, { recursive: true });
    await writeFile(path.join(old, '0'), 'x');
    const hourAgo = new Date(Date.now() - 3_600_000);
    await utimes(old, hourAgo, hourAgo);
    expect(await sweepQuarantine(quarantine(), new Date(Date.now() - 1_800_000))).to.equal(1);
    expect(await leftovers()).to.deep.equal(['request-new']);
    await rm(fresh, { recursive: true });
  });
});
