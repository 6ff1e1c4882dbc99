import { createHash } from 'node:crypto';
import { expect } from 'chai';
import sharp from 'sharp';
import { aGif, aJpeg, aPdf, aPhonePhoto, aPictureWithAPage, aPng, aWebp, eicar, heic, oldOffice } from './samples.ts';
import { proof, token, useUploadServer } from './upload-server.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('uploads', () => {
  const server = useUploadServer();

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

    for (const [given, kept, make] of [
      ['surat', 'surat.pdf', async () => aPdf()],
      ['surat.PDF.exe', 'surat.pdf', async () => aPdf()],
      ['Laporan 1.2', 'Laporan 1.2.pdf', async () => aPdf()],
      ['ok.jfif', 'ok.jpg', aJpeg],
      ['IMG-20261130-WA0001.jpg', 'IMG-20261130-WA0001.webp', aWebp],
      ['x.pdf', 'x.png', aPng],
      ['logo.gif', 'logo.png', aGif],
    ] as const) {
      it(`are what their content says: ${given} is kept as ${kept}`, async () => {
        expect(await server.send([token, proof(given, await make())])).to.include({ status: 200 });
        expect(server.seen.map(({ name }) => name)).to.deep.equal([kept]);
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
      ['a drawing that can hold a program', 'x.svg', async () => '<svg/>', 'platform.fileTypeNotAllowed', { allowed }],
      ['a program named as nothing of ours', 'x.exe', async () => 'MZ…', 'platform.fileTypeNotAllowed', { allowed }],
      ['a page named as a picture', 'x.jpg', async () => '<html></html>', 'platform.fileContentMismatch', { allowed }],
      ['a photo that only its phone can open', 'IMG_1.HEIC', async () => heic, 'platform.fileHeic', {}],
      ['the same with another name', 'IMG_1.jpg', async () => heic, 'platform.fileHeic', {}],
      ['a letter of an old program', 'surat.doc', async () => oldOffice, 'platform.fileOldOffice', {}],
      ['a test virus', 'x.pdf', async () => Buffer.concat([aPdf(), eicar, aPdf()]), 'platform.fileInfected', {}],
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

    it('each by its name, while the good ones among them are taken', async () => {
      const files = [proof('a.exe', 'MZ'), proof('b.pdf', aPdf()), proof('c.txt', 'x'), proof('d.png', await aPng())];
      const answer = await server.send([token, ...files]);
      expect(answer.status).to.equal(422);
      expect(answer.problem).to.include({ key: 'platform.fileTypeNotAllowed', fileName: 'a.exe' });
      expect(answer.problem!.values).to.include({ name: 'a.exe' });
      expect(answer.furtherProblems!.map(({ fileName }) => fileName)).to.deep.equal(['c.txt']);
      expect(server.seen.map(({ name }) => name)).to.deep.equal(['b.pdf', 'd.png']);
    });

    it('more files than are taken, whereof the first are still told', async () => {
      const three = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => proof(name, aPdf()));
      const answer = await server.send([token, ...three]);
      expect(answer.problem).to.include({ key: 'platform.tooManyFiles', fileName: 'c.pdf' });
      expect(answer.problem!.values).to.include({ max: 2 });
      expect(server.seen.map(({ name }) => name)).to.have.members(['a.pdf', 'b.pdf']);
    });

    for (const count of [25, 70]) {
      it(`a whole album of ${count}, whereof the first are taken and what was typed is there`, async () => {
        const album = Array.from({ length: count }, (_, index) => proof(`${index}.pdf`, aPdf()));
        const answer = await server.send([token, ['note', 'tetap ada'], ...album]);
        expect(answer.status).to.equal(422);
        expect(answer.problem).to.include({ key: 'platform.tooManyFiles', fileName: '2.pdf' });
        expect(answer.body.note).to.equal('tetap ada');
        expect(server.seen.map(({ name }) => name)).to.have.members(['0.pdf', '1.pdf']);
      });
    }

    it('a file 40 times too large, with the page again and not a broken connection', async () => {
      const answer = await server.send([proof('x.pdf', aPdf('x'.repeat(8_000_000))), token, ['note', 'tetap ada']]);
      expect(answer.problem).to.include({ key: 'platform.fileTooLarge' });
      expect(answer.body.note).to.equal('tetap ada');
    });
  });

  describe('of pictures', () => {
    it('come out upright, as large as they were when they are small, and without the location where they were taken', async () => {
      const photo = await aPhonePhoto();
      expect(photo.includes('TelefonAni')).to.equal(true);
      await server.send([token, proof('foto.jpg', photo)]);
      const kept = server.seen[0]!.content;
      const { width, height, exif, orientation } = await sharp(kept).metadata();
      expect({ width, height, exif, orientation }).to.deep.equal({
        width: 1200,
        height: 2400,
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
});
