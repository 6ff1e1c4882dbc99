import { expect } from 'chai';
import * as fc from 'fast-check';
import { splitByFont } from '../../src/platform/pdf/font.ts';
import { findUnprintable, printable } from '../../src/platform/pdf/printable.ts';

/** Texts of the letters people type and of those that only copying brings. */
const anyText = fc.string({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
    { weight: 3, arbitrary: fc.constantFrom(...'aZé ñ0-–’\u00a0\u200b\u202e\u0301\ufb01Ａ１＝½²º…→😀\u200d'.match(/./gsu)!) },
  ),
  maxLength: 30,
}); // prettier-ignore

describe('a text that is going to be printed', () => {
  const cases: [what: string, typed: string, printed: string][] = [
    ['keeps letters with their diacritics', 'Nurul Ḥasanah Đặng Žižek', 'Nurul Ḥasanah Đặng Žižek'],
    ['composes what was typed in two', 'Jose\u0301', 'José'],
    ['keeps apostrophes and quotation marks of print', 'Nur’aini “Jaya” ‘Aisyah', 'Nur’aini “Jaya” ‘Aisyah'],
    ['keeps the dash between years', '2026–2027 — lanjut', '2026–2027 — lanjut'],
    ['writes every hyphen as one', 'Non\u2011Formal a\u2010b c\u2012d e\u2043f g\ufe63h i\uff0dj', 'Non-Formal a-b c-d e-f g-h i-j'],
    ['writes every space as one', 'Sekolah\u00a0Ekspor\u2009\u3000Kota\tTangerang\nBanten', 'Sekolah Ekspor Kota Tangerang Banten'],
    ['drops what cannot be seen', '\u202aSe\u200bko\u00adlah\u2060\ufeff\u0000 Ekspor\u202c\u{e0041}', 'Sekolah Ekspor'],
    ['writes fullwidth and mathematical letters plainly', 'Ｓｅｋｏｌａｈ 𝐄𝐤𝐬𝐩𝐨𝐫 ２０２６', 'Sekolah Ekspor 2026'],
    ['writes ligatures as letters', 'e\ufb03sien \ufb01 ĳ', 'effisien fi ij'],
    ['writes digits of every kind', '٢٠٢٦ २०२६', '2026 2026'],
    ['writes apostrophes that the fonts lack', 'Nur\uff07aini', "Nur'aini"],
    ['keeps signs that mean something', 'Rp5.000 ½ m² 1º © ™ € … †', 'Rp5.000 ½ m² 1º © ™ € … †'],
    ['writes joined signs apart', '№ 5 ㎏ ℃ Ⅳ', '№ 5 kg °C IV'],
  ]; // prettier-ignore
  for (const [what, typed, printed] of cases) {
    it(what, () => {
      expect(printable(typed)).to.equal(printed);
      expect(findUnprintable(typed)).to.deep.equal([]);
    });
  }

  const refused: [string, string[]][] = [
    ['Sekolah Ekspor → Pasar Dunia', ['→']],
    ['Ekspor 🌏 李 → →', ['🌏', '李', '→']],
    ['Keluarga 👨‍👩‍👧', ['👨', '👩', '👧']],
    ['10⁵ dan ⅓', ['⁵', '⅓']],
    ['rusak \ufffd', ['\ufffd']],
    ['\ue000', ['\ue000']],
  ];
  for (const [text, characters] of refused) {
    it(`cannot hold ${characters.join(' ')}`, () => expect(findUnprintable(text)).to.deep.equal(characters));
  }

  it('is drawn in every face when nothing in it is named, is the same again, and is not much longer', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = printable(text);
        expect(printable(line)).to.equal(line);
        expect(line.length).to.be.at.most(text.length * 18);
        expect(line).not.to.match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[^\P{Zs} ]|^ | $| {2}/u);
        if (findUnprintable(line).length > 0) return;
        for (const face of ['sans', 'sansItalic', 'sansBold', 'serif', 'serifBold'] as const) splitByFont(line, face);
      }),
      { numRuns: 3000, seed: 20_261_130 },
    );
  });
});
