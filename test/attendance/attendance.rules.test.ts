import { expect } from 'chai';
import {
  isEnough,
  isSensibleTime,
  mayRecordAt,
  sessionsToEnough,
  shareOf,
} from '../../src/features/attendance/attendance.rules.ts';
import { fromWib } from '../../src/platform/format.ts';

describe('attendance', () => {
  for (const [recorded, share] of [
    [[], { held: 0, present: 0, share: 0 }],
    [['present'], { held: 1, present: 1, share: 1 }],
    [['present', 'absent'], { held: 2, present: 1, share: 0.5 }],
    [['present', 'excused'], { held: 1, present: 1, share: 1 }],
    [['excused'], { held: 0, present: 0, share: 0 }],
  ] as const) {
    it(`counts ${recorded.join(', ') || 'nothing'} as ${share.present} of ${share.held}`, () => {
      expect(shareOf(recorded)).to.deep.equal(share);
    });
  }

  for (const [present, held, needed, enough] of [
    [4, 5, 80, true],
    [3, 4, 80, false],
    [79, 100, 80, false],
    [80, 100, 80, true],
    [0, 0, 80, false],
    [0, 0, 0, true],
    [0, 3, 0, true],
  ] as const) {
    it(`${present} of ${held} is ${enough ? '' : 'not '}enough for ${needed} percent`, () => {
      expect(isEnough({ present, held, share: held === 0 ? 0 : present / held }, needed)).to.equal(enough);
    });
  }

  for (const [present, held, needed, more] of [
    [4, 5, 80, 0],
    [3, 4, 80, 1],
    [9, 12, 80, 3],
    [0, 1, 80, 4],
    [0, 0, 80, 1],
    [0, 0, 0, 0],
    [5, 5, 100, 0],
    [5, 6, 100, undefined],
  ] as const) {
    it(`asks after ${present} of ${held} for ${more} more to reach ${needed} percent`, () => {
      const share = { present, held, share: held === 0 ? 0 : present / held };
      expect(sessionsToEnough(share, needed)).to.equal(more);
      if (!more) return;
      const after = (count: number) => ({ ...share, present: present + count, held: held + count });
      expect([more - 1, more].map((count) => isEnough(after(count), needed))).to.deep.equal([false, true]);
    });
  }

  it('is taken from the beginning of a session on', () => {
    const starts = fromWib('2026-11-21', '09:00');
    expect(mayRecordAt(starts, new Date(starts.getTime() - 1))).to.equal(false);
    expect(mayRecordAt(starts, starts)).to.equal(true);
  });

  for (const [until, sensible] of [
    ['12:00', true],
    ['09:00', false],
    ['08:00', false],
  ] as const) {
    it(`a session from 09:00 until ${until} is ${sensible ? '' : 'not '}sensible`, () => {
      expect(isSensibleTime(fromWib('2026-11-21', '09:00'), fromWib('2026-11-21', until))).to.equal(sensible);
    });
  }
});
