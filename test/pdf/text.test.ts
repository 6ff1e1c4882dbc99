import { expect } from 'chai';
import * as fc from 'fast-check';
import { drawText, fitText, measureText, wrapText } from '../../src/platform/pdf/text.ts';
import { readPlacedText } from '../support/pdf.ts';
import { aDocument, aDrawnDocument } from './a-document.ts';

const style = { face: 'serif', size: 20, colour: '#000000' } as const;
const fit = { face: 'serif', width: 300, largest: 40, smallest: 20, largestOfTwo: 25 } as const;

describe('fitting a text', () => {
  const cases: [what: string, text: string, lines: string[]][] = [
    ['a short one stays on one line', 'Sari', ['Sari']],
    ['a longer one shrinks first', 'Sari Wulandari Putri', ['Sari Wulandari Putri']],
    ['a long one breaks into similar halves', 'Siti Nurhaliza Kusumawardhani Binti Abdul Rahman', ['Siti Nurhaliza', 'Kusumawardhani Binti Abdul Rahman']],
    ['one that has no spaces only shrinks', 'Wiryodiningratkusumawardhaniabdulrahman', ['Wiryodiningratkusumawardhaniabdulrahman']],
  ]; // prettier-ignore

  for (const [what, text, lines] of cases) {
    it(what, () => {
      const fitted = fitText(aDocument(), text, fit);
      expect(fitted.lines.length).to.equal(lines.length);
      expect(fitted.lines.join(' ')).to.equal(text);
    });
  }

  it('uses the largest size that it may', () => {
    expect(fitText(aDocument(), 'Sari', fit).size).to.equal(40);
  });

  it('always fits, and never loses a word', () => {
    const document = aDocument();
    const word = fc.string({ unit: fc.constantFrom(...'abcdeMWÑéłž'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        const { lines, size } = fitText(document, words.join(' '), fit);
        expect(lines.join(' ')).to.equal(words.join(' '));
        expect(lines.length).to.be.at.most(2);
        for (const line of lines) expect(measureText(document, line, { ...style, size })).to.be.at.most(300.001);
      }),
      { numRuns: 60 },
    );
  });
});

describe('drawing a line of text', () => {
  const cases = [
    ['left', 100],
    ['centre', 100],
    ['right', 400],
  ] as const;
  for (const [align, x] of cases) {
    it(`puts its ${align} end where it was told, also when it takes several fonts`, async () => {
      const text = 'ŁukaszŽižek';
      const share = { left: 0, centre: 0.5, right: 1 }[align];
      const pieces = await readPlacedText(
        await aDrawnDocument((document) => drawText(document, text, { x, y: 200, align }, style)),
      );
      const [left, right] = [pieces[0]!.x, pieces.at(-1)!.x + pieces.at(-1)!.width];
      expect(pieces.map((piece) => piece.text).join('')).to.equal(text);
      expect(left + (right - left) * share).to.be.closeTo(x, 0.5);
      expect(pieces.map(({ y }) => Math.round(y))).to.deep.equal(pieces.map(() => 200));
    });
  }

  it('is as wide as it was measured, tracking included', async () => {
    const spaced = { ...style, tracking: 3 };
    const pieces = await readPlacedText(
      await aDrawnDocument((document) => drawText(document, 'KODE', { x: 50, y: 50 }, spaced)),
    );
    const document = aDocument();
    expect(measureText(document, 'KODE', spaced)).to.be.closeTo(measureText(document, 'KODE', style) + 9, 0.001);
    expect(pieces.at(-1)!.x + pieces.at(-1)!.width - 50).to.be.closeTo(measureText(document, 'KODE', spaced), 0.5);
  });

  it('is set smaller when it would be wider than it may', async () => {
    const anchor = { x: 50, y: 50, width: 60 };
    const [piece] = await readPlacedText(
      await aDrawnDocument((document) => drawText(document, 'Kusumawardhani', anchor, style)),
    );
    expect(piece!.width).to.be.closeTo(60, 0.5);
  });
});

describe('wrapping a text', () => {
  it('breaks only at spaces and keeps each line within the width', () => {
    const document = aDocument();
    const text = 'Menerapkan Persyaratan Akses Pasar di Negara Tujuan Ekspor';
    const lines = wrapText(document, text, 200, style);
    expect(lines.join(' ')).to.equal(text);
    expect(lines.length).to.be.above(2);
    for (const line of lines) expect(measureText(document, line, style)).to.be.at.most(200);
  });

  it('gives a word that is too wide a line of its own', () => {
    expect(wrapText(aDocument(), 'di Kusumawardhaniwiryodiningrat sana', 80, style)).to.deep.equal([
      'di',
      'Kusumawardhaniwiryodiningrat',
      'sana',
    ]);
  });
});
