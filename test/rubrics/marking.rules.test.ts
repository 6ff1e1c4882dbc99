import { expect } from 'chai';
import {
  findCriterionProblems,
  passesLevel,
  passingLevel,
  percentOf,
} from '../../src/features/rubrics/marking.rules.ts';
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

describe('marks that lack something', () => {
  for (const [name, given, needed, problems] of [
    ['may be unfinished where not all is needed', marks(1, 2, 'Ulang.'), { all: false, passing: false }, []],
    ['have to be whole where all is needed', marks(2), { all: true, passing: false }, ['R2 unmarked']],
    ['may stay below where passing is not needed', marks(1, 2, 'Ulang.'), { all: true, passing: false }, []],
    ['say what to do below the passing level', marks(1, 2, ''), { all: true, passing: false }, ['R1 commentMissing']],
    ['have to pass where passing is needed', marks(1, 2, 'Ulang.'), { all: true, passing: true }, ['R1 belowPassing']],
  ] as const) {
    it(name, () => {
      const found = findCriterionProblems(rubric, given, needed);
      expect(found.map(({ criterion, kind }) => `${criterion} ${kind}`)).to.deep.equal(problems);
    });
  }
});
