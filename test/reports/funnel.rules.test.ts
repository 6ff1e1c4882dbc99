import { expect } from 'chai';
import { chartOf } from '../../src/features/reports/chart.page.ts';
import { findingOf, withoutSmallCells } from '../../src/features/reports/funnel.rules.ts';
import { fromWib } from '../../src/platform/format.ts';

const target = { count: 10, unit: 'people', from: fromWib('2026-01-01'), until: fromWib('2026-12-31') } as const;

describe('a programme against its target', () => {
  const table = [
    ['2025-12-31', 0, 'not-started', 365],
    ['2026-01-01', 0, 'running', 364],
    ['2026-12-30', 9, 'running', 1],
    ['2026-12-31', 9, 'running', 0],
    ['2027-01-01', 9, 'missed', 0],
    ['2027-01-01', 10, 'reached', 0],
    ['2026-06-01', 12, 'reached', 213],
  ] as const;
  for (const [day, have, kind, daysLeft] of table) {
    it(`is ${kind} with ${have} of 10 on ${day}`, () => {
      expect(findingOf(target, have, fromWib(day, '23:59'))).to.deep.equal({ kind, have, need: 10, daysLeft });
    });
  }
});

describe('small counts', () => {
  for (const [count, shown] of [
    [0, 0],
    [1, 'few'],
    [4, 'few'],
    [5, 5],
    [412, 412],
  ] as const) {
    it(`${count} is shown as ${shown}`, () => expect(withoutSmallCells(count)).to.equal(shown));
  }
});

describe('the chart', () => {
  const draw = (values: number[], need: number) =>
    chartOf(
      values.map((value) => ({ label: '', value, text: '' })),
      { value: need, text: '' },
    );

  it('begins at zero, keeps the shares, and leaves room for the values', () => {
    const { bars, target: line, width } = draw([0, 50, 100], 25);
    expect(bars.map(({ length }) => length / bars[2]!.length)).to.deep.equal([0, 0.5, 1]);
    expect(line.x! / bars[2]!.length).to.equal(0.25);
    expect(bars[2]!.length).to.be.lessThan(width);
  });

  it('draws the line of a target within three times the longest bar, and only names one beyond', () => {
    const near = draw([100], 300);
    expect(near.bars[0]!.length / near.target.x!).to.be.closeTo(1 / 3, 0.001);
    const far = draw([100], 301);
    expect(far.target.x).to.equal(undefined);
    expect(far.bars[0]!.length).to.equal(draw([100], 100).bars[0]!.length);
  });

  it('can be drawn while there is nothing', () => {
    expect(draw([0, 0], 0).bars.map(({ length }) => length)).to.deep.equal([0, 0]);
  });
});
