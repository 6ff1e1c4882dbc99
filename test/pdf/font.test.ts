import { expect } from 'chai';
import { findUndrawn, splitByFont, UnprintableText } from '../../src/platform/pdf/font.ts';

const letters = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');

describe('the bundled fonts', () => {
  const cases: [text: string, runs: [font: string, text: string][]][] = [
    ['Sari', [['serif/latin', 'Sari']]],
    ['O’Brien', [['serif/latin', 'O’Brien']]],
    ['Žižek', [['serif/latin-ext', 'Ž'], ['serif/latin', 'i'], ['serif/latin-ext', 'ž'], ['serif/latin', 'ek']]],
    ['Z\u030c', [['serif/latin-ext', 'Ž']]],
    ['Ca\u0301', [['serif/latin', 'Cá']]],
    ['Đặng', [['serif/latin-ext', 'Đ'], ['serif/vietnamese', 'ặ'], ['serif/latin', 'ng']]],
    ['', [['serif/latin', '']]],
  ]; // prettier-ignore

  for (const [text, runs] of cases) {
    it(`draw “${text}” with ${runs.length === 1 ? 'one file' : `${runs.length} runs`}`, () => {
      expect(splitByFont(text, 'serif').map((run) => [run.font, run.text])).to.deep.equal(runs);
    });
  }

  for (const face of ['sans', 'sansBold', 'sansItalic', 'serif', 'serifBold'] as const) {
    it(`have every letter of Latin-1, Latin Extended-A, Vietnamese and the apostrophes of names in ${face}`, () => {
      const all = letters(0xa1, 0x17f) + letters(0x1ea0, 0x1ef9) + letters(0x21, 0x7e) + '‘’ʻʼʽʾʿ–—';
      expect(() => splitByFont(all, face)).not.to.throw();
      // A soft hyphen is in the files and draws nothing.
      expect(findUndrawn(all.replace('\u00ad', ''))).to.deep.equal([]);
    });
  }

  it('keep a mark with its letter when both do not exist as one glyph', () => {
    expect(splitByFont('Bo\u0304x\u0323', 'serif').map(({ text }) => text)).to.deep.equal(['B', 'ō', 'x\u0323']);
  });

  it('name each character that they cannot draw, once', () => {
    expect(findUndrawn('Sari 李李 ☃')).to.deep.equal(['李', '☃']);
  });

  it('refuse a text rather than print an empty box', () => {
    expect(() => splitByFont('Sari 李', 'sans')).to.throw(UnprintableText, '李');
  });
});
