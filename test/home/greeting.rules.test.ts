import { expect } from 'chai';
import { partOfDay } from '../../src/features/home/greeting.rules.ts';
import { fromWib } from '../../src/platform/format.ts';

describe('the greeting', () => {
  const table = [
    ['03:59', 'evening'],
    ['04:00', 'morning'],
    ['10:59', 'morning'],
    ['11:00', 'midday'],
    ['14:59', 'midday'],
    ['15:00', 'afternoon'],
    ['17:59', 'afternoon'],
    ['18:00', 'evening'],
    ['23:30', 'evening'],
    ['00:00', 'evening'],
  ] as const;
  for (const [time, part] of table) {
    it(`at ${time} WIB is that of the ${part}`, () => {
      expect(partOfDay(fromWib('2026-11-21', time))).to.equal(part);
    });
  }
});
