import { expect } from 'chai';
import { fromWib } from '../../src/platform/format.ts';
import { findPeriodOddities, isSamePeriod } from '../../src/platform/period.rules.ts';

const now = fromWib('2026-11-30', '10:00');
const said = (from: string | undefined, until: string, years = 5) =>
  findPeriodOddities(
    { from: from === undefined ? undefined : fromWib(from), until: fromWib(until, '23:59') },
    years,
    now,
  )
    .map(({ kind, count }) => `${kind} ${count}`)
    .join(', ');

describe('the days of a period', () => {
  const cases: readonly (readonly [string | undefined, string, string])[] = [
    ['2025-01-01', '2028-01-01', ''],
    ['2025-01-01', '2026-11-30', ''],
    ['2025-01-01', '2026-11-29', 'over 1'],
    [undefined, '2020-12-31', 'over 2160'],
    ['2027-02-28', '2028-01-01', ''],
    ['2027-03-01', '2028-01-01', 'later 91'],
    ['2026-01-01', '2031-01-01', ''],
    ['2026-01-01', '2036-01-01', 'long 9'],
    ['2062-01-01', '2072-01-01', 'later 12816, long 9'],
    [undefined, '2206-01-01', 'long 179'],
  ];
  for (const [from, until, odd] of cases) {
    it(`${from ?? 'today'} to ${until}: ${odd || 'as usual'}`, () => expect(said(from, until)).to.equal(odd));
  }

  it('are asked about once: the same days are the same period, whatever their hour', () => {
    const licence = { from: fromWib('2025-01-01'), until: fromWib('2026-01-01') };
    expect(isSamePeriod(licence, { ...licence, until: fromWib('2026-01-01', '23:59') })).to.equal(true);
    expect(isSamePeriod(licence, { ...licence, until: fromWib('2026-01-02') })).to.equal(false);
    expect(isSamePeriod(licence, undefined)).to.equal(false);
  });
});
