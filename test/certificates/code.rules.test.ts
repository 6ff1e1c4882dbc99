import { expect } from 'chai';
import { normaliseCode, readCode, showCode } from '../../src/features/certificates/code.rules.ts';
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
