import { expect } from 'chai';
import { readBirthDate } from '../../src/features/admissions/birth-date.rules.ts';

const now = new Date('2026-11-21T18:00:00Z');

describe('a date of birth in three boxes', () => {
  const cases = [
    ['21', '5', '1990', '1990-05-21'],
    ['01', '12', '2001', '2001-12-01'],
    ['29', '2', '2000', '2000-02-29'],
    ['29', '2', '2001', undefined],
    ['31', '4', '1990', undefined],
    ['0', '5', '1990', undefined],
    ['21', '13', '1990', undefined],
    ['21', '5', '90', undefined],
    ['21', 'Mei', '1990', undefined],
    ['1', '1', '1899', undefined],
    // It is the 22nd in WIB already.
    ['22', '11', '2026', '2026-11-22'],
    ['23', '11', '2026', undefined],
    ['', '', '', undefined],
  ] as const;
  for (const [day, month, year, expected] of cases) {
    it(`${day}/${month}/${year}: ${expected}`, () => expect(readBirthDate(day, month, year, now)).to.equal(expected));
  }
});
