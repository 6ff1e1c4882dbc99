import { expect } from 'chai';
import { meetingOddity } from '../../src/features/panels/meeting-day.rules.ts';
import { fromWib } from '../../src/platform/format.ts';

describe('the day of a panel’s meeting', () => {
  const now = fromWib('2026-11-30', '10:00');
  const days: Readonly<Record<string, string | undefined>> = {
    '2006-11-30': 'past',
    '2026-11-29': 'past',
    '2026-11-30': undefined,
    '2027-02-27': undefined,
    '2027-03-01': 'far',
    '2062-11-30': 'far',
  };
  for (const [day, oddity] of Object.entries(days)) {
    it(`${day}: ${oddity ?? 'as usual'}`, () => expect(meetingOddity(fromWib(day, '08:00'), now)).to.equal(oddity));
  }
});
