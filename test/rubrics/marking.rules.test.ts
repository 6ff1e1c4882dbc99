import { expect } from 'chai';
import { findMarkProblems, passesLevel, passingLevel, percentOf } from '../../src/features/rubrics/marking.rules.ts';
import { assignmentOf } from '../../src/features/courses/index.ts';
import { aCourse } from '../support/curriculum.ts';
import { marks } from '../assignments/a-work.ts';

const levels = (...points: number[]) => ({ levels: points.map((one) => ({ points: one, label: '', text: '' })) });
const { rubric } = assignmentOf(aCourse().curriculum, 'm01-a1')!;

describe('a level of a criterion', () => {
  for (const [all, points, passes] of [
    [[0, 1, 2, 3], 0, false],
    [[0, 1, 2, 3], 1, false],
    [[0, 1, 2, 3], 2, true],
    [[0, 1, 2, 3], 3, true],
    [[0, 1, 2], 1, false],
    [[0, 1, 2], 2, true],
    [[0, 5], 0, false],
    [[0, 5], 5, true],
    [[0, 1, 2, 3, 4], 2, false],
    [[0, 1, 2, 3, 4], 3, true],
  ] as const) {
    it(`of ${all.join(', ')} points ${passes ? 'passes' : 'does not pass'} with ${points}`, () => {
      expect(passesLevel(levels(...all), points)).to.equal(passes);
    });
  }

  it('passes from the lowest of the upper half on', () => {
    expect(passingLevel(levels(0, 1, 2, 3)).points).to.equal(2);
    expect(passingLevel(levels(0, 5)).points).to.equal(5);
  });
});

describe('the mark of a work', () => {
  for (const [r1, r2, percent] of [
    [2, 2, 100],
    [0, 0, 0],
    [1, 2, 70],
    [2, 0, 60],
    [undefined, 2, undefined],
  ] as const) {
    it(`is ${percent} for ${r1} of 2 at weight 60 and ${r2} of 2 at weight 40`, () => {
      expect(percentOf(rubric, marks(r1, r2))).to.equal(percent);
    });
  }
});

describe('marks', () => {
  const kinds = (...given: Parameters<typeof findMarkProblems> extends [unknown, ...infer Rest] ? Rest : never) =>
    findMarkProblems(rubric, ...given).map((one) => ('criterion' in one ? `${one.criterion} ${one.kind}` : one.kind));

  for (const [name, given, outcome, problems] of [
    ['are given when every criterion passes', marks(2, 2), 'accepted', []],
    [
      'accept a low level where passing is not a must, with a comment',
      { ...marks(2, 0), criteria: [...marks(2).criteria.slice(0, 1), { id: 'R2', points: 0, comment: 'Foto ulang.' }] },
      'accepted',
      [],
    ],
    ['need a comment below the passing level', marks(2, 0), 'accepted', ['R2 commentMissing']],
    ['cannot accept with a must-pass criterion below', marks(1, 2), 'accepted', ['R1 belowPassing']],
    ['cannot accept with a criterion unmarked', marks(2), 'accepted', ['R2 unmarked']],
    ['may return with criteria unmarked', marks(1), 'returned', []],
    [
      'return with a comment for each low level',
      marks(0, 0, ''),
      'returned',
      ['R1 commentMissing', 'R2 commentMissing'],
    ],
    ['cannot return without any word', marks(undefined, undefined, ''), 'returned', ['reasonMissing']],
    [
      'return with a comment on the whole',
      { ...marks(undefined, undefined, ''), comment: 'Berkas salah.' },
      'returned',
      [],
    ],
    ['cannot return good work without saying why', marks(2, 2, ''), 'returned', ['reasonMissing']],
  ] as const) {
    it(name, () => expect(kinds(given, outcome)).to.deep.equal(problems));
  }
});
