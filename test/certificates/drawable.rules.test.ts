import { expect } from 'chai';
import { makeDrawable } from '../../src/features/certificates/drawable.rules.ts';

const drawn: [typed: string, text: string][] = [
  ['Sekolah Ekspor 2026', 'Sekolah Ekspor 2026'],
  ['Sekolah Ekspor → Pasar Dunia', 'Sekolah Ekspor – Pasar Dunia'],
  ['Pasar ➡️ Dunia', 'Pasar – Dunia'],
  ['Ekspor 🚀 2026', 'Ekspor 2026'],
  ['★ Bintang 🇮🇩', 'Bintang'],
  ['5️⃣ kota', '5 kota'],
  ['Siti ﬁtri ＡＢ', 'Siti fitri AB'],
  ['A\u2011B \u2212 C', 'A-B − C'],
  ['Ngô Đình Nhã-Łukasz O’Brien', 'Ngô Đình Nhã-Łukasz O’Brien'],
  ['Muḥammad ʿAbd', 'Muḥammad ʿAbd'],
];
const blocked: [typed: string, missing: string[]][] = [
  ['李小龍', ['李', '小', '龍']],
  ['Siti 李', ['李']],
  ['サリ', ['サ', 'リ']],
  ['محمد', ['م', 'ح', 'د']],
  ['omzet ≥ 5', ['≥']],
  ['🚀', ['🚀']],
];

describe('a text for paper', () => {
  for (const [typed, text] of drawn) {
    it(`is “${text}” for “${typed}”`, () => expect(makeDrawable(typed)).to.deep.equal({ text, missing: [] }));
  }
  for (const [typed, missing] of blocked) {
    it(`needs a person to spell “${typed}”`, () => expect(makeDrawable(typed).missing).to.deep.equal(missing));
  }
});
