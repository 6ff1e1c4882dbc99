import { expect } from 'chai';
import { normaliseCode, readCode, readSought, showCode } from '../../src/features/certificates/code.rules.ts';
import { randomCode } from '../../src/platform/crypto.ts';

const code = '7K2MQ9XHTB4WRPAC3EVN8ZD510';

describe('the code of a certificate', () => {
  const cases: [name: string, typed: string, read: string | undefined][] = [
    ['as stored', code, code],
    ['in small letters', code.toLowerCase(), code],
    ['in groups', '7K2MQ-9XHTB-4WRPA-C3EVN-8ZD510', code],
    ['with spaces', ' 7K2MQ 9XHTB 4WRPA C3EVN 8ZD510 ', code],
    ['with a long dash and line breaks', '7K2MQ–9XHTB—4WRPA\nC3EVN-8ZD510', code],
    ['with O for 0', code.replace(/0$/, 'O'), code],
    ['with a small o for 0', code.replace(/0$/, 'o'), code],
    ['with I for 1', code.replace('1', 'I'), code],
    ['with l for 1', code.replace('1', 'l'), code],
    ['one character short', code.slice(1), undefined],
    ['one character long', `${code}2`, undefined],
    ['with a letter that no code has', code.replace('7', 'U'), undefined],
    ['with a letter of another script', code.replace('7', 'А'), undefined],
    ['empty', '', undefined],
  ];
  for (const [name, typed, read] of cases) {
    it(`is read ${name}`, () => expect(readCode(typed)).to.equal(read));
  }

  const pasted = [
    `https://sekolah.example/v/${code}`,
    `HTTPS://SEKOLAH.EXAMPLE/V/${code.toLowerCase()}/`,
    `http://10.0.0.7:3000/v/${showCode(code)}?nama=Sari%20W#atas`,
    `sekolah.example/v/${code}`,
    `/v/${code}`,
    `https://sekolah.example/periksa/kode?kode=${showCode(code)}&bahasa=en`,
    `https://sekolah.example/v/7K2MQ%2D9XHTB-4WRPA-C3EVN-8ZD510`,
    `Periksa di https://sekolah.example/v/${code}.`,
    `https%3A%2F%2Fsekolah.example%2Fv%2F${code}`,
    `https://l.example/l.php?u=https%3A%2F%2Fsekolah.example%2Fv%2F${code}%3Fnama%3DSari&h=AT0`,
    `Kode: ${showCode(code)}`,
    `\u202a${showCode(code).replaceAll('-', '\u2011')}\u202c\u200b`,
    showCode(code).replaceAll('-', ' – '),
    code.replace(/0$/, 'o').replace('1', 'l'),
    Array.from(code, (letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0)).join(''),
  ];
  for (const text of pasted) {
    it(`is found in “${text}”`, () => expect(readSought(text)).to.deep.equal({ by: 'code', code }));
  }

  it('is not needed where the number is typed', () => {
    expect(readSought('No. lyr–2026–0001')).to.deep.equal({ by: 'number', number: 'LYR-2026-0001' });
  });

  const nothing: [typed: string, is: string, length: number][] = [
    ['', 'empty', 0],
    [' \u200b-', 'empty', 0],
    ['abc-1', 'code', 4],
    ['https://sekolah.example/sertifikat', 'address', 29],
    ['https://sekolah.example/v/ABC', 'code', 3],
    ['https://sekolah.example/v/%E0%A4%A', 'code', 5],
  ];
  for (const [typed, is, length] of nothing) {
    it(`is not in “${typed}”`, () => expect(readSought(typed)).to.deep.equal({ by: 'nothing', is, length }));
  }

  it('is shown in groups that read back as the same code', () => {
    for (let round = 0; round < 100; round += 1) {
      const made = randomCode(26);
      expect(showCode(made)).to.match(/^(\w{5}-){4}\w{6}$/);
      expect(readCode(showCode(made).toLowerCase())).to.equal(made);
    }
  });

  it('is normalised without a limit on what was typed, so that its length can be told', () => {
    expect(normaliseCode('ab-cd o')).to.equal('ABCD0');
  });
});
