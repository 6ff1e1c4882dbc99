import { expect } from 'chai';
import { endOfValidity } from '../../src/features/certificates/validity.rules.ts';
import { isoDay } from '../../src/platform/format.ts';

describe('the validity of a certificate', () => {
  const cases: [name: string, issued: string, years: number, lastDay: string][] = [
    ['three years by the calendar', '2026-12-04T10:00:00+07:00', 3, '2029-12-04'],
    ['over a leap day in between', '2026-01-31T10:00:00+07:00', 3, '2029-01-31'],
    ['from 29 February to 28 February', '2028-02-29T10:00:00+07:00', 3, '2031-02-28'],
    ['from 29 February to 29 February four years on', '2028-02-29T10:00:00+07:00', 4, '2032-02-29'],
    ['from 29 February to 28 February of a century that is no leap year', '2096-02-29T10:00:00+07:00', 4, '2100-02-28'],
    ['from 28 February of a leap year', '2028-02-28T10:00:00+07:00', 3, '2031-02-28'],
    ['by the day in WIB, late in the evening UTC', '2026-12-04T17:30:00Z', 3, '2029-12-05'],
    ['by the day in WIB, a minute before midnight', '2026-12-04T23:59:00+07:00', 3, '2029-12-04'],
    ['over New Year in WIB', '2026-12-31T17:00:00Z', 3, '2030-01-01'],
  ];
  for (const [name, issued, years, lastDay] of cases) {
    it(`is counted ${name}`, () => expect(isoDay(endOfValidity(new Date(issued), years))).to.equal(lastDay));
  }

  it('lasts to the end of its last day in WIB', () => {
    const end = endOfValidity(new Date('2026-12-04T10:00:00+07:00'), 3);
    expect(end.toISOString()).to.equal('2029-12-04T16:59:59.999Z');
  });
});
