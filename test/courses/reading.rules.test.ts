import { expect } from 'chai';
import { longSentences, wordsIn } from '../../src/features/courses/reading.rules.ts';

describe('how long a text is to read', () => {
  it('counts words, not signs, addresses or pictures', () => {
    const text =
      '## Harga **FOB**\n\n47 × 2 = 94 [bea keluar](glosarium:bea-keluar)\n\n![Gambar sebuah kapal](images/kapal.svg "1x1")';
    expect(wordsIn(text)).to.equal(7);
  });

  it('finds the sentences that are too long, wherever a line holds several', () => {
    const words = (count: number) => Array.from({ length: count }, (_, n) => `kata${n}`).join(' ');
    const text = `Pendek saja. ${words(21)}.\n\n- ${words(20)}. Pendek: ${words(3)}.\n\n| ${words(30)} |\n`;
    expect(longSentences(text, 20)).to.deep.equal([{ words: 23, offset: 0 }]);
  });

  it('ends no sentence within a number', () => {
    expect(longSentences('Harga Rp1.250.000 atau USD 4.031,25 per kardus hari ini.', 9)).to.deep.equal([]);
    expect(longSentences('Harga Rp1.250.000 atau USD 4.031,25 per kardus hari ini.', 8)).to.have.length(1);
  });
});
