import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  cleanLine,
  cleanText,
  comparable,
  comparableAnswer,
  fits,
  isSameName,
  plainLine,
} from '../../src/platform/text.rules.ts';

const anyText = fc.string({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        ...'aé0- 😀👩🏴☀3ب中\u200b\u200c\u200d\ufe0f\ufe0e\u20e3\u202e\u061c\u0301\u0308\u{e0067}\u{e007f}\u{e0100}\r\n\t\u2028’½２'.match(/./gsu)!,
        '\ud83d',
        '\ude00',
        '\u1809\u180b',
        '\u{1f3fd}',
      ),
    },
  ),
  maxLength: 40,
}); // prettier-ignore
const runs = { numRuns: 5000, seed: 20_261_130 };

describe('a text as it is kept', () => {
  const kept = [
    'Foto sudah diunggah 👍🏽 ☀️ 👨‍👩‍👧 🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ 🇮🇩',
    'می‌خواهم', // a zero width non-joiner between Persian letters
    'ක්‍ෂ', // a joiner between Sinhala letters
    'Зоя Ωμέγα 中文 日本語 ไทย ꦗꦮ',
    '葛\u{e0100}城',
    'Baris satu\nBaris dua\n\n\tBaris tiga — “selesai” ½ m² × 2 ’ …',
    'Ｆullwidth ﬁ',
  ];
  for (const text of kept) it(`keeps ${text}`, () => expect(cleanText(text)).to.equal(text));

  const cases: [what: string, typed: string, read: string][] = [
    ['one line break for that of Windows, of an old Mac and of a word processor', 'a\r\nb\rc\u2028d\u2029e\u0085f\vg', 'a\nb\nc\nd\ne\nf\ng'],
    ['nothing for zero widths', 'a\u200bb\u2060c\ufeffd\u200ce\u200df\u00adg\u034fh', 'abcdefgh'],
    ['nothing for marks of direction', '\u202aa\u202cb\u202ec\u2066d\u2069e\u200ef\u200fg\u061ch', 'abcdefgh'],
    ['nothing for controls', 'a\0b\u0007c\u001bd\u007fe\u009ff', 'abcdef'],
    ['nothing for halves of a character', 'a\ud83db\ude00c', 'abc'],
    ['nothing for tags and selectors that stand alone', 'a\u{e0041}b\ufe0fc\u{e0101}d\u{e0001}e', 'abcde'],
    ['nothing for characters that are none', 'a\ufffeb\ufdd0c\ufffcd\ufff9e', 'abcde'],
    ['one plain space for each other one', 'a\u00a0b\u2009c\u3000d\u202fe\u2800f', 'a b c d e f'],
    ['letters composed', 'Jose\u0301 \u212b', 'José Å'],
    ['nothing around it', '\u200b \n\ta \u00a0\u2028', 'a'],
    ['nothing of what only looks like something', '\u200b\u3164\u2800\u00ad\ufeff', ''],
  ]; // prettier-ignore
  for (const [what, typed, read] of cases) it(`has ${what}`, () => expect(cleanText(typed)).to.equal(read));

  it('is the same again, well formed, and at most three times as long', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const read = cleanText(text);
        expect(cleanText(read)).to.equal(read);
        expect(cleanLine(cleanLine(text))).to.equal(cleanLine(text));
        expect(read).not.to.match(/[\p{Cs}\r\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
        expect(read.length).to.be.at.most(3 * text.length);
      }),
      runs,
    );
  });
});

describe('what fits a field', () => {
  const twoLines = `${'a'.repeat(4)}\r\n${'b'.repeat(5)}`;
  const cases: [what: string, text: string, max: number, fit: boolean][] = [
    ['a line break counts once', twoLines, 10, true],
    ['one more does not fit', `${twoLines}b`, 10, false],
    ['an emoji counts as the browser counts it', '😀😀', 4, true],
    ['and not less', '😀😀', 3, false],
    ['what cannot be seen does not count', '\u202a+62 812\u202c', 7, true],
    ['nor what stands around', '  abc  ', 3, true],
    ['letters that composing makes longer', '\u0958\u0958', 2, true],
  ];
  for (const [what, text, max, fit] of cases) it(what, () => expect(fits(text, max)).to.equal(fit));
});

