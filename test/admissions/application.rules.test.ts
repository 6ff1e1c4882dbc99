import { expect } from 'chai';
import {
  type CheckVerdict,
  findUnfinished,
  isComplete,
  type Parts,
  possibleOutcomes,
  requiredChecks,
  taskState,
} from '../../src/features/admissions/application.rules.ts';
import type { ApplicationState } from '../../src/features/admissions/application.states.ts';

const all = { regionPrefixes: ['36.71'], requiresNib: true, requiresOwnProduct: true, requiresQuality: true };
const proofs = [{}];
const [early, late] = [new Date('2026-11-01'), new Date('2026-11-02')];
const decided = (verdict: CheckVerdict) => ({ decision: { verdict, at: early } });

const complete: Parts = {
  person: { nik: '3671********0001', birthDate: '1990-05-21', district: '36.71.05', address: 'Jl. A' },
  checks: {
    nib: { number: '9120*****5220', businessName: 'Batik Sari', proofs },
    ownProduct: { product: 'Batik', description: 'Ditulis', role: 'producer', place: 'Cipadu', proofs },
    quality: { capacity: 250, unit: 'lembar', checking: 'Diperiksa', proofs },
    localId: { region: '36.71.05', address: 'Jl. A', proofs },
  },
};
const withCheck = (check: keyof Parts['checks'], changes: object): Parts => ({
  ...complete,
  checks: { ...complete.checks, [check]: { ...complete.checks[check], ...changes } },
});

describe('which checks a programme asks for', () => {
  const none = { ...all, requiresNib: false, requiresOwnProduct: false, requiresQuality: false };
  it('all four', () => expect(requiredChecks(all)).to.deep.equal(['nib', 'ownProduct', 'quality', 'localId']));
  it('always the identity card', () => expect(requiredChecks(none)).to.deep.equal(['localId']));
  it('those of its rules', () =>
    expect(requiredChecks({ ...none, requiresNib: true })).to.deep.equal(['nib', 'localId']));
});

describe('when a part is complete', () => {
  const cases: [string, Parts, 'person' | 'nib' | 'quality', boolean][] = [
    ['with every field and a proof', complete, 'nib', true],
    ['without a proof', withCheck('nib', { proofs: [] }), 'nib', false],
    ['without its name', withCheck('nib', { businessName: undefined }), 'nib', false],
    ['without an optional field', withCheck('nib', { kbli: undefined }), 'nib', true],
    ['with a capacity of nothing stated', withCheck('quality', { capacity: undefined }), 'quality', false],
    ['personal details, which need no proof', complete, 'person', true],
    [
      'personal details without a NIK',
      { ...complete, person: { ...complete.person, nik: undefined } },
      'person',
      false,
    ],
  ];
  for (const [what, parts, step, expected] of cases) {
    it(`${what}: ${expected}`, () => expect(isComplete(parts, step)).to.equal(expected));
  }
});

describe('the state of a task', () => {
  const empty: Parts = {
    person: {},
    checks: { nib: { proofs: [] }, ownProduct: { proofs: [] }, quality: { proofs: [] }, localId: { proofs: [] } },
  };
  const asked = withCheck('nib', { ...decided('needs-fixing'), savedAt: new Date('2026-10-01') });
  const cases: [string, Parts, ApplicationState, 'person' | 'nib' | 'quality', string][] = [
    ['nothing filled in', empty, 'draft', 'nib', 'not-started'],
    [
      'saved once',
      { ...empty, checks: { ...empty.checks, nib: { proofs: [], savedAt: early } } },
      'draft',
      'nib',
      'in-progress',
    ],
    ['all filled in', complete, 'draft', 'nib', 'done'],
    ['asked to fix, not touched since', asked, 'needs-fixing', 'nib', 'needs-fixing'],
    [
      'asked to fix and saved since',
      withCheck('nib', { ...decided('needs-fixing'), savedAt: late }),
      'needs-fixing',
      'nib',
      'fixed',
    ],
    [
      'saved since, but its proof is gone',
      withCheck('nib', { ...decided('needs-fixing'), savedAt: late, proofs: [] }),
      'needs-fixing',
      'nib',
      'needs-fixing',
    ],
    ['another part than the one to fix', asked, 'needs-fixing', 'quality', 'locked'],
    ['personal details while the NIB is to be fixed', asked, 'needs-fixing', 'person', 'locked'],
    [
      'personal details while the card is to be fixed',
      withCheck('localId', decided('needs-fixing')),
      'needs-fixing',
      'person',
      'done',
    ],
    ['after sending', complete, 'submitted', 'nib', 'locked'],
  ];
  for (const [what, parts, state, step, expected] of cases) {
    it(`${what}: ${expected}`, () => expect(taskState(parts, state, step)).to.equal(expected));
  }
});

describe('what keeps an application from being sent', () => {
  it('nothing when all is complete', () => expect(findUnfinished(complete, 'draft', all)).to.deep.equal([]));
  it('names the parts in order', () => {
    const parts = { ...withCheck('quality', { unit: '' }), person: {} };
    expect(findUnfinished(parts, 'draft', all)).to.deep.equal(['person', 'quality']);
  });
  it('leaves out what the programme does not ask for', () =>
    expect(findUnfinished(withCheck('nib', { proofs: [] }), 'draft', { ...all, requiresNib: false })).to.deep.equal(
      [],
    ));
  it('asks only for what is to be fixed', () => {
    const parts = withCheck('nib', decided('needs-fixing'));
    expect(findUnfinished(parts, 'needs-fixing', all)).to.deep.equal(['nib']);
  });
});

describe('what a verifier can do', () => {
  const verdicts = (...given: (CheckVerdict | undefined)[]): Parts => ({
    ...complete,
    checks: {
      nib: given[0] ? decided(given[0]) : {},
      ownProduct: given[1] ? decided(given[1]) : {},
      quality: given[2] ? decided(given[2]) : {},
      localId: given[3] ? decided(given[3]) : {},
    },
  });
  const cases: [string, Parts, string[]][] = [
    ['nothing decided', verdicts(), ['refuse']],
    ['three of four met', verdicts('meets', 'meets', 'meets'), ['refuse']],
    ['all met', verdicts('meets', 'meets', 'meets', 'meets'), ['accept', 'refuse']],
    ['one to be fixed', verdicts('meets', 'needs-fixing', 'meets', 'meets'), ['send-back', 'refuse']],
    ['one to be fixed, others undecided', verdicts('needs-fixing'), ['send-back', 'refuse']],
    ['one not met', verdicts('meets', 'does-not', 'meets', 'meets'), ['refuse']],
  ];
  for (const [what, parts, expected] of cases) {
    it(what, () => expect(possibleOutcomes(parts, all)).to.deep.equal(expected));
  }
});
