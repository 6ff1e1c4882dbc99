import { expect } from 'chai';
import { type EligibilityFacts, judgeEligibility } from '../../src/features/admissions/eligibility.rules.ts';

const rules = { regionPrefixes: ['36.71'], requiresNib: true, requiresOwnProduct: true, requiresQuality: true };
const facts: EligibilityFacts = {
  hasNib: true,
  role: 'producer',
  capacity: 250,
  idCardRegion: '36.71.05',
  nikRegion: '367105',
  nikWarnings: [],
};
const judged = (changes: Partial<EligibilityFacts>, changedRules = {}) =>
  judgeEligibility({ ...rules, ...changedRules }, { ...facts, ...changes }).map(
    ({ check, outcome }) => `${check} ${outcome}`,
  );

describe('what the statements say about the rules', () => {
  const usual = ['nib needs-review', 'ownProduct pass', 'quality pass', 'localId pass'];
  const cases: [string, Partial<EligibilityFacts>, object, string[]][] = [
    ['a producer of the city', {}, {}, usual],
    ['a trader', { role: 'trader' }, {}, usual.with(1, 'ownProduct fail')],
    ['a reseller', { role: 'reseller' }, {}, usual.with(1, 'ownProduct fail')],
    ['somebody about to start', { role: 'starter' }, {}, usual.with(1, 'ownProduct needs-review')],
    ['a card of another city', { idCardRegion: 'elsewhere', nikRegion: undefined }, {}, usual.with(3, 'localId fail')],
    ['a card of the neighbouring regency', { idCardRegion: '36.03.05' }, {}, usual.with(3, 'localId fail')],
    ['somebody who moved to the city', { nikRegion: '337501' }, {}, [...usual, 'localId needs-review']],
    [
      'a NIK with another date of birth',
      { nikWarnings: ['accounts.nikBirthDateDiffers'] },
      {},
      [...usual, 'localId needs-review'],
    ],
    ['a programme for any city', { idCardRegion: 'elsewhere' }, { regionPrefixes: [] }, usual.slice(0, 3)],
    ['a programme that takes traders', { role: 'trader' }, { requiresOwnProduct: false }, usual.toSpliced(1, 1)],
  ];
  for (const [who, changes, changedRules, expected] of cases) {
    it(who, () => expect(judged(changes, changedRules)).to.deep.equal(expected));
  }

  it('say nothing about what is not filled in', () =>
    expect(judgeEligibility(rules, { hasNib: false, nikWarnings: [] })).to.deep.equal([]));

  it('name the place of the rule', () => {
    const [outside] = judgeEligibility(rules, { hasNib: false, nikWarnings: [], idCardRegion: 'elsewhere' });
    expect(outside).to.deep.include({ reason: 'admissions.found.regionOutside', values: { place: 'Kota Tangerang' } });
  });
});
