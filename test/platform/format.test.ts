import { expect } from 'chai';
import { formatterFor, fromWib, isoDay } from '../../src/platform/format.ts';

const id = formatterFor('id');
const en = formatterFor('en');
const justAfterMidnightInWib = new Date('2026-11-20T17:30:00Z');

const cases: [string, string, string][] = [
  ['a date is the day in WIB', id.date(justAfterMidnightInWib), '21 Nov 2026'],
  ['a time says its zone', id.dateTime(justAfterMidnightInWib), '21 Nov 2026, 00.30 WIB'],
  ['a time in English has a colon', en.dateTime(justAfterMidnightInWib), '21 Nov 2026, 00:30 WIB'],
  ['a form carries the same day', isoDay(justAfterMidnightInWib), '2026-11-21'],
  ['days are counted by the calendar', id.days(fromWib('2026-11-24', '00:01'), justAfterMidnightInWib), 'dalam 3 hari'],
  ['tomorrow has its own word', id.days(fromWib('2026-11-22'), justAfterMidnightInWib), 'besok'],
  ['money is whole rupiah', id.rupiah(1_250_000), 'Rp1.250.000'],
  ['numbers have a decimal comma', id.number(4496.09), '4.496,09'],
  ['a share is a percentage', id.percent(0.875), '88%'],
  ['a small file is in KB', id.bytes(213_400), '214 KB'],
  ['a large file is in MB', id.bytes(1_440_000), '1,4 MB'],
  ['English has its own order', en.number(4496.09), '4,496.09'],
];

describe('formats', () => {
  for (const [what, shown, expected] of cases) it(`${what}: ${expected}`, () => expect(shown).to.equal(expected));
});
