import { expect } from 'chai';
import { nameAnswer } from '../../src/features/certificates/name-answer.rules.ts';
import { headlineOf } from '../../src/features/certificates/verification.page.ts';

type Row = [
  finding: Parameters<typeof headlineOf>[0],
  name: Parameters<typeof headlineOf>[1],
  key: string,
  tone: string,
];

const rows: Row[] = [
  ['valid', 'shown', 'valid', 'good'],
  ['valid', 'hidden', 'valid', 'good'],
  ['valid', 'matches', 'valid', 'good'],
  ['valid', 'differs', 'name-differs', 'doubt'],
  ['expired', 'shown', 'expired', 'warn'],
  ['expired', 'matches', 'expired', 'warn'],
  ['expired', 'differs', 'name-differs', 'doubt'],
  ['revoked', 'hidden', 'revoked', 'bad'],
  ['revoked', 'matches', 'revoked', 'bad'],
  ['revoked', 'differs', 'name-differs', 'doubt'],
  ['superseded', 'shown', 'superseded', 'warn'],
  ['superseded', 'differs', 'name-differs', 'doubt'],
  ['not-found', undefined, 'not-found', 'bad'],
  ['altered', undefined, 'altered', 'bad'],
];

describe('the headline of a verdict', () => {
  for (const [finding, name, key, tone] of rows) {
    it(`is ${key} in ${tone} for ${finding}, ${name ?? 'no'} name`, () => {
      expect(headlineOf(finding, name)).to.deep.equal({ key, tone });
    });
  }

  const answers: [isNameHidden: boolean, asked: string, answer: string][] = [
    [false, '', 'shown'],
    [true, ' ', 'hidden'],
    [false, 'sari wulandari', 'matches'],
    [true, 'SARI WULANDARI', 'matches'],
    [false, 'Budi', 'differs'],
    [true, 'Budi', 'differs'],
  ];
  for (const [isNameHidden, asked, answer] of answers) {
    it(`says ${answer} of “${asked}”, ${isNameHidden ? 'hidden' : 'shown'}`, () => {
      const certificate = { isNameHidden, snapshot: { holderName: 'Sari Wulandari' } };
      expect(nameAnswer(certificate, asked)).to.equal(answer);
    });
  }
});
