import { expect } from 'chai';
import { readNumber } from '../../src/features/questions/number.rules.ts';

const numbers: [text: string, number: number | undefined][] = [
  ['64500000', 64_500_000],
  ['64.500.000', 64_500_000],
  ['4.031,25', 4031.25],
  ['4031,25', 4031.25],
  ['Rp71.937.393', 71_937_393],
  ['Rp 71.937.393,00', 71_937_393],
  ['rp. 71.937.393,-', 71_937_393],
  ['USD 4.031,25', 4031.25],
  ['US$4.031,25', 4031.25],
  ['1.250,50', 1250.5],
  ['12,5 %', 12.5],
  ['22,4 kg', 22.4],
  ['22.4', 22.4],
  ['0.125', 0.125],
  ['0,125', 0.125],
  ['1.250', 1250],
  ['1,250', 1.25],
  ['64,500,000', 64_500_000],
  ['4,031.25', 4031.25],
  ['64 500 000', 64_500_000],
  ['135 g/m²', 135],
  ['135 g/m2', 135],
  ['90 buah per hari', 90],
  ['-5', -5],
  ['−5,5', -5.5],
  ['+7', 7],
  ['  8  ', 8],
  ['0', 0],
  ['６４．５００．０００', 64_500_000],
  ['٦٤٫٥', 64.5],
  ['١٬٢٥٠٬٠٠٠', 1_250_000],
  ['𝟜𝟚', 42],
  ['\u202aRp\u00a071.937.393\u202c', 71_937_393],
  ['64\u202f500\u2009000', 64_500_000],
  ['\u20105', -5],
  ['–5', -5],
  ['﹣5', -5],
  ['1\u200b2', 12],
  ['1.250\u00ad', 1250],
  ['22,4\u00a0㎏', 22.4],
  ['1½', undefined],
  ['10²', undefined],
  ['10 ⅓', undefined],
  ['', undefined],
  ['delapan', undefined],
  ['Rp', undefined],
  ['1.2.3', undefined],
  ['1,2,3', undefined],
  ['12.34.567', undefined],
  ['64.500,000.00', undefined],
  ['10 x 12', undefined],
  ['1e9', undefined],
  ['0x10', undefined],
  ['Infinity', undefined],
  ['5 5', undefined],
];

describe('reading a number', () => {
  for (const [text, number] of numbers) {
    it(`reads "${text}" as ${number}`, () => expect(readNumber(text)).to.equal(number));
  }

  const words = ['ribu', 'rb', 'juta', 'jt', 'miliar', 'milyar', 'triliun', 'k', 'K', 'thousand', 'million', 'billion'];
  for (const word of words) {
    it(`refuses a number that goes on as "${word}"`, () => {
      for (const text of [`64,5 ${word}`, `15${word}`, `Rp20 ${word} rupiah`]) {
        expect(readNumber(text), text).to.equal(undefined);
        expect(readNumber(text, 'rupiah'), text).to.equal(undefined);
      }
    });
  }

  it('takes a unit that only begins like such a word', () => {
    for (const unit of ['kg', 'karton', 'kelas', 'CBM']) expect(readNumber(`15 ${unit}`, unit), unit).to.equal(15);
  });

  it('takes the word that the question itself asks for, and no other', () => {
    expect(['20 juta', '20 jt', '20 Juta rupiah', '20'].map((text) => readNumber(text, 'juta rupiah'))).to.deep.equal([
      20, 20, 20, 20,
    ]);
    expect(readNumber('20 ribu', 'juta rupiah')).to.equal(undefined);
  });

  it('takes no time over a long text', () => {
    const before = performance.now();
    expect(readNumber(`${'1.'.repeat(20_000)}x`)).to.equal(undefined);
    expect(readNumber(`1${' '.repeat(20_000)}1`)).to.equal(undefined);
    expect(performance.now() - before).to.be.lessThan(200);
  });
});