describe('a line read by its characters alone', () => {
  const cases: [string, string][] = [
    ['\u202a+62 812‑3456–7890\u202c', '+62 812-3456-7890'],
    ['０８１２３４５６', '08123456'],
    ['٣٦٧١', '3671'],
    ['𝟘𝟙𝟚𝟛', '0123'],
    ['๐๙ ०९ ۰۹', '09 09 09'],
    ['ani＠contoh。id', 'ani@contoh.id'],
    ['Nur’aini ‘Aisyah Nur´aini Nurʼaini Nur`aini Nur′aini', "Nur'aini 'Aisyah Nur'aini Nur'aini Nur'aini Nur'aini"],
    ['“a” «b» „c‟', '"a" "b" "c"'],
    ['a—b―c−d⁃e', 'a-b-c-d-e'],
    ['2½ 10² H₂O', '2½ 10² H₂O'],
    ['ﬁne ＬＹＲ－２０２６', 'fine LYR-2026'],
    ['José\u2003 Žižek', 'José Žižek'],
    ['١٬٥٠٠٫٢٥', '1.500,25'],
    ['a\tb\r\nc', 'a b c'],
  ];
  for (const [typed, plain] of cases) it(`of ${typed} is ${plain}`, () => expect(plainLine(typed)).to.equal(plain));

  it('is the same again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = plainLine(text);
        expect(plainLine(plain)).to.equal(plain);
        expect(plain.length).to.be.at.most(18 * text.length);
      }),
      runs,
    );
  });
});

describe('names compared', () => {
  const same: [string, string][] = [
    ['Yuni Nur’aini', "Yuni Nur'aini"],
    ['Yuni Nur’aini', 'YUNI NURAINI'],
    ['Yuni Nur’aini', 'yuni nur ‘aini'],
    ['‘Aisyah', 'Aisyah'],
    ['Nur´aini', 'Nur`aini'],
    ['Nurʼaini', 'Nur＇aini'],
    ['Siti Al-Fatih', 'Siti Al‑Fatih'],
    ['Siti Al-Fatih', 'Siti Al Fatih'],
    ['José Žižek', 'Jose Zizek'],
    ['José', 'Jose\u0301'],
    ['Đặng Øyvind Łukasz', 'Dang Oyvind Lukasz'],
    ['Straße', 'STRASSE'],
    ['H. M. Yusuf, S.E.', 'H M Yusuf SE'],
    ['\u202aSari\u202c \u200bDewi', 'Sari\u00a0Dewi'],
    ['ＳＡＲＩ', 'sari'],
    ['İpek', 'ipek'],
    ['Зоя', 'ЗОЯ'],
  ];
  for (const [one, other] of same) {
    it(`${one} is ${other}`, () => expect(isSameName(one, other)).to.equal(true));
  }
  const different: [string, string][] = [
    ['Sari', 'Sri'],
    ['', ''],
    ["'", '’'],
    ['-', ''],
    ['Sari 2', 'Sari'],
    ['Sari', ''],
  ];
  for (const [one, other] of different) {
    it(`“${one}” is not “${other}”`, () => expect(isSameName(one, other)).to.equal(false));
  }

  it('have letters and digits alone, and are the same again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(comparable(comparable(text))).to.equal(comparable(text));
        expect(comparable(text)).to.match(/^[\p{L}\p{N}\p{M}]*$/u);
        expect(comparable(cleanText(text))).to.equal(comparable(text));
      }),
      runs,
    );
  });
});

describe('short answers compared', () => {
  const same: [string, string][] = [
    ['Letter of Credit', ' letter-of-credit. '],
    ['P.O.', 'PO'],
    ['L/C', 'lc'],
    ['packing list', 'Packinglist'],
    ['URC 522', 'URC-522'],
    ["Jum'at", 'Jum’at'],
    ['café', 'CAFE'],
    ['“DPU”', 'dpu'],
    ['16', '１６'],
    ['16', '16.'],
    ['50%', '50 %'],
    ['4602.12', '4602.12'],
    ['(FCA)', 'FCA'],
    ['2½', '2 1/2'],
    ['m²', 'm2'],
    ['?', '？'],
  ];
  for (const [one, other] of same) {
    it(`${one} is ${other}`, () => expect(comparableAnswer(one)).to.equal(comparableAnswer(other)));
  }
  const different: [string, string][] = [
    ['1,5', '15'],
    ['4602.12', '460212'],
    ['-5', '5'],
    ['suhu -18', 'suhu 18'],
    ['C++', 'C'],
    ['50%', '50'],
    ['10²', '102'],
    ['2½', '21/2'],
    ['?', ''],
    ['?', '!'],
    ['+62', '62'],
  ];
  for (const [one, other] of different) {
    it(`${one} is not ${other}`, () => expect(comparableAnswer(one)).not.to.equal(comparableAnswer(other)));
  }

  it('never come to nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(cleanText(text) !== '');
        expect(comparableAnswer(text)).not.to.equal('');
      }),
      runs,
    );
  });
});
