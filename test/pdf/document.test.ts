import { expect } from 'chai';
import { startStructure, tag } from '../../src/platform/pdf/document.ts';
import { drawQr } from '../../src/platform/pdf/qr.ts';
import { findSignatureSpace, reserveSignature } from '../../src/platform/pdf/signature-space.ts';
import { drawText } from '../../src/platform/pdf/text.ts';
import { decodeQr, readPdfText } from '../support/pdf.ts';
import { aDrawnDocument } from './a-document.ts';

const style = { face: 'sans', size: 12, colour: '#000000' } as const;
const anchor = { x: 50, y: 50 };

describe('a document', () => {
  it('is tagged, in Indonesian, and shows its title', async () => {
    const source = (
      await aDrawnDocument((document) => {
        const root = startStructure(document);
        tag(document, root, 'H1', {}, () => drawText(document, 'Judul', anchor, style));
        tag(document, root, 'P', { lang: 'en' }, () => drawText(document, 'Text', { x: 50, y: 80 }, style));
        root.end();
      })
    ).toString('latin1');
    for (const mark of ['/Marked true', '/Lang (id-ID)', '/DisplayDocTitle true', '/S /H1', '/Lang (en)', '(Surat)']) {
      expect(source).to.include(mark);
    }
  });

  it('carries the date it was given, and is the same each time', async () => {
    const draw = () => aDrawnDocument((document) => drawText(document, 'Judul', anchor, style));
    const [first, second] = [await draw(), await draw()];
    expect(first.toString('latin1')).to.include('(D:20261204030000Z)');
    expect(first.equals(second)).to.equal(true);
  });

  it('can be read back letter by letter, ligatures and marks too', async () => {
    const text = 'Sertifikat fluffy Ngô Đình Žižek O’Brien';
    expect(await readPdfText(await aDrawnDocument((document) => drawText(document, text, anchor, style)))).to.equal(
      text,
    );
  });
});

describe('documents made one after another', () => {
  it('do not take letters from each other: the accent of one is a part of the other', async () => {
    for (const text of ['Đình', 'Ma`ruf']) {
      const pdf = await aDrawnDocument((document) => drawText(document, text, anchor, { ...style, face: 'serifBold' }));
      expect(await readPdfText(pdf)).to.equal(text);
    }
  });
});

describe('a QR code', () => {
  for (const address of ['https://a.id/v/1', `https://layar.example.id/v/${'7K2MQ9XHTB'.repeat(3)}`, 'x'.repeat(200)]) {
    it(`says ${address.length} characters`, async () => {
      const pdf = await aDrawnDocument((document) =>
        drawQr(document, address, { x: 100, y: 100, size: (37 * 72) / 25.4 }),
      );
      expect(await decodeQr(pdf)).to.equal(address);
    });
  }

  it('stands on white of its own', async () => {
    const pdf = await aDrawnDocument((document) => {
      document.rect(0, 0, 400, 400).fill('#3a3a3a');
      drawQr(document, 'https://a.id/v/1', { x: 100, y: 100, size: 100 });
    });
    expect(await decodeQr(pdf)).to.equal('https://a.id/v/1');
  });
});

describe('room for a signature', () => {
  it('is found in the finished document', async () => {
    const pdf = await aDrawnDocument((document) => {
      drawText(document, 'Judul', anchor, style);
      reserveSignature(document, 'sekolah');
    });
    const space = findSignatureSpace(pdf)!;
    expect(space.end - space.start).to.be.above(2 * 8192);
    expect(pdf.toString('latin1', space.end, space.end + 8).trim()).to.equal('endobj');
    expect(pdf.toString('latin1')).to.include('/T (sekolah)').and.include('/SigFlags 3');
  });

  it('is not found where none was reserved', async () => {
    const pdf = await aDrawnDocument((document) => drawText(document, 'Judul', anchor, style));
    expect(findSignatureSpace(pdf)).to.equal(undefined);
  });
});
