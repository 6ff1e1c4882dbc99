import { expect } from 'chai';
import { findMarkProblems } from '../../src/features/assignments/marking.rules.ts';
import { assignmentOf } from '../../src/features/courses/index.ts';
import { aCourse } from '../support/curriculum.ts';
import { marks } from './a-work.ts';

const { rubric } = assignmentOf(aCourse().curriculum, 'm01-a1')!;

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
