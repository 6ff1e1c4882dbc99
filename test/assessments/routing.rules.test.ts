import { expect } from 'chai';
import {
  type Bar,
  bars,
  chooseAssessor,
  mayBeOverridden,
  type RegisteredAssessor,
} from '../../src/features/assessments/routing.rules.ts';
import { fromWib } from '../../src/platform/format.ts';

const examination = { candidate: 'sari', scheme: 'persiapan-ekspor', day: fromWib('2026-11-26') };

const anAssessor = (assessor: string, changes: Partial<RegisteredAssessor> = {}): RegisteredAssessor => ({
  assessor,
  name: assessor,
  holdsRole: true,
  schemes: ['persiapan-ekspor'],
  licence: { from: fromWib('2024-11-27'), until: fromWib('2027-11-26') },
  capacity: 8,
  load: 2,
  lastAssignedAt: fromWib('2026-11-01'),
  ties: [],
  hasDeclaredConflict: false,
  hasDeclinedThisCase: false,
  ...changes,
});

describe('why somebody may not examine', () => {
  const barred: Record<string, [Partial<RegisteredAssessor>, Bar[]]> = {
    'without anything against it': [{}, []],
    'on the first day of the licence': [{ licence: { from: fromWib('2026-11-26'), until: fromWib('2029-11-25') } }, []],
    'on the last day of the licence': [{ licence: { from: fromWib('2023-11-27'), until: fromWib('2026-11-26') } }, []],
    'one day after the licence': [
      { licence: { from: fromWib('2023-11-26'), until: fromWib('2026-11-25') } },
      ['licence'],
    ],
    'before the licence begins': [
      { licence: { from: fromWib('2026-11-27'), until: fromWib('2029-11-26') } },
      ['licence'],
    ],
    'without the role': [{ holdsRole: false }, ['role']],
    'outside the scheme': [{ schemes: ['pelaksanaan-ekspor'] }, ['scheme']],
    'as the candidate': [{ assessor: 'sari' }, ['self']],
    'having taught the candidate': [{ ties: ['taught'] }, ['taught']],
    'mentoring the candidate': [{ ties: ['mentored'] }, ['mentored']],
    'having marked the candidate': [{ ties: ['marked'] }, ['marked']],
    'after declaring a conflict': [{ hasDeclaredConflict: true }, ['declared']],
    'after declining this case': [{ hasDeclinedThisCase: true }, ['declined']],
    'at capacity': [{ load: 8 }, ['capacity']],
    'over a capacity that was lowered': [{ load: 9 }, ['capacity']],
    'for every reason there is': [
      {
        assessor: 'sari',
        holdsRole: false,
        schemes: [],
        licence: { from: fromWib('2020-01-01'), until: fromWib('2021-01-01') },
        ties: ['marked', 'mentored', 'taught'],
        hasDeclaredConflict: true,
        hasDeclinedThisCase: true,
        load: 8,
      },
      [...bars],
    ],
  };
  for (const [when, [changes, expected]] of Object.entries(barred)) {
    it(`${when}: ${expected.join(', ') || 'nothing'}`, () => {
      const { candidates, chosen } = chooseAssessor([anAssessor('budi', changes)], examination);
      expect(candidates[0]!.bars).to.deep.equal(expected);
      expect(chosen).to.equal(expected.length === 0 ? 'budi' : undefined);
    });
  }
});

describe('who is chosen among several', () => {
  const choices: Record<string, [RegisteredAssessor[], string | undefined]> = {
    'the least loaded': [[anAssessor('a', { load: 3 }), anAssessor('b', { load: 1 }), anAssessor('c')], 'b'],
    'of equal load the one longest without a case': [
      [anAssessor('a'), anAssessor('b', { lastAssignedAt: fromWib('2026-10-31') })],
      'b',
    ],
    'one never assigned before all others': [
      [anAssessor('a', { lastAssignedAt: fromWib('2020-01-01') }), anAssessor('b', { lastAssignedAt: undefined })],
      'b',
    ],
    'load before waiting': [
      [anAssessor('a', { load: 3, lastAssignedAt: undefined }), anAssessor('b', { load: 2 })],
      'b',
    ],
    'by id when all else is equal': [[anAssessor('b'), anAssessor('a')], 'a'],
    'never somebody who is barred': [
      [anAssessor('a', { load: 0, ties: ['taught'] }), anAssessor('b', { load: 7 })],
      'b',
    ],
    'nobody from an empty register': [[], undefined],
    'nobody when all are barred': [[anAssessor('a', { load: 8 }), anAssessor('b', { holdsRole: false })], undefined],
  };
  for (const [what, [register, expected]] of Object.entries(choices)) {
    it(what, () => {
      expect(chooseAssessor(register, examination).chosen).to.equal(expected);
      expect(chooseAssessor(register.toReversed(), examination).chosen, 'in whatever order they are read').to.equal(
        expected,
      );
    });
  }

  it('keeps everybody with their reasons, those who may be chosen first', () => {
    const register = [anAssessor('a', { ties: ['marked'] }), anAssessor('b', { load: 5 }), anAssessor('c')];
    const { candidates } = chooseAssessor(register, examination);
    expect(candidates.map(({ assessor, bars }) => [assessor, bars])).to.deep.equal([
      ['c', []],
      ['b', []],
      ['a', ['marked']],
    ]);
  });
});

describe('what a written reason may set aside', () => {
  const hard = bars.filter((bar) => bar !== 'declined' && bar !== 'capacity');
  for (const bar of hard) it(`not: ${bar}`, () => expect(mayBeOverridden([bar])).to.equal(false));
  it('not: a soft reason beside a hard one', () => expect(mayBeOverridden(['capacity', 'licence'])).to.equal(false));
  it('a full desk and an earlier no', () => expect(mayBeOverridden(['declined', 'capacity'])).to.equal(true));
  it('nothing at all', () => expect(mayBeOverridden([])).to.equal(true));
});
