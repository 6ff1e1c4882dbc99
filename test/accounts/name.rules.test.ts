import { expect } from 'chai';
import { nameStandingOf } from '../../src/features/accounts/name.rules.ts';

const learner = [{ role: 'learner' }] as const;
const mentor = [{ role: 'mentor' }] as const;

describe('a name', () => {
  for (const [whose, roles, endedRoles, isUnderReview, standing] of [
    ['somebody who has not applied', [], [], false, 'own'],
    ['somebody whose application is being checked', [], [], true, 'underReview'],
    ['a learner', learner, [], false, 'legal'],
    ['a learner who applies once more', learner, [], true, 'legal'],
    ['somebody who was a learner', [], learner, false, 'legal'],
    ['a mentor', mentor, [], false, 'own'],
    ['a mentor who was a learner', mentor, learner, false, 'legal'],
  ] as const) {
    it(`of ${whose} is ${standing}`, () =>
      expect(nameStandingOf({ roles, endedRoles }, isUnderReview)).to.equal(standing));
  }
});
