import { expect } from 'chai';
import * as fc from 'fast-check';
import { csvOf } from '../../src/platform/csv.rules.ts';

const cell = (value: string | number) => csvOf([[value]]).slice(1, -2);
const signs = '=+-@＝＋－＠﹦﹢﹣﹫−';

/** The cells of a file as a program reads it that parts columns by this character and knows quotation marks. */
function readWith(separator: string, file: string): string[] {
  const cells = [''];
  let isQuoted = false;
  for (const character of file.slice(1)) {
    const isStart: boolean = cells.at(-1) === '' && !isQuoted;
    if (character === '"') isQuoted = isStart ? true : !isQuoted;
    else if (!isQuoted && (character === separator || character === '\n' || character === '\r')) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}
/** The same by one that knows none. */
const readPlainly = (separator: string, file: string) => file.slice(1).split(new RegExp(`[\r\n${separator}]`));

/** A sign that nothing follows in its cell, or in the next one, is a dash. */
const isFormula = (text: string) => /^[\s"]*([=@＝﹦＠﹫]|[+\-−＋－﹢﹣][\s"]*[^\s",;|])/.test(text);

describe('a table as a file for spreadsheets', () => {
  const table = [
    ['Angkatan 1', 'Angkatan 1'],
    ['a; b', '"a; b"'],
    ['a, b', '"a, b"'],
    ['the "best"', '"the ""best"""'],
    ['two\r\nlines', '"two\nlines"'],
    ['=1+1', '"\'=1+1"'],
    ['+62 812', '"\'+62 812"'],
    ['-1', '"\'-1"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    [' =1', '"\'=1"'],
    ['\t=1', '"\'=1"'],
    ['\0=1', '"\'=1"'],
    ['\ufeff\u200b\u202e\u00ad=1', '"\'=1"'],
    ['\u00a0\u3000=1', '"\'=1"'],
    ['＝1+1', '"\'＝1+1"'],
    ['＋1', '"\'＋1"'],
    ['－1', '"\'－1"'],
    ['＠A1', '"\'＠A1"'],
    ['"=1', '"""\'=1"'],
    ['12;=1+1', '"12;\'=1+1"'],
    ['12,=1+1', '"12,\'=1+1"'],
    ['12\t=1+1', '"12\t\'=1+1"'],
    ['12;\0 =1+1', '"12; \'=1+1"'],
    ['12\n@A1', '"12\n\'@A1"'],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ['Rp5.000,-', '"Rp5.000,-"'],
    ['–', '–'],
    ['-', '-'],
    ['1 + 1 = 2', '1 + 1 = 2'],
    ['Siti Al-Fatih 😀', 'Siti Al-Fatih 😀'],
    [-5, '-5'],
    [12.5, '12,5'],
  ] as const;
  for (const [value, written] of table) {
    it(`writes ${JSON.stringify(value)} as ${written}`, () => expect(cell(value)).to.equal(written));
  }

  it('parts columns by semicolons, ends each row as RFC 4180 asks, and begins with the mark of UTF-8', () => {
    const rows = [
      ['a', 1],
      ['b', 2],
    ];
    expect(csvOf(rows)).to.equal('\uFEFFa;1\r\nb;2\r\n');
  });

  it('holds no formula, whatever a program parts columns by', () => {
    const unit = fc.constantFrom(...signs, ...`,;|\t\r\n"' 1a`, '\0', '\ufeff', '\u200b', '\u00a0', '\u2028');
    const text = fc.string({ unit, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 3 }), (rows) => {
        const file = csvOf(rows);
        for (const separator of [',', ';', '\t', '|']) {
          const cells = [...readWith(separator, file), ...readPlainly(separator, file)];
          expect(cells.filter(isFormula), JSON.stringify(file)).to.deep.equal([]);
        }
      }),
      { numRuns: 5000, seed: 20_261_130 },
    );
  });
});
