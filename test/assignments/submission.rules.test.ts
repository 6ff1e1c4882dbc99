import { expect } from 'chai';
import { dueAt, findFileProblem, isLate, workStateOf } from '../../src/features/assignments/submission.rules.ts';
import { fromWib } from '../../src/platform/format.ts';

describe('an assignment', () => {
  const due = dueAt(fromWib('2026-11-02'), 2);

  it('is due at the end of its week, counted from the first day of the cohort', () => {
    expect(due).to.deep.equal(fromWib('2026-11-16'));
  });

  for (const [sentAt, late] of [
    [fromWib('2026-11-15', '23:59'), false],
    [fromWib('2026-11-16'), true],
  ] as const) {
    it(`sent at ${sentAt.toISOString()} is ${late ? 'late' : 'in time'}`, () => {
      expect(isLate(due, sentAt)).to.equal(late);
    });
  }
});

describe('the state of a work', () => {
  for (const [work, state] of [
    [undefined, 'notStarted'],
    [{ state: 'draft' }, 'draft'],
    [{ state: 'submitted' }, 'submitted'],
    [{ state: 'submitted', marking: {} }, 'marking'],
    [{ state: 'returned' }, 'returned'],
    [{ state: 'accepted' }, 'accepted'],
  ] as const) {
    it(`is ${state} for ${JSON.stringify(work)}`, () => expect(workStateOf(work)).to.equal(state));
  }
});

describe('the files of a draft', () => {
  for (const [kept, added, isSending, problem] of [
    [0, 0, false, undefined],
    [0, 0, true, 'fileNeeded'],
    [1, 0, true, undefined],
    [2, 1, true, undefined],
    [3, 1, false, 'tooManyFiles'],
    [0, 4, true, 'tooManyFiles'],
  ] as const) {
    it(`${kept} kept and ${added} added of at most 3, ${isSending ? 'sent' : 'saved'}: ${problem ?? 'fine'}`, () => {
      expect(findFileProblem({ kept, added, max: 3, isSending })).to.equal(problem);
    });
  }
});
