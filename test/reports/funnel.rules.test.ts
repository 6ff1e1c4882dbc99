import { expect } from 'chai';
import { chartOf } from '../../src/features/reports/chart.page.ts';
import { type Counts, findingOf, withoutSmallGroups } from '../../src/features/reports/funnel.rules.ts';
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

describe('counts seen from outside', () => {
  const of = (
    applied: number,
    admitted: number,
    active: number,
    completed: number,
    competent: number,
    certified: number,
  ): Counts => ({
    applied,
    admitted,
    active,
    completed,
    competent,
    certified,
    have: certified,
  });
  const list = (counts: Counts) => {
    const { applied, admitted, active, completed, competent, certified } = withoutSmallGroups(counts);
    return [applied, admitted, active, completed, competent, certified].join(' ');
  };
  const table: [Counts, string][] = [
    [of(0, 0, 0, 0, 0, 0), '0 0 0 0 0 0'],
    [of(60, 32, 30, 0, 0, 0), '60 32 hidden 0 0 0'],
    [of(60, 32, 0, 30, 30, 30), '60 hidden 0 30 30 30'],
    [of(60, 32, 0, 30, 30, 0), '60 32 0 hidden hidden 0'],
    [of(4, 3, 3, 0, 0, 0), 'hidden hidden hidden 0 0 0'],
    [of(5, 5, 5, 5, 5, 5), '5 5 5 5 5 5'],
    [of(100, 50, 20, 20, 10, 5), '100 50 20 20 10 5'],
  ];
  for (const [counts, shown] of table) {
    it(`${Object.values(counts).join(' ')} is shown as ${shown}`, () => expect(list(counts)).to.equal(shown));
  }

  it('give away no small group, whichever way they are combined', () => {
    const most = 13;
    const names = ['applied', 'admitted', 'active', 'completed', 'competent', 'certified'] as const;
    const pairs = names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other] as const));
    /** What somebody can conclude from each picture: every value that a count, and a difference, may have behind it. */
    const behind = new Map<string, Set<number>[]>();
    const all: Counts[] = [];
    for (let applied = 0; applied <= most; applied += 1)
      for (let admitted = 0; admitted <= applied; admitted += 1)
        for (let completed = 0; completed <= admitted; completed += 1)
          for (let competent = 0; competent <= completed; competent += 1)
            for (let certified = 0; certified <= competent; certified += 1)
              for (let active = 0; active <= admitted; active += 1)
                all.push(of(applied, admitted, active, completed, competent, certified));
    const valuesOf = (counts: Counts) => [
      ...names.map((name) => counts[name]),
      ...pairs.filter((pair) => isGroup(pair)).map(([one, other]) => counts[one] - counts[other]),
    ];
    const isGroup = ([one, other]: (typeof pairs)[number]) =>
      (one !== 'active' && other !== 'active') || one === 'applied' || one === 'admitted';
    for (const counts of all) {
      const values = valuesOf(counts);
      const known = behind.get(list(counts)) ?? values.map(() => new Set<number>());
      values.forEach((value, index) => known[index]!.add(value));
      behind.set(list(counts), known);
    }
    const isSmall = (value: number) => value > 0 && value < 5;
    const told = [...behind].filter(([, sets]) => sets.some((set) => set.size === 1 && isSmall([...set][0]!)));
    // Near the edge of what is tried, larger values are missing behind a picture.
    const inside = told.filter(
      ([picture]) =>
        Math.max(
          0,
          ...picture
            .split(' ')
            .filter((text) => text !== 'hidden')
            .map(Number),
        ) <=
        most - 5,
    );
    expect(inside.map(([picture]) => picture)).to.deep.equal([]);
  });
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
